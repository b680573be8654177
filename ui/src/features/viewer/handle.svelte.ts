/** The picture that is open in a viewer, for its own controls and for whoever lays something over it. */
import type OpenSeadragon from "openseadragon";

import type { TilesState } from "$/api/index.ts";

import type { Move } from "./keys.ts";
import { nextStep, type Size } from "./zoom.ts";

export class ViewerHandle {
  readonly osd: OpenSeadragon.Viewer;
  /** Width and height in px in which pins are placed: item 0 of the world has this size from beginning to end. */
  readonly size: Size;
  /** Percent of real pixels, as shown now. */
  percent = $state(100);
  /** Percent at which the whole picture fits its place. */
  fitPercent = $state(100);
  /** Every pixel is there, not only the preview's. */
  sharp = $state(false);
  /** Real pixels for each px of `size`: 1, but where a camera's preview is smaller than the photo it stands for. */
  density = $state(1);

  /** Where the finer tiles stand. */
  tiles = $state.raw<TilesState>({ state: "absent" });
  #smooth = true;

  constructor(osd: OpenSeadragon.Viewer, size: Size) {
    this.osd = osd;
    this.size = size;
    for (const name of ["zoom", "open", "animation", "animation-finish"] as const)
      osd.addHandler(name, () => this.read());
    osd.addHandler("resize", () => this.#placed());
  }

  /** In another place the whole picture stays the whole picture, once the viewer has done its own part. */
  #placed(): void {
    const whole = Math.abs(this.percent / this.fitPercent - 1) < 0.01;
    queueMicrotask(() => {
      if (this.osd.isDestroyed()) return;
      if (whole) this.osd.viewport.goHome(true);
      this.read();
    });
  }

  /** Looks at what the viewer shows. */
  read(): void {
    const item = this.osd.world.getItemAt(0);
    if (!item) return;
    this.percent = this.#percentOf(this.osd.viewport.getZoom(true));
    this.fitPercent = this.#percentOf(this.osd.viewport.getHomeZoom());
    // From one pixel on one pixel on, pixels are shown as they are.
    const smooth = !this.sharp || this.percent < 99.5;
    if (smooth === this.#smooth) return;
    this.#smooth = smooth;
    this.osd.drawer.setImageSmoothingEnabled(smooth);
  }

  move(move: Move): void {
    if (move.to === "pan") this.pan(move.across, move.down);
    else if (move.to === "in") this.step(1);
    else if (move.to === "out") this.step(-1);
    else if (move.to === "fit") this.fit();
    else this.actual();
  }

  fit(): void {
    this.osd.viewport.goHome();
  }

  /** One pixel on one pixel, about the middle or about a point of the picture. */
  actual(): void {
    this.zoomTo(100);
  }

  step(direction: 1 | -1): void {
    const target = this.#percentOf(this.osd.viewport.getZoom());
    this.zoomTo(nextStep(target, direction, this.fitPercent));
  }

  zoomTo(percent: number): void {
    const { viewport } = this.osd;
    viewport.zoomTo(this.#zoomOf(percent));
    viewport.applyConstraints();
  }

  /** From a point in the viewer, px from its top left, to one in the picture, px of `size`. */
  toPicture(x: number, y: number): { x: number; y: number } {
    const { viewport } = this.osd;
    const point = viewport.getCenter();
    [point.x, point.y] = [x, y];
    const found = viewport.pointFromPixel(point, true);
    return { x: found.x * this.size.width, y: found.y * this.size.width };
  }

  /** Moves the view by a part of what is visible. */
  pan(across: number, down: number): void {
    const { viewport } = this.osd;
    const bounds = viewport.getBounds();
    const by = viewport.getCenter();
    by.x = bounds.width * across;
    by.y = bounds.height * down;
    viewport.panBy(by);
    viewport.applyConstraints();
  }

  #zoomOf(percent: number): number {
    const inCss = (percent / 100 / devicePixelRatio) * this.density;
    return (inCss * this.size.width) / this.osd.viewport.getContainerSize().x;
  }

  #percentOf(zoom: number): number {
    const inCss = (zoom * this.osd.viewport.getContainerSize().x) / this.size.width;
    return (inCss * devicePixelRatio * 100) / this.density;
  }
}
