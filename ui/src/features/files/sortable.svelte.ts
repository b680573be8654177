/** Moving tiles about by pointer and by keyboard; HTML5 drag is left to files from outside. */
import { t } from "$/strings/index.svelte.ts";

import type { Tray } from "./tray.svelte.ts";

/** A press becomes a drag after this many px, so that a click stays a click. */
const SLACK = 6;

export class Sortable {
  /** Key of the tile in the hand. */
  lifted = $state<string | null>(null);
  /** Said by screen readers after a move. */
  said = $state("");
  /** The last press has moved a tile: the click that ends it opens nothing. */
  dragged = false;
  #press: { key: string; x: number; y: number } | null = null;

  constructor(private readonly tray: Tray) {}

  down(event: PointerEvent, key: string): void {
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest("button"))) return;
    this.dragged = false;
    this.#press = { key, x: event.clientX, y: event.clientY };
  }

  move(event: PointerEvent): void {
    const press = this.#press;
    if (!press) return;
    if (!this.lifted && Math.hypot(event.clientX - press.x, event.clientY - press.y) < SLACK) return;
    this.lifted = press.key;
    this.dragged = true;
    event.preventDefault();
    const under = document
      .elementFromPoint(event.clientX, event.clientY)
      ?.closest<HTMLElement>("[data-tile]");
    const to = under ? this.#place(under.dataset["tile"] ?? "") : -1;
    if (to >= 0) this.tray.move(this.#place(press.key), to);
  }

  up(): void {
    this.#press = null;
    this.lifted = null;
  }

  keydown(event: KeyboardEvent, key: string): void {
    if (!event.altKey || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    event.preventDefault();
    const from = this.#place(key);
    const to = from + (event.key === "ArrowLeft" ? -1 : 1);
    if (to < 0 || to >= this.tray.tiles.length) return;
    const row = event.currentTarget as HTMLElement;
    this.tray.move(from, to);
    const { name } = this.tray.tiles[to] ?? { name: "" };
    this.said = t("files.moved", { name, n: to + 1, total: this.tray.tiles.length });
    // The element moved in the page, which takes the focus away from it.
    requestAnimationFrame(() => row.focus());
  }

  #place(key: string): number {
    return this.tray.tiles.findIndex((tile) => tile.key === key);
  }
}
