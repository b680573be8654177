import { describe, expect, it } from "vitest";

import { columnWidths, PAPER_WIDTH, TABLE_WIDTH } from "./columns.ts";
import { dki, jabar } from "./flow/sops.fixture.ts";
import { BASE_TYPE, nextZoom, typeSize } from "./zoom.ts";

describe("the sheet's size", () => {
  it("fits a 1366 pixel window beside the navigation without scrolling and stays readable", () => {
    const room = 1366 - 216 - 15 - 32;
    const type = typeSize("fit", room);
    expect(type).toBeGreaterThanOrEqual(11);
    expect(type * PAPER_WIDTH).toBeLessThanOrEqual(room);
  });

  it("never shrinks below readable type by itself", () => {
    expect(typeSize("fit", 360)).toBe(BASE_TYPE);
  });

  it("steps on from what is shown", () => {
    expect(nextZoom("fit", 360, 1)).toBe(125);
    expect(nextZoom("fit", 360, -1)).toBe(75);
    expect(nextZoom(200, 360, 1)).toBe(200);
  });

  it.each([dki, jabar])("gives the columns of $region the whole table", (sop) => {
    const { actor, ...others } = columnWidths(sop);
    const sum = Object.values(others).reduce((total, width) => total + width, actor * sop.actor.length);
    expect(sum).toBeCloseTo(TABLE_WIDTH);
  });
});
