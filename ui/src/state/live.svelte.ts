/** What happens in the office, for every screen that shows it: one line to the server, many listeners. */
import { host, type Notice, type Stop } from "$/host/index.ts";

class Live {
  #listeners = new Set<(notice: Notice) => void>();
  #stop: Stop | null = null;

  start(): void {
    this.#stop ??= host.subscribe((notice) => {
      for (const listener of this.#listeners) listener(notice);
    });
  }

  stop(): void {
    this.#stop?.();
    this.#stop = null;
  }

  /** Use inside `$effect(() => live.on(…))`: the answer ends it. */
  on(listener: (notice: Notice) => void): Stop {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** As `on`, for what belongs to the office as a whole: accounts, appointments, PCs, settings. */
  onOffice(listener: () => void): Stop {
    return this.on((notice) => {
      if (notice === "resync" || notice.kind === "office") listener();
    });
  }
}

export const live = new Live();
