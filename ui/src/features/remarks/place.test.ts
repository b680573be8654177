import { describe, expect, test } from "vitest";

import { areaFragment, clock, cropOf, ninthOf, readFragment, timeFragment } from "./place.ts";

const pin = (x: number, y: number) => ({ x, y, width: 0, height: 0 });

describe("a place", () => {
  test("is written in thousandths and never beyond the edge", () => {
    expect(areaFragment(pin(12.34567, 80))).toBe("xywh=percent:12.346,80,0,0");
    expect(areaFragment({ x: 66.6666, y: -3, width: 50, height: 10 })).toBe(
      "xywh=percent:66.667,0,33.333,10",
    );
    expect(areaFragment({ x: 100, y: 5, width: 3, height: 3 })).toBe("xywh=percent:100,5,0,0");
    expect(timeFragment(12.34567)).toBe("t=12.346");
  });

  test("is read as it was written", () => {
    const area = { x: 12.346, y: 80, width: 5, height: 6.5 };
    expect(readFragment(areaFragment(area))).toEqual({ area, time: null });
    expect(readFragment("t=3.5")).toEqual({ area: null, time: 3.5 });
    expect(readFragment("t=3,5&xywh=percent:1,2,3,4")).toEqual({
      area: { x: 1, y: 2, width: 3, height: 4 },
      time: 3,
    });
  });

  test("is said in words", () => {
    expect(ninthOf(pin(0, 0))).toBe("upper_left");
    expect(ninthOf(pin(100, 100))).toBe("lower_right");
    expect(ninthOf(pin(50, 10))).toBe("upper");
    expect(ninthOf({ x: 0, y: 40, width: 100, height: 20 })).toBe("middle");
    expect(clock(67.24)).toBe("1.07,2");
    expect(clock(59.97)).toBe("1.00,0");
  });

  test.each([
    [pin(50, 50), 1.5],
    [pin(0, 0), 0.8],
    [pin(100, 100), 3],
    [{ x: 20, y: 20, width: 70, height: 10 }, 0.5],
  ])("is the middle of its crop, which the picture always covers", (area, ratio) => {
    const { width, left, top, dot } = cropOf(area, ratio, 4 / 3);
    const height = (width * (4 / 3)) / ratio;
    expect(left).toBeLessThanOrEqual(1e-9);
    expect(top).toBeLessThanOrEqual(1e-9);
    expect(left + width).toBeGreaterThanOrEqual(100 - 1e-9);
    expect(top + height).toBeGreaterThanOrEqual(100 - 1e-9);
    for (const at of [dot.x, dot.y]) {
      expect(at).toBeGreaterThanOrEqual(-1e-9);
      expect(at).toBeLessThanOrEqual(100 + 1e-9);
    }
  });
});
