/** The office's quick phrases for rejections, read once and again when the office changes. */
import { api, Failure } from "$/api/index.ts";

import { live } from "./live.svelte.ts";

class Reasons {
  list = $state.raw<readonly string[] | null>(null);
  failure = $state.raw<Failure | null>(null);

  async load(): Promise<void> {
    try {
      this.list = (await api.rejectReasons({ background: true })).reasons;
      this.failure = null;
    } catch (thrown) {
      this.failure = Failure.from(thrown);
    }
  }

  /** Keeps the list fresh until the answer is called. */
  watch(): () => void {
    void this.load();
    return live.on((notice) => {
      if (notice === "resync" || notice.kind === "office") void this.load();
    });
  }

  /** `seen`: the list that was changed. Throws a Failure. */
  async set(list: string[], seen: readonly string[]): Promise<void> {
    this.list = (await api.setRejectReasons({ reasons: list, seen: [...seen] })).reasons;
  }
}

export const reasons = new Reasons();
