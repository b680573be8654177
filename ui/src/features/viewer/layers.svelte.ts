/** Pictures one over another in one deep-zoom view, each with its finer tiles as they come. */
import type OpenSeadragon from "openseadragon";

import type { Asset } from "$/api/index.ts";

import { whole } from "./open.ts";
import { pyramid, Tiles } from "./tiles.svelte.ts";
import { measuredSize, type Size } from "./zoom.ts";

/** Where a picture lies in the view, whose width is 1. */
export type Bounds = { x: number; y: number; width: number };

export class Layer {
  readonly size: Size;
  readonly #osd: OpenSeadragon.Viewer;
  readonly #Rect: typeof OpenSeadragon.Rect;
  readonly #tiles: Tiles;
  readonly #items: OpenSeadragon.TiledImage[] = [];
  #opacity = 1;
  #part: readonly [from: number, to: number] = [0, 1];
  /** Every pixel is there. */
  sharp = $state(false);
  density = 1;

  constructor(
    OSD: typeof OpenSeadragon,
    osd: OpenSeadragon.Viewer,
    { asset, url, preview, bounds }: { asset: Asset; url: string; preview: Size; bounds: Bounds },
  ) {
    this.#osd = osd;
    this.#Rect = OSD.Rect;
    this.size = measuredSize(asset, preview);
    this.#tiles = new Tiles(asset.sha256, 1);
    this.#add(whole(url, this.size), bounds);
    void this.#tiles.follow().then((found) => {
      this.sharp = found.state === "ready" || found.state === "unneeded";
      if (found.state !== "ready" || osd.isDestroyed()) return;
      this.density = found.width / this.size.width;
      this.#add(pyramid(asset.sha256, 1, found), bounds, this.#items[0]);
    });
  }

  /** 0 is clear, 1 hides what lies below. */
  set opacity(value: number) {
    this.#opacity = value;
    for (const item of this.#items) item.setOpacity(value);
  }

  /** Only the part between two fractions of its width is drawn. */
  show(from: number, to: number): void {
    this.#part = [from, to];
    for (const item of this.#items) this.#clip(item);
  }

  leave(): void {
    this.#tiles.leave();
  }

  /** On top, or right above an item that is there. */
  #add(tileSource: object, bounds: Bounds, above?: OpenSeadragon.TiledImage): void {
    const index = above ? { index: this.#osd.world.getIndexOfItem(above) + 1 } : {};
    this.#osd.addTiledImage({
      tileSource,
      ...index,
      ...bounds,
      opacity: this.#opacity,
      success: ({ item }: { item: OpenSeadragon.TiledImage }) => {
        this.#items.push(item);
        item.setOpacity(this.#opacity);
        this.#clip(item);
      },
    } as never);
  }

  #clip(item: OpenSeadragon.TiledImage): void {
    const [from, to] = this.#part;
    const { x: width, y: height } = item.getContentSize();
    const whole = from <= 0 && to >= 1;
    const part = Math.max(0, to - from) * width;
    item.setClip(whole ? null : new this.#Rect(from * width, 0, part, height));
  }
}
