/**
 * The files of a form: each becomes a tile at once, its bytes are taken in a few at a time, and the
 * order is the person's. Only tiles that are taken in are part of the content.
 */
import { Failure, type Asset } from "$/api/index.ts";
import type { Offered } from "$/host/index.ts";
import { painted } from "$/lib/painted.ts";
import { toasts } from "$/lib/ui/index.ts";
import { t } from "$/strings/index.svelte.ts";

import { Tile } from "./tile.svelte.ts";

/** Taken in side by side: enough to keep disk and network busy, few enough to stay responsive. */
const AT_ONCE = 3;
/** Heads of files that are looked into side by side for the camera's own picture. */
const GLIMPSES = 4;

export class Tray {
  tiles = $state<Tile[]>([]);
  readonly assets = $derived(
    this.tiles.flatMap((tile) => (tile.state === "done" && tile.asset ? [tile.asset] : [])),
  );
  readonly underWay = $derived(this.tiles.filter(({ state }) => state !== "done" && state !== "failed"));
  readonly failed = $derived(this.tiles.filter(({ state }) => state === "failed"));
  #running = 0;

  constructor(assets: readonly Asset[] = []) {
    this.replace(assets);
  }

  /** What the server has, in its order. */
  replace(assets: readonly Asset[]): void {
    for (const tile of this.tiles) tile.drop();
    this.tiles = assets.map((asset) => new Tile(asset));
    // GPS, earlier uses and the like of files that are in the office already.
    inLines(this.tiles, AT_ONCE, (tile) => tile.learn());
  }

  offer(offered: readonly Offered[]): void {
    const added = offered.map((one) => new Tile(one));
    this.tiles.push(...added);
    for (const tile of added) {
      if (tile.offered?.isDir) tile.fail(new Failure(0, "folder", t("files.folder")));
    }
    // However many there are, each stands there before the first is worked on.
    void painted().then(() => {
      inLines(added, GLIMPSES, (tile) => tile.glimpse());
      this.#pump();
    });
  }

  retry(tile: Tile): void {
    tile.failure = null;
    tile.state = "waiting";
    this.#pump();
  }

  remove(tile: Tile): void {
    tile.drop();
    this.tiles = this.tiles.filter(({ key }) => key !== tile.key);
  }

  cancelAll(): void {
    for (const tile of [...this.underWay]) this.remove(tile);
  }

  move(from: number, to: number): void {
    if (from === to || to < 0 || to >= this.tiles.length) return;
    const [tile] = this.tiles.splice(from, 1);
    if (tile) this.tiles.splice(to, 0, tile);
  }

  #pump(): void {
    while (this.#running < AT_ONCE) {
      const next = this.tiles.find(({ state }) => state === "waiting");
      if (!next) return;
      this.#running += 1;
      void this.#take(next);
    }
  }

  async #take(tile: Tile): Promise<void> {
    await tile.take();
    this.#running -= 1;
    const same = this.tiles.some(
      (other) => other.key !== tile.key && other.asset && other.asset.sha256 === tile.asset?.sha256,
    );
    if (same && tile.state === "done") {
      this.remove(tile);
      toasts.show(t("files.twice", { name: tile.name }));
    }
    this.#pump();
  }
}

/** Does it for all, a few side by side, in their order. */
function inLines(tiles: readonly Tile[], lines: number, work: (tile: Tile) => Promise<void>): void {
  const left = [...tiles];
  const line = async () => {
    for (let tile = left.shift(); tile; tile = left.shift()) await work(tile);
  };
  for (let at = 0; at < lines; at += 1) void line();
}
