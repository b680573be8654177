/**
 * The files of a form: each becomes a tile at once, its bytes are taken in a few at a time, and the
 * order is the person's. Only tiles that are taken in are part of the content.
 */
import { api, Failure, media, wasAborted, type Asset, type AssetView } from "$/api/index.ts";
import { host, type Offered } from "$/host/index.ts";
import { newId } from "$/lib/ids.ts";
import { toasts } from "$/lib/ui/index.ts";
import { t } from "$/strings/index.svelte.ts";

/** Taken in side by side: enough to keep disk and network busy, few enough to stay responsive. */
const AT_ONCE = 3;
/** Waiting photos that are shown from their own bytes; more would decode too many large pictures. */
const LOCAL_PREVIEWS = 12;

export class Tile {
  readonly key = newId();
  name: string;
  bytes: number;
  offered: Offered | null;
  state = $state<"waiting" | "sending" | "done" | "failed">("waiting");
  /** From 0 to 1. */
  progress = $state(0);
  failure = $state.raw<Failure | null>(null);
  asset = $state.raw<Asset | null>(null);
  view = $state.raw<AssetView | null>(null);
  /** The photo's own bytes as a picture, until the office has made one. */
  localUrl = $state<string | null>(null);
  #stop: AbortController | null = null;

  constructor(from: Offered | Asset) {
    this.name = from.name;
    this.bytes = from.bytes;
    if ("sha256" in from) {
      this.offered = null;
      this.asset = from;
      this.state = "done";
    } else {
      this.offered = from;
    }
  }

  showLocally(): void {
    const file = this.offered?.file;
    if (file?.type.startsWith("image/") && !this.localUrl) this.localUrl = URL.createObjectURL(file);
  }

  /** Takes the bytes in; ends as done, failed, or back at waiting when it was stopped. */
  async take(): Promise<void> {
    if (!this.offered) return;
    this.#stop = new AbortController();
    this.state = "sending";
    this.progress = 0;
    this.failure = null;
    try {
      const view = await host.intake(
        this.offered,
        (done, total) => (this.progress = total > 0 ? done / total : 0),
        this.#stop.signal,
      );
      this.view = view;
      this.asset = view.asset;
      this.state = "done";
      if (view.has_picture) this.#showOffices(view.asset.sha256);
    } catch (thrown) {
      if (wasAborted(thrown)) return;
      this.failure = Failure.from(thrown);
      this.state = "failed";
    }
  }

  /** Changes over to the office's small picture once it is loaded: large photos don't stay in memory. */
  #showOffices(sha256: string): void {
    if (!this.localUrl) return;
    const picture = new Image();
    picture.onload = () => this.forgetLocal();
    picture.src = media.thumb(sha256);
  }

  fail(failure: Failure): void {
    this.failure = failure;
    this.state = "failed";
  }

  drop(): void {
    this.#stop?.abort();
    this.forgetLocal();
  }

  forgetLocal(): void {
    if (this.localUrl) URL.revokeObjectURL(this.localUrl);
    this.localUrl = null;
  }
}

export class Tray {
  tiles = $state<Tile[]>([]);
  readonly assets = $derived(
    this.tiles.flatMap((tile) => (tile.state === "done" && tile.asset ? [tile.asset] : [])),
  );
  readonly underWay = $derived(this.tiles.filter(({ state }) => state === "waiting" || state === "sending"));
  readonly failed = $derived(this.tiles.filter(({ state }) => state === "failed"));
  #running = 0;

  constructor(assets: readonly Asset[] = []) {
    this.replace(assets);
  }

  /** What the server has, in its order. */
  replace(assets: readonly Asset[]): void {
    for (const tile of this.tiles) tile.drop();
    this.tiles = assets.map((asset) => new Tile(asset));
    const unknown = [...this.tiles];
    for (let line = 0; line < AT_ONCE; line += 1) void this.#learn(unknown);
  }

  /** GPS, earlier uses and the like of files that are in the office already, one after the other. */
  async #learn(unknown: Tile[]): Promise<void> {
    for (let tile = unknown.shift(); tile; tile = unknown.shift()) {
      if (!tile.asset) continue;
      tile.view = await api.asset(tile.asset.sha256, { background: true }).catch(() => null);
    }
  }

  offer(offered: readonly Offered[]): void {
    const added = offered.map((one) => new Tile(one));
    this.tiles.push(...added);
    for (const [index, tile] of added.entries()) {
      if (tile.offered?.isDir) tile.fail(new Failure(0, "folder", t("files.folder")));
      else if (index < LOCAL_PREVIEWS) tile.showLocally();
    }
    this.#pump();
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
    tile.showLocally();
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
