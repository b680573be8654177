/** Files that were dropped before there was a draft, on their way to the one being made for them. */
import type { Offered } from "$/host/index.ts";

let waiting: Offered[] = [];

export const handoff = {
  put(offered: Offered[]): void {
    waiting = [...waiting, ...offered];
  },
  take(): Offered[] {
    const taken = waiting;
    waiting = [];
    return taken;
  },
};
