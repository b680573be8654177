import { describe, expect, it } from "vitest";

import { placesOf, rowsInSight } from "./virtual.ts";

const sizes = { row: 100, head: 30 };
const [late, rest] = placesOf(
  [
    { name: "late", count: 3 },
    { name: "rest", count: 10_000 },
  ],
  sizes,
) as [ReturnType<typeof placesOf>[number], ReturnType<typeof placesOf>[number]];

describe("a long list in sections", () => {
  it("lays the sections one under another, each with its heading", () => {
    expect([late.top, late.height, rest.top, rest.height]).toEqual([0, 330, 330, 1_000_030]);
  });

  it("keeps only the rows near the window", () => {
    expect(rowsInSight(late, { top: 0, height: 600 }, sizes, 0)).toEqual({ first: 0, last: 3 });
    expect(rowsInSight(rest, { top: 0, height: 600 }, sizes, 0)).toEqual({ first: 0, last: 3 });
    expect(rowsInSight(rest, { top: 500_000, height: 600 }, sizes, 2)).toEqual({ first: 4994, last: 5005 });
    expect(rowsInSight(late, { top: 500_000, height: 600 }, sizes)).toEqual({ first: 3, last: 3 });
  });

  it("shows nothing before there is a layout", () => {
    expect(rowsInSight(rest, { top: 0, height: 0 }, sizes)).toEqual({ first: 0, last: 0 });
  });
});
