/**
 * Lets a long list come onto the page in pieces, so that two hundred new tiles don't hold the window
 * for most of a second: between the pieces the page answers clicks and draws.
 */

/** On the page at once. */
const FIRST = 16;
/** Added at a time. */
const PIECE = 8;

export class Gradual {
  #shown = $state(FIRST);
  readonly #total: () => number;

  constructor(total: () => number) {
    this.#total = total;
  }

  /** How many of the list are to be drawn. */
  readonly shown = $derived.by(() => Math.min(this.#shown, this.#total()));

  /** Call in an effect: goes on until all is drawn, and begins again when the list has become short. */
  follow(): (() => void) | undefined {
    const total = this.#total();
    if (total < FIRST) this.#shown = FIRST;
    if (this.#shown >= total) return undefined;
    const timer = setTimeout(() => (this.#shown += PIECE), 0);
    return () => clearTimeout(timer);
  }
}
