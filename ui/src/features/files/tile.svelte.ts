/** One file of a form, from the moment it is let go over the page. */
import { api, Failure, wasAborted, type Asset, type AssetView, type Fits } from "$/api/index.ts";
import { host, type LocalPicture, type Offered } from "$/host/index.ts";
import { newId } from "$/lib/ids.ts";

/** Waits its turn; sends its bytes; is looked at by the office; is part of the content; was refused. */
export type TileState = "waiting" | "sending" | "looking" | "done" | "failed";

export class Tile {
  readonly key = newId();
  name: string;
  bytes: number;
  offered: Offered | null;
  state = $state<TileState>("waiting");
  /** From 0 to 1. */
  progress = $state(0);
  /** The line is broken; it goes on by itself. */
  interrupted = $state(false);
  failure = $state.raw<Failure | null>(null);
  /** What the camera or the system showed at once, until the office's own picture is there. */
  local = $state.raw<LocalPicture | null>(null);
  view = $state.raw<AssetView | null>(null);
  /** How it is fitted, by place; what nobody chose is not in it. */
  fits = $state.raw<Fits>({});
  #asset = $state.raw<Asset | null>(null);
  #stop: AbortController | null = null;
  #gone = false;

  constructor(from: Offered | Asset) {
    this.name = from.name;
    this.bytes = from.bytes;
    if ("sha256" in from) {
      this.offered = null;
      this.#accept(from);
    } else {
      this.offered = from;
    }
  }

  /** As it belongs to the content: with the fits that were chosen, in a steady order. */
  readonly asset = $derived.by<Asset | null>(() => {
    if (!this.#asset) return null;
    const { fits: _, ...asset } = this.#asset;
    const places = Object.entries(this.fits).sort(([a], [b]) => (a < b ? -1 : 1));
    // Not written while empty: content without fits keeps the digest it had before there were any.
    return (places.length > 0 ? { ...asset, fits: Object.fromEntries(places) } : asset) as Asset;
  });

  #accept(asset: Asset): void {
    this.#asset = asset;
    this.fits = asset.fits ?? {};
    this.state = "done";
  }

  async glimpse(): Promise<void> {
    if (!this.offered || this.offered.isDir || this.state === "done" || this.#gone) return;
    const picture = await host.glimpse(this.offered);
    if (this.#gone) picture?.release();
    else this.local = picture;
  }

  /** Takes the bytes in; ends as done, failed, or back at waiting when it was stopped. */
  async take(): Promise<void> {
    if (!this.offered) return;
    this.#stop = new AbortController();
    this.state = "sending";
    this.progress = 0;
    this.interrupted = false;
    this.failure = null;
    try {
      const view = await host.intake(
        this.offered,
        (done, total, interrupted) => this.#sent(done, total, interrupted),
        this.#stop.signal,
      );
      this.view = view;
      this.#accept(view.asset);
      if (!view.has_picture) this.forgetLocal();
    } catch (thrown) {
      if (wasAborted(thrown)) return;
      this.fail(Failure.from(thrown));
    }
  }

  #sent(done: number, total: number, interrupted = false): void {
    this.interrupted = interrupted;
    this.progress = total > 0 ? done / total : 0;
    if (this.state === "sending" && done >= total && !interrupted) this.state = "looking";
    else if (this.state === "looking" && interrupted) this.state = "sending";
  }

  /** What the office knows of a file that was in it already. */
  async learn(): Promise<void> {
    if (!this.#asset || this.view) return;
    this.view = await api.asset(this.#asset.sha256, { background: true }).catch(() => null);
  }

  fail(failure: Failure): void {
    this.failure = failure;
    this.state = "failed";
    this.forgetLocal();
  }

  drop(): void {
    this.#gone = true;
    this.#stop?.abort();
    this.forgetLocal();
  }

  forgetLocal(): void {
    this.local?.release();
    this.local = null;
  }
}
