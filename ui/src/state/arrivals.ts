/**
 * Which items have newly come to wait for the person. Only the difference to what was known before is news, so the
 * first look has none, and an item that changes while it waits is none either.
 */
import { api, type InboxRow } from "$/api/index.ts";

const DESKS = ["decide", "publish"] as const;
/** As much as one request may bring. */
const PAGE = 200;
/** With more items to ask about, the lists are loaded anew. */
const MANY = 100;

export type Arrival = InboxRow & { desk: (typeof DESKS)[number] };

export class Arrivals {
  #known: Set<string> | null = null;
  /** All that waits is known by name; else only its number is. */
  #complete = false;
  #total = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** Asks about these items, or about everything. Looks follow one another; one that failed left all as it was. */
  look(ids: readonly string[] | null): Promise<Arrival[]> {
    const next = this.#last.then(() => this.#look(ids && ids.length <= MANY ? ids : null));
    this.#last = next.catch(() => undefined);
    return next;
  }

  async #look(ids: readonly string[] | null): Promise<Arrival[]> {
    const before = this.#known;
    const asked = before ? ids : null;
    const pages = await Promise.all(
      DESKS.map((desk) =>
        api.inbox({ desk, ...(asked ? { ids: asked } : { limit: PAGE }) }, { background: true }),
      ),
    );
    const rows = DESKS.flatMap((desk, at) => (pages[at]?.items ?? []).map((item) => ({ ...item, desk })));
    const total = pages.reduce((sum, { counts: { late, today, next } }) => sum + late + today + next, 0);
    // An item beyond what is known by name was there before, unless there are more now.
    const certain = this.#complete || (asked !== null && total > this.#total);
    const left = new Set(asked ? before : []);
    for (const id of asked ?? []) left.delete(id);
    this.#known = new Set([...left, ...rows.map(({ id }) => id)]);
    if (!asked) this.#complete = pages.every(({ next }) => next === null);
    this.#total = total;
    return before && certain ? rows.filter(({ id }) => !before.has(id)) : [];
  }
}
