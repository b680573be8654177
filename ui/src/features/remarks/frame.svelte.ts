/** Where the picture lies on the screen inside its viewer, kept up to date while it is moved and zoomed. */
import type OpenSeadragon from "openseadragon";

import type { Area } from "./place.ts";

export type Box = { x: number; y: number; width: number; height: number };

const MOVES = ["open", "update-viewport", "animation", "animation-finish", "resize"] as const;

export class Frame {
  /** The whole picture, in CSS px of the viewer. */
  box = $state.raw<Box>({ x: 0, y: 0, width: 1, height: 1 });
  readonly #osd: OpenSeadragon.Viewer;

  constructor(osd: OpenSeadragon.Viewer) {
    this.#osd = osd;
    this.read();
  }

  watch(): () => void {
    const read = () => this.read();
    for (const move of MOVES) this.#osd.addHandler(move, read);
    return () => {
      for (const move of MOVES) this.#osd.removeHandler(move, read);
    };
  }

  read(): void {
    const picture = this.#osd.world?.getItemAt(0);
    if (!picture) return;
    const { x, y, width, height } = this.#osd.viewport.viewportToViewerElementRectangle(
      picture.getBounds(true),
    );
    const { box } = this;
    if (x !== box.x || y !== box.y || width !== box.width || height !== box.height)
      this.box = { x, y, width, height };
  }

  /** The place on the screen, in px. */
  onScreen(area: Area): Box {
    const { x, y, width, height } = this.box;
    return {
      x: x + (area.x * width) / 100,
      y: y + (area.y * height) / 100,
      width: (area.width * width) / 100,
      height: (area.height * height) / 100,
    };
  }

  /** The point of the picture under a point of the screen, in percent; the nearest one of it from beside it. */
  onPicture(left: number, top: number): { x: number; y: number } {
    const { x, y, width, height } = this.box;
    const within = (percent: number) => Math.min(100, Math.max(0, percent));
    return { x: within(((left - x) / width) * 100), y: within(((top - y) / height) * 100) };
  }

  /** Moves the view so that a place is in sight. */
  show(area: Area): void {
    const { viewport } = this.#osd;
    const at = this.onScreen(area);
    const seen = viewport.getContainerSize();
    const margin = 24;
    const inSight =
      at.x >= margin &&
      at.y >= margin &&
      at.x + at.width <= seen.x - margin &&
      at.y + at.height <= seen.y - margin;
    if (inSight) return;
    const by = viewport.getCenter();
    by.x = at.x + at.width / 2 - seen.x / 2;
    by.y = at.y + at.height / 2 - seen.y / 2;
    viewport.panBy(viewport.deltaPointsFromPixels(by));
    viewport.applyConstraints();
  }

  zoom(factor: number): void {
    this.#osd.viewport.zoomBy(factor);
    this.#osd.viewport.applyConstraints();
  }
}

/** The area between two points, whichever way it was drawn. */
export function between(one: { x: number; y: number }, other: { x: number; y: number }): Area {
  return {
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  };
}
