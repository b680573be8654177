/** What the archive is narrowed to. It lives in the address, so that a search can be kept and sent on. */
import type { ArchiveQuery, Sop } from "$/api/index.ts";

export const FILTERS = ["q", "sop", "kind", "platform", "from", "to"] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filters = Record<FilterName, string>;

export const NO_FILTERS: Filters = { q: "", sop: "", kind: "", platform: "", from: "", to: "" };

export function readFilters(query: URLSearchParams): Filters {
  const read = (name: FilterName) => query.get(name) ?? "";
  return {
    q: read("q"),
    sop: read("sop"),
    kind: read("kind"),
    platform: read("platform"),
    from: read("from"),
    to: read("to"),
  };
}

export function asQuery(filters: Filters): ArchiveQuery {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ""));
}

export function sameFilters(a: Filters, b: Filters): boolean {
  return FILTERS.every((name) => a[name] === b[name]);
}

export function isNarrowed(filters: Filters): boolean {
  return !sameFilters(filters, NO_FILTERS);
}

export type Choice = { id: string; label: string };

/** The choices of the SOPs in question, each once, in the sheets' order. */
export function choices(sops: readonly Sop[], of: "kind" | "platform", sop: string): Choice[] {
  const found = new Map<string, string>();
  for (const one of sops) {
    if (sop !== "" && one.id !== sop) continue;
    for (const { id, label } of one[of]) if (!found.has(id)) found.set(id, label);
  }
  return [...found].map(([id, label]) => ({ id, label }));
}

/** Another SOP may not know the kind or the platform chosen before. */
export function withSop(filters: Filters, sop: string, sops: readonly Sop[]): Filters {
  const knows = (of: "kind" | "platform") => choices(sops, of, sop).some(({ id }) => id === filters[of]);
  return {
    ...filters,
    sop,
    kind: knows("kind") ? filters.kind : "",
    platform: knows("platform") ? filters.platform : "",
  };
}

export const PERIODS = ["week", "month", "quarter", "year"] as const;
export type Period = (typeof PERIODS)[number];

/** The days of a period that ends today ("2026-11-24"): the last 7, 30 or 90 days, or this year. */
export function periodOf(period: Period, today: string): { from: string; to: string } {
  if (period === "year") return { from: `${today.slice(0, 4)}-01-01`, to: today };
  const days = { week: 6, month: 29, quarter: 89 }[period];
  const start = new Date(`${today}T12:00:00Z`);
  start.setUTCDate(start.getUTCDate() - days);
  return { from: start.toISOString().slice(0, 10), to: today };
}

/** Which period the two days are, if they are one. */
export function periodNow(filters: Filters, today: string): Period | null {
  return (
    PERIODS.find((period) => {
      const { from, to } = periodOf(period, today);
      return filters.from === from && filters.to === to;
    }) ?? null
  );
}
