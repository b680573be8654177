/** This computer as the office's host, for the parts of the settings that look at it. */
import type { HostingState } from "$/host/index.ts";

class HostingNow {
  /** Null until it is known, and where this computer can't be one. */
  state = $state.raw<HostingState | null>(null);

  get isOn(): boolean {
    return this.state !== null && this.state.addresses.length > 0;
  }
}

export const hostingNow = new HostingNow();
