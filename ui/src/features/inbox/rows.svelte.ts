/** One desk's rows, least time left first: loaded as far as one scrolls, and kept true by what changes. */
import { api, Failure, wasAborted, type GroupCounts, type InboxPage, type InboxRow } from "$/api/index.ts";

export type Desk = "decide" | "publish" | "others";
/** With the moment from which its time left counts. */
export type Row = InboxRow & { loadedAt: number };

/** What a window shows at once, and some more; then as much as a request may bring. */
const FIRST = 40;
const FURTHER = 200;
const NONE: GroupCounts = { late: 0, today: 0, next: 0 };

export class Rows {
  readonly desk: Desk;
  readonly q: string;
  /** From the top, without gaps; null before the first answer. */
  items = $state.raw<Row[] | null>(null);
  /** Of all that match, loaded or not. */
  counts = $state.raw<GroupCounts>(NONE);
  clockPaused = $state(false);
  failure = $state.raw<Failure | null>(null);
  #next: string | null = null;
  #wanted = 0;
  #further: Promise<void> | null = null;
  #stopped = new AbortController();

  constructor(desk: Desk, q = "") {
    this.desk = desk;
    this.q = q;
  }

  readonly total = $derived(this.counts.late + this.counts.today + this.counts.next);

  get complete(): boolean {
    return this.items !== null && this.#next === null;
  }

  /** From the top again, with no more than one page; what is wanted beyond comes after it. */
  async load(background = false): Promise<void> {
    const limit = Math.min(FURTHER, Math.max(FIRST, this.items?.length ?? 0));
    try {
      const page = await this.#ask({ limit }, background);
      this.items = fresh(page);
      this.#take(page);
      this.failure = null;
    } catch (thrown) {
      if (!wasAborted(thrown) && !this.items) this.failure = Failure.from(thrown);
      return;
    }
    if (this.#wanted >= this.items.length) await this.want(this.#wanted);
  }

  /** Only how many there are. */
  async count(): Promise<void> {
    try {
      this.counts = (await this.#ask({ limit: 1 }, true)).counts;
    } catch {
      // A count that could not be refreshed stays.
    }
  }

  /** Loads on until the row of this index is there. */
  want(index: number): Promise<void> {
    // Rows that come in are shown, and what is shown is wanted too: that must not end the way to a row further down.
    this.#wanted = this.#further ? Math.max(this.#wanted, index) : index;
    if (this.items === null || index < this.items.length || this.#next === null) return Promise.resolve();
    this.#further ??= this.#loadOn().finally(() => (this.#further = null));
    return this.#further;
  }

  async #loadOn(): Promise<void> {
    while (this.items !== null && this.#next !== null && this.#wanted >= this.items.length) {
      const cursor = this.#next;
      try {
        const page = await this.#ask({ cursor, limit: FURTHER }, true);
        // Loaded from the top meanwhile: this page hangs on the old list.
        if (this.#next !== cursor) continue;
        const known = new Set(this.items.map(({ id }) => id));
        this.items = [...this.items, ...fresh(page).filter(({ id }) => !known.has(id))];
        this.#take(page);
      } catch (thrown) {
        // The rows stay as placeholders; the next look at them asks again.
        if (!wasAborted(thrown)) this.failure = Failure.from(thrown);
        return;
      }
    }
  }

  /** Asks about these items alone; answers those that are new to the list. */
  async refresh(ids: readonly string[]): Promise<Row[]> {
    if (this.items === null) return [];
    const before = this.total;
    try {
      const page = await this.#ask({ ids }, true);
      const known = new Set(this.items.map(({ id }) => id));
      const answered = fresh(page);
      this.items = merged(this.items, ids, answered, this.#next === null);
      this.counts = page.counts;
      this.clockPaused = page.clock_paused;
      // An item that was always there, only further down, is no news.
      return this.total > before ? answered.filter(({ id }) => !known.has(id)) : [];
    } catch {
      return [];
    }
  }

  /** Takes a decided item off at once. */
  drop(id: string): void {
    const at = this.indexOf(id);
    if (at < 0 || this.items === null) return;
    const { late, today, next } = this.counts;
    this.counts =
      at < late
        ? { late: late - 1, today, next }
        : at < late + today
          ? { late, today: today - 1, next }
          : { late, today, next: Math.max(0, next - 1) };
    this.items = this.items.filter((item) => item.id !== id);
  }

  indexOf(id: string | null): number {
    return id === null ? -1 : (this.items ?? []).findIndex((item) => item.id === id);
  }

  stop(): void {
    this.#stopped.abort();
  }

  #ask(what: { limit?: number; cursor?: string; ids?: readonly string[] }, background: boolean) {
    return api.inbox({ desk: this.desk, q: this.q, ...what }, { background, signal: this.#stopped.signal });
  }

  #take(page: InboxPage): void {
    this.#next = page.next;
    this.counts = page.counts;
    this.clockPaused = page.clock_paused;
  }
}

function fresh(page: InboxPage): Row[] {
  const loadedAt = Date.now();
  return page.items.map((item) => ({ ...item, loadedAt }));
}

const due = ({ deadline }: Row) => (deadline === null ? Infinity : Date.parse(deadline));

/** The server's own order: by deadline, and where that is the same by id. */
export function compare(a: Row, b: Row): number {
  const [one, other] = [due(a), due(b)];
  return one === other ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : one - other;
}

/** The list with `asked` items replaced by what was answered of them; what lies beyond the loaded part is left out. */
export function merged(
  items: readonly Row[],
  asked: readonly string[],
  answered: readonly Row[],
  complete: boolean,
): Row[] {
  const gone = new Set(asked);
  const last = items.at(-1);
  const within = answered.filter((row) => complete || (last !== undefined && compare(row, last) <= 0));
  const list = items.filter(({ id }) => !gone.has(id));
  for (const row of within) list.splice(placeFor(list, row), 0, row);
  return list;
}

/** Where a row belongs in a list that is in order. */
function placeFor(list: readonly Row[], row: Row): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const there = list[middle];
    if (there && compare(there, row) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}
