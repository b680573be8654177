/** Whether the office can be reached, for the banner over every screen. */
import { host, type Joined, type Reach, type Stop } from "$/host/index.ts";

import { session } from "./session.svelte.ts";

class ReachState {
  now = $state<Reach>("up");
  /** The office that this computer joined. */
  joined = $state.raw<Joined | null>(null);

  /** The joined office that is not to be used now, because of who answers there or because it shut us out. */
  get refused(): Joined | null {
    return this.now === "revoked" || this.now === "changed_certificate" ? this.joined : null;
  }

  /** Keeps watching until the answer is called. */
  watch(): Stop {
    const stop = host.onReach((reach) => this.#stands(reach));
    void this.#learn();
    return stop;
  }

  async #learn(): Promise<void> {
    if (!host.joining) return;
    const { joined } = await host.joining.standing();
    this.joined = joined;
    if (joined) this.#stands(joined.reach);
  }

  #stands(reach: Reach): void {
    const before = this.now;
    this.now = reach;
    // A screen that is there hears of changes again by itself; one that never came tries once more.
    if (reach === "up" && before !== "up" && session.stage === "unreachable") void session.start();
  }
}

export const reach = new ReachState();
