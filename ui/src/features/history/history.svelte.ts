/** What I did, newest first, page by page, by kind and search. */
import { api, Failure, wasAborted, type HistoryEntry, type HistoryKind } from "$/api/index.ts";
import { dayOf } from "$/lib/format/index.ts";
import { live } from "$/state/live.svelte.ts";

const PAGE = 50;
const TOGETHER = 400;

export type Filter = { q: string; kind: HistoryKind | "" };
export type Day = { day: string; entries: HistoryEntry[] };

/** Under the day on which it was done, on the office's clock. */
export function byDay(entries: readonly HistoryEntry[]): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

export class History {
  entries = $state.raw<HistoryEntry[] | null>(null);
  total = $state(0);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  #filter: Filter = { q: "", kind: "" };
  #next: string | null = null;
  #running: AbortController | null = null;

  readonly days = $derived(byDay(this.entries ?? []));

  get more(): number {
    return this.#next === null ? 0 : Math.min(PAGE, this.total - (this.entries?.length ?? 0));
  }

  async load(filter: Filter, background = false): Promise<void> {
    this.#filter = filter;
    const page = await this.#ask({ limit: background ? this.#loaded : PAGE }, background);
    if (page) this.#take(page.items, page);
  }

  async further(): Promise<void> {
    if (this.#next === null || this.busy) return;
    const page = await this.#ask({ cursor: this.#next, limit: PAGE }, false);
    if (page) this.#take([...(this.entries ?? []), ...page.items], page);
  }

  retry(): void {
    void this.load(this.#filter);
  }

  /** So many at least are loaded again when something has changed. */
  get #loaded(): number {
    return Math.min(200, Math.max(PAGE, this.entries?.length ?? 0));
  }

  async #ask(what: { cursor?: string; limit: number }, background: boolean) {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.busy = true;
    try {
      const { q, kind } = this.#filter;
      return await api.history({ q: q.trim(), kind, ...what }, { background, signal: running.signal });
    } catch (thrown) {
      if (!wasAborted(thrown) && !background) this.failure = Failure.from(thrown);
      return null;
    } finally {
      if (this.#running === running) this.busy = false;
    }
  }

  #take(entries: HistoryEntry[], { next, total }: { next: string | null; total: number }): void {
    this.entries = entries;
    this.total = total;
    this.#next = next;
    this.failure = null;
  }

  /** Keeps it fresh until the answer is called. */
  watch(): () => void {
    let soon: ReturnType<typeof setTimeout> | undefined;
    const stop = live.on(() => {
      clearTimeout(soon);
      soon = setTimeout(() => {
        // Who has gone far back reads on undisturbed.
        if (!this.busy && (this.entries?.length ?? 0) <= 200) void this.load(this.#filter, true);
      }, TOGETHER);
    });
    return () => {
      stop();
      clearTimeout(soon);
      this.#running?.abort();
    };
  }
}
