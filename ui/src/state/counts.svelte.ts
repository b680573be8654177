/** The numbers beside the navigation, kept fresh by the office's changes. */
import { api, type SubmissionCard } from "$/api/index.ts";

import { live } from "./live.svelte.ts";
import { sops } from "./sops.svelte.ts";

const MOST = 200;

class Counts {
  /** Items that wait for the person, at a step that publishes and at all others. */
  inbox = $state(0);
  publish = $state(0);
  open = $state(0);
  late = $state(0);

  /** Keeps counting until the answer is called. */
  watch(): () => void {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => void this.refresh(), 250);
    };
    void this.refresh();
    const stop = live.on(soon);
    return () => {
      clearTimeout(waiting);
      stop();
    };
  }

  async refresh(): Promise<void> {
    try {
      const [inbox, open] = await Promise.all([
        api.submissions({ scope: "inbox", limit: MOST }, { background: true }),
        api.submissions({ scope: "open", limit: 1 }, { background: true }),
      ]);
      this.publish = inbox.items.filter(publishes).length;
      this.inbox = inbox.total - this.publish;
      this.late = inbox.items.filter((item) => (item.remaining_seconds ?? 0) < 0).length;
      this.open = open.total;
    } catch {
      // A count that could not be refreshed stays; the screens themselves tell about failures.
    }
  }
}

/** Whether what the item waits for is the upload. */
export function publishes(item: SubmissionCard): boolean {
  return sops.step(item.sop, item.step)?.kind === "publish";
}

export const counts = new Counts();
