import { describe, expect, it } from "vitest";

import { hoursRows } from "./hours.ts";

const open = (opens: string, closes: string) => ({ opens: `${opens}:00`, closes: `${closes}:00` });

describe("the office's week", () => {
  it("puts neighbouring days with the same hours on one line", () => {
    const usual = open("07:30", "16:00");
    expect(hoursRows([usual, usual, usual, usual, open("07:30", "16:30"), null, null])).toEqual([
      { first: 0, last: 3, opens: "07.30", closes: "16.00" },
      { first: 4, last: 4, opens: "07.30", closes: "16.30" },
      { first: 5, last: 6, opens: null, closes: null },
    ]);
  });

  it("keeps equal days apart that do not stand together", () => {
    const usual = open("08:00", "15:00");
    expect(hoursRows([usual, null, usual]).map((row) => [row.first, row.last])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
  });
});
