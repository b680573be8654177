/** What waits for this person, what waits for others, and a search through both; kept fresh. */
import type { Notice } from "$/host/index.ts";
import { fetchAhead, forgetAhead } from "$/features/submission/ahead.ts";
import type { Section } from "$/lib/ui/virtual.ts";
import { toasts } from "$/lib/ui/index.ts";
import { live } from "$/state/live.svelte.ts";
import { t } from "$/strings/index.svelte.ts";

import { Rows, type Row } from "./rows.svelte.ts";

export type Box = "inbox" | "publish";
export type GroupName = "late" | "today" | "next" | "others";
export type Place = { name: GroupName; index: number };

const TYPING = 150;
const TOGETHER = 300;
/** With more changes at once, the list is loaded anew. */
const MANY = 100;
/** Items become late, and days end, without anything happening. */
const MINUTE = 60_000;
/** So many rows before the end of what is loaded, more is fetched. */
const BEFORE_END = 30;

export class Inbox {
  readonly box: Box;
  /** Everything, without a search. */
  readonly all: Rows;
  #found = $state.raw<Rows | null>(null);
  #others = $state.raw<Rows | null>(null);
  othersOpen = $state(false);
  #q = $state("");
  #typing: ReturnType<typeof setTimeout> | undefined;
  #changed = new Set<string>();
  #everything = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(box: Box) {
    this.box = box;
    this.all = new Rows(box === "publish" ? "publish" : "decide");
    void this.all.load();
    this.#countOthers();
  }

  get q(): string {
    return this.#q;
  }

  set q(q: string) {
    const before = this.#q.trim();
    this.#q = q;
    if (q.trim() === before) return;
    clearTimeout(this.#typing);
    if (q.trim() === "") this.#search();
    else this.#typing = setTimeout(() => this.#search(), TYPING);
  }

  #search(): void {
    const q = this.#q.trim();
    this.#found?.stop();
    this.#found = q === "" ? null : new Rows(this.all.desk, q);
    void this.#found?.load(true);
    this.#countOthers();
  }

  #countOthers(): void {
    if (this.box === "publish") return;
    this.#others?.stop();
    this.#others = new Rows("others", this.#q.trim());
    void (this.othersOpen ? this.#others.load(true) : this.#others.count());
  }

  toggleOthers(): void {
    this.othersOpen = !this.othersOpen;
    if (this.othersOpen && this.#others?.items === null) void this.#others.load();
  }

  /** What the list shows: everything, or what was found. */
  get mine(): Rows {
    return this.#found ?? this.all;
  }

  get others(): Rows | null {
    return this.#others;
  }

  readonly sections = $derived.by<Section<GroupName>[]>(() => {
    const { late, today, next } = this.mine.counts;
    const shown: Section<GroupName>[] = [
      { name: "late", count: late },
      { name: "today", count: today },
      { name: "next", count: next },
    ];
    const here = shown.filter(({ count }) => count > 0);
    const others = this.#others?.total ?? 0;
    if (others > 0) here.push({ name: "others", count: this.othersOpen ? others : 0 });
    return here;
  });

  /** The row at a place; undefined until it is loaded. */
  at({ name, index }: Place): Row | undefined {
    if (name === "others") return this.#others?.items?.[index];
    return this.mine.items?.[this.#before(name) + index];
  }

  placeOf(id: string | null): Place | null {
    const at = this.mine.indexOf(id);
    if (at >= 0) {
      const { late, today } = this.mine.counts;
      if (at < late) return { name: "late", index: at };
      if (at < late + today) return { name: "today", index: at - late };
      return { name: "next", index: at - late - today };
    }
    const other = this.othersOpen ? (this.#others?.indexOf(id) ?? -1) : -1;
    return other < 0 ? null : { name: "others", index: other };
  }

  #before(name: GroupName): number {
    const { late, today } = this.mine.counts;
    return name === "late" ? 0 : name === "today" ? late : late + today;
  }

  /** What came into sight is loaded. */
  want({ name, index }: Place): void {
    if (name === "others") void this.#others?.want(index);
    else void this.mine.want(this.#before(name) + index + BEFORE_END);
  }

  /** How many rows one can walk through. */
  get length(): number {
    return this.mine.total + (this.othersOpen ? (this.#others?.total ?? 0) : 0);
  }

  /** Counted from the top over all groups; -1 for an item that is not in the list. */
  positionOf(id: string | null): number {
    const at = this.mine.indexOf(id);
    if (at >= 0) return at;
    const other = this.othersOpen ? (this.#others?.indexOf(id) ?? -1) : -1;
    return other < 0 ? -1 : this.mine.total + other;
  }

  /** The row at a position, loaded if it must be. */
  async rowAt(position: number): Promise<Row | undefined> {
    const { total } = this.mine;
    if (position < total) {
      await this.mine.want(position);
      return this.mine.items?.[position];
    }
    await this.#others?.want(position - total);
    return this.#others?.items?.[position - total];
  }

  /** Without waiting: the row `by` places from `id`, the first one where `id` is not in the list. */
  neighbour(id: string | null, by: 1 | -1): Row | undefined {
    const at = this.positionOf(id);
    const to = at < 0 ? 0 : at + by;
    const { total } = this.mine;
    if (to < 0) return undefined;
    return to < total
      ? this.mine.items?.[to]
      : this.othersOpen
        ? this.#others?.items?.[to - total]
        : undefined;
  }

  /** Takes a decided item off the list at once; answers the one of one's own to show next. */
  drop(id: string): Row | undefined {
    const { items } = this.mine;
    const at = this.mine.indexOf(id);
    const next = at < 0 ? items?.[0] : (items?.[at + 1] ?? items?.[at - 1]);
    this.all.drop(id);
    this.#found?.drop(id);
    // It may be theirs again at the next step, and its notice may have come before the act's own answer.
    this.#changed.add(id);
    this.#soon();
    return next?.id === id ? undefined : next;
  }

  /** Gets both neighbours and their first pictures before they are asked for. */
  prepareAround(id: string): void {
    for (const by of [1, -1] as const) {
      const row = this.neighbour(id, by);
      if (row) void fetchAhead(row.id);
    }
    const at = this.mine.indexOf(id);
    if (at >= 0) void this.mine.want(at + BEFORE_END);
  }

  /** Keeps it fresh until the answer is called. */
  watch(): () => void {
    const stop = live.on((notice) => this.#heard(notice));
    const ticking = setInterval(() => {
      if (document.visibilityState === "visible") void this.#refresh([]);
    }, MINUTE);
    return () => {
      stop();
      clearInterval(ticking);
      clearTimeout(this.#timer);
      clearTimeout(this.#typing);
      for (const rows of [this.all, this.#found, this.#others]) rows?.stop();
    };
  }

  #heard(notice: Notice): void {
    if (notice !== "resync" && notice.kind === "draft") return;
    const id = notice === "resync" ? null : notice.submission;
    forgetAhead(id);
    if (id) this.#changed.add(id);
    else this.#everything = true;
    this.#soon();
  }

  /** What has changed is asked for together. */
  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const ids = [...this.#changed];
      if (this.#everything || ids.length > MANY) void this.#reload();
      else void this.#refresh(ids);
      this.#changed.clear();
      this.#everything = false;
    }, TOGETHER);
  }

  async #reload(): Promise<void> {
    await Promise.all([this.all.load(true), this.#found?.load(true)]);
    this.#countOthers();
  }

  async #refresh(ids: string[]): Promise<void> {
    const others = this.#others;
    const [arrived = []] = await Promise.all([
      this.all.refresh(ids),
      this.#found?.refresh(ids),
      others?.items ? others.refresh(ids) : others?.count(),
    ]);
    const [first] = arrived;
    if (first && ids.length > 0) toasts.show(t("inbox.new_arrived", { title: first.title }));
  }
}
