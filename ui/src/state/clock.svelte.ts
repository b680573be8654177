/** One clock for everything that ticks on the screen. */
import { createSubscriber } from "svelte/reactivity";

class Clock {
  #second = this.#every(1_000);
  #minute = this.#every(15_000);

  #every(ms: number): () => void {
    return createSubscriber((update) => {
      const timer = setInterval(update, ms);
      return () => clearInterval(timer);
    });
  }

  /** Milliseconds since 1970; whoever reads it in a template is redrawn each second. */
  get now(): number {
    this.#second();
    return Date.now();
  }

  /** The same, redrawn four times a minute: enough for minutes. */
  get calmNow(): number {
    this.#minute();
    return Date.now();
  }
}

export const clock = new Clock();
