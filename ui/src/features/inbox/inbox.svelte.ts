/** What waits for this person: loaded, grouped by urgency, searched, and kept fresh. */
import { api, Failure, media, type SubmissionCard } from "$/api/index.ts";
import { fetchAhead, forgetAhead } from "$/features/submission/item.svelte.ts";
import { dayOf, today } from "$/lib/format/index.ts";
import { toasts } from "$/lib/ui/index.ts";
import { publishes } from "$/state/counts.svelte.ts";
import { live } from "$/state/live.svelte.ts";
import { t } from "$/strings/index.svelte.ts";

export type Box = "inbox" | "publish";
export type Group = { name: "late" | "today" | "next"; items: SubmissionCard[] };

const MOST = 200;

/** Where an item stands in the list: what is late first, then what is due today. */
export function groupOf(item: SubmissionCard, day: string): Group["name"] {
  if (item.remaining_seconds !== null && item.remaining_seconds < 0) return "late";
  return item.deadline !== null && dayOf(item.deadline) <= day ? "today" : "next";
}

export function inOrder(items: readonly SubmissionCard[], day: string): Group[] {
  const urgency = (item: SubmissionCard) => item.remaining_seconds ?? Number.MAX_SAFE_INTEGER;
  const sorted = [...items].sort((a, b) => urgency(a) - urgency(b) || a.since.localeCompare(b.since));
  const names = ["late", "today", "next"] as const;
  return names
    .map((name) => ({ name, items: sorted.filter((item) => groupOf(item, day) === name) }))
    .filter((group) => group.items.length > 0);
}

export class Inbox {
  readonly box: Box;
  all = $state.raw<SubmissionCard[] | null>(null);
  loadedAt = $state(Date.now());
  failure = $state.raw<Failure | null>(null);
  q = $state("");
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(box: Box) {
    this.box = box;
    void this.load();
  }

  readonly found = $derived.by(() => {
    const q = this.q.trim().toLowerCase();
    const mine = this.all ?? [];
    return q === ""
      ? mine
      : mine.filter((item) => `${item.title} ${item.caption} ${item.submitted_by}`.toLowerCase().includes(q));
  });
  readonly groups = $derived(inOrder(this.found, today()));
  /** Top to bottom as on the screen. */
  readonly flat = $derived(this.groups.flatMap(({ items }) => items));

  async load(background = false): Promise<void> {
    try {
      const { items } = await api.submissions({ scope: "inbox", limit: MOST }, { background });
      const known = this.all && new Set(this.all.map(({ id }) => id));
      this.all = items.filter((item) => publishes(item) === (this.box === "publish"));
      this.loadedAt = Date.now();
      this.failure = null;
      const [arrived] = known ? this.all.filter(({ id }) => !known.has(id)) : [];
      if (arrived) toasts.show(t("inbox.new_arrived", { title: arrived.title }));
    } catch (thrown) {
      if (!this.all) this.failure = Failure.from(thrown);
    }
  }

  watch(): () => void {
    const stop = live.on((notice) => {
      forgetAhead(notice === "resync" ? null : notice.submission);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.load(true), 300);
    });
    return () => {
      clearTimeout(this.#timer);
      stop();
    };
  }

  neighbour(id: string | null, by: 1 | -1): SubmissionCard | undefined {
    const at = this.flat.findIndex((item) => item.id === id);
    return at < 0 ? this.flat[0] : this.flat[at + by];
  }

  /** Takes a decided item off the list at once; answers the one to show next. */
  drop(id: string): SubmissionCard | undefined {
    const next = this.neighbour(id, 1) ?? this.neighbour(id, -1);
    this.all = (this.all ?? []).filter((item) => item.id !== id);
    return next?.id === id ? undefined : next;
  }

  /** Gets the next item and its first picture before they are asked for. */
  prepareNext(id: string): void {
    const next = this.neighbour(id, 1);
    if (next) fetchAhead(next.id, next.cover?.group === "picture" ? media.preview(next.cover.sha256) : null);
  }
}
