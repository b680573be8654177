/** After several wrong tries the office makes one wait; this counts it down, whatever the PC's clock is set to. */
import type { Failure } from "$/api/index.ts";

export class Wait {
  #until = $state(0);
  #now = $state(performance.now());
  readonly seconds = $derived(Math.max(0, Math.ceil((this.#until - this.#now) / 1000)));
  readonly #onOver: () => void;

  constructor(onOver: () => void) {
    this.#onOver = onOver;
  }

  after({ extra }: Failure): void {
    const seconds = Number(extra["retry_after_seconds"] ?? 0);
    this.#now = performance.now();
    this.#until = seconds > 0 ? this.#now + seconds * 1000 : 0;
  }

  /** For an `$effect`: runs while there is something to count. */
  tick(): (() => void) | undefined {
    if (this.#until <= performance.now()) return undefined;
    const timer = setInterval(() => {
      this.#now = performance.now();
      if (this.#now < this.#until) return;
      clearInterval(timer);
      this.#onOver();
    }, 500);
    return () => clearInterval(timer);
  }
}
