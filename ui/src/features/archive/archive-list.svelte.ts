/** The records found so far: a page at a time, newest first, with the server's own place marks. */
import { api, Failure, wasAborted, type SubmissionCard } from "$/api/index.ts";

import { asQuery, NO_FILTERS, sameFilters, type Filters } from "./filters.ts";

const PAGE = 48;

export class ArchiveList {
  items = $state.raw<SubmissionCard[]>([]);
  total = $state(0);
  /** The first page of a new search is under way; what was found before stays on the screen. */
  searching = $state(false);
  loadingMore = $state(false);
  /** Nothing has ever been answered. */
  fresh = $state(true);
  failure = $state.raw<Failure | null>(null);
  /** Where the window was scrolled to, for coming back from a record. */
  scroll = 0;
  #next: string | null = null;
  #filters: Filters = NO_FILTERS;
  #running: AbortController | null = null;

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** True if these are the records of `filters` already. */
  holds(filters: Filters): boolean {
    return !this.fresh && sameFilters(filters, this.#filters);
  }

  async search(filters: Filters, background = false): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#filters = filters;
    this.searching = !background;
    this.loadingMore = false;
    if (!background) this.failure = null;
    try {
      const page = await api.archive(
        { ...asQuery(filters), limit: PAGE },
        { signal: running.signal, background },
      );
      this.items = page.items;
      this.total = page.total;
      this.#next = page.next;
      this.fresh = false;
    } catch (thrown) {
      if (wasAborted(thrown)) return;
      if (!background) this.failure = Failure.from(thrown);
    }
    if (this.#running === running) this.searching = false;
  }

  async more(): Promise<void> {
    if (this.#next === null || this.loadingMore || this.searching || this.failure) return;
    const running = this.#running;
    this.loadingMore = true;
    try {
      const page = await api.archive({ ...asQuery(this.#filters), limit: PAGE, cursor: this.#next });
      if (this.#running !== running) return;
      const known = this.items;
      this.items = [...known, ...page.items.filter((one) => !known.some(({ id }) => id === one.id))];
      this.total = page.total;
      this.#next = page.next;
    } catch (thrown) {
      if (this.#running === running) this.failure = Failure.from(thrown);
    } finally {
      this.loadingMore = false;
    }
  }

  /** Again, from where it failed. */
  retry(): void {
    this.failure = null;
    if (this.fresh || this.items.length === 0) void this.search(this.#filters);
    else void this.more();
  }

  /** New records came: shown at once unless the person has gone far down. */
  refresh(): void {
    if (this.items.length <= PAGE && !this.searching) void this.search(this.#filters, true);
  }
}

/** Kept while the window is open: going to a record and back finds the same list at the same place. */
export const archiveList = new ArchiveList();
