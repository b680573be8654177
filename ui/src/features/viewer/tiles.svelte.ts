/** The tiles of a picture while it is open: asked for, waited for, and let go when the person leaves. */
import { api, Failure, media, type TilesState } from "$/api/index.ts";

const PATIENCE_MS = 400;

export class Tiles {
  /** Nothing is missing until the office has said what is. */
  state = $state.raw<TilesState>({ state: "unneeded" });
  readonly #sha256: string;
  readonly #page: number;
  #left = false;
  #wake: () => void = () => undefined;

  constructor(sha256: string, page: number) {
    this.#sha256 = sha256;
    this.#page = page;
  }

  /** Begins, and resolves when nothing more will come: ready, not needed, failed, or left. */
  async follow(): Promise<TilesState> {
    try {
      this.state = await api.beginTiles(this.#sha256, this.#page);
      while (this.#waits() && !this.#left) {
        await this.#pause();
        if (this.#left) break;
        // Too many at once: asked again, as long as somebody looks.
        const asks = this.state.state === "absent" ? api.beginTiles : api.tiles;
        this.state = await asks(this.#sha256, this.#page);
      }
      if (this.#left) this.#letGo();
    } catch (thrown) {
      this.state = { state: "failed", message: Failure.from(thrown).message };
    }
    return this.state;
  }

  /** The person has gone elsewhere: what only they waited for need not be cut. */
  leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#wake();
    this.#letGo();
  }

  #letGo(): void {
    if (this.#waits()) api.leaveTiles(this.#sha256, this.#page).catch(() => undefined);
  }

  #waits(): boolean {
    return this.state.state === "running" || this.state.state === "absent";
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, PATIENCE_MS);
    });
  }
}

type Ready = Extract<TilesState, { state: "ready" }>;

/** Longest edge of the preview, which lies under the tiles: coarser levels would only blur it. */
const PREVIEW_EDGE = 2048;

/** The finer levels of a picture as the deep-zoom library takes them. */
export function pyramid(sha256: string, page: number, ready: Ready): object {
  const { width, height, levels, tile_size: tileSize } = ready;
  return {
    width,
    height,
    tileSize,
    tileOverlap: 0,
    minLevel: firstFiner(ready),
    maxLevel: levels - 1,
    getTileUrl: (level: number, column: number, row: number) => media.tile(sha256, level, column, row, page),
  };
}

/** The first level that shows more than the preview. */
export function firstFiner({ width, height, levels }: Pick<Ready, "width" | "height" | "levels">): number {
  const edge = Math.max(width, height);
  let level = levels - 1;
  while (level > 0 && edge / 2 ** (levels - level) > PREVIEW_EDGE) level -= 1;
  return level;
}
