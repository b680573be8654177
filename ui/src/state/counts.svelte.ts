/** The numbers beside the navigation, kept fresh by the office's changes. */
import { api, type GroupCounts, type SubmissionCard } from "$/api/index.ts";

import { live } from "./live.svelte.ts";
import { sops } from "./sops.svelte.ts";

/** Items become late without anything happening. */
const MINUTE = 60_000;

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
    const ticking = setInterval(soon, MINUTE);
    return () => {
      clearTimeout(waiting);
      clearInterval(ticking);
      stop();
    };
  }

  /** Everything that waits for the person, for the window's title. */
  get waiting(): number {
    return this.inbox + this.publish;
  }

  /** Nobody is signed in. */
  forget(): void {
    this.inbox = this.publish = this.open = this.late = 0;
  }

  async refresh(): Promise<void> {
    try {
      const { decide, publish, open } = await api.inboxCounts({ background: true });
      this.inbox = sum(decide);
      this.publish = sum(publish);
      this.late = decide.late;
      this.open = open;
    } catch {
      // A count that could not be refreshed stays; the screens themselves tell about failures.
    }
  }
}

const sum = ({ late, today, next }: GroupCounts) => late + today + next;

/** Whether what the item waits for is the upload. */
export function publishes(item: SubmissionCard): boolean {
  return sops.step(item.sop, item.step)?.kind === "publish";
}

export const counts = new Counts();
