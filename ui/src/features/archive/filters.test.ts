import { describe, expect, it } from "vitest";

import { dki, jabar } from "../sop/flow/sops.fixture.ts";
import {
  asQuery,
  choices,
  isNarrowed,
  NO_FILTERS,
  periodNow,
  periodOf,
  readFilters,
  withSop,
} from "./filters.ts";
import { columnsFor, rowsNear } from "./window.ts";

describe("the archive's filters", () => {
  it("live in the address", () => {
    const filters = readFilters(new URLSearchParams("q=pahlawan&from=2026-11-01&lain=1"));
    expect(filters).toEqual({ ...NO_FILTERS, q: "pahlawan", from: "2026-11-01" });
    expect(asQuery(filters)).toEqual({ q: "pahlawan", from: "2026-11-01" });
    expect(isNarrowed(filters)).toBe(true);
    expect(isNarrowed(NO_FILTERS)).toBe(false);
  });

  it("offer what the SOPs know, each once", () => {
    const both = choices([dki, jabar], "platform", "");
    expect(new Set(both.map(({ id }) => id)).size).toBe(both.length);
    expect(choices([dki, jabar], "kind", jabar.id).map(({ id }) => id)).toEqual(["konten"]);
  });

  it("drop a kind that the chosen SOP doesn't know, and keep a platform that it does", () => {
    const chosen = { ...NO_FILTERS, kind: "ucapan", platform: "youtube" };
    expect(withSop(chosen, jabar.id, [dki, jabar])).toEqual({ ...chosen, sop: jabar.id, kind: "" });
  });

  it("count a week with today in it, over the end of a year too", () => {
    expect(periodOf("week", "2027-01-03")).toEqual({ from: "2026-12-28", to: "2027-01-03" });
    expect(periodOf("year", "2027-01-03")).toEqual({ from: "2027-01-01", to: "2027-01-03" });
  });

  it("recognise a period by its days", () => {
    const month = periodOf("month", "2026-11-22");
    expect(periodNow({ ...NO_FILTERS, ...month }, "2026-11-22")).toBe("month");
    expect(periodNow({ ...NO_FILTERS, ...month }, "2026-11-23")).toBeNull();
  });
});

describe("the gallery's window", () => {
  const layout = { windowHeight: 700, rowHeight: 300, rows: 1000, around: 2 };

  it("keeps the rows near the window only", () => {
    expect(rowsNear({ ...layout, gridTop: 200 })).toEqual({ first: 0, last: 4 });
    expect(rowsNear({ ...layout, gridTop: -30_000 })).toEqual({ first: 98, last: 105 });
  });

  it("never leaves the list", () => {
    expect(rowsNear({ ...layout, gridTop: -10_000_000 })).toEqual({ first: 1000, last: 1000 });
    expect(rowsNear({ ...layout, rows: 0, gridTop: 0 })).toEqual({ first: 0, last: 0 });
  });

  it("fits as many columns as there is room for", () => {
    expect([300, 459, 460, 1100].map((width) => columnsFor(width, 220, 16))).toEqual([1, 2, 2, 4]);
    expect(columnsFor(80, 220, 16)).toBe(1);
  });
});
