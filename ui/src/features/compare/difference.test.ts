import { describe, expect, it } from "vitest";

import { difference, fitted, sameShape } from "./difference.ts";

const WIDTH = 320;
const HEIGHT = 200;

type Paint = (x: number, y: number) => readonly [number, number, number];
function picture(paint: Paint): Uint8ClampedArray {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) data.set([...paint(x, y), 255], (y * WIDTH + x) * 4);
  return data;
}

const ramp: Paint = (x, y) => [x % 256, (y * 2) % 256, 120];
const inBox = (x: number, y: number, left: number, top: number, width: number, height: number) =>
  x >= left && x < left + width && y >= top && y < top + height;
/** The same figures every time. */
const noise = (x: number, y: number) => ((((x * 2_654_435_761) ^ (y * 40_503)) >>> 7) % 17) - 8;

const compared = (before: Paint, after: Paint) => difference(picture(before), picture(after), WIDTH, HEIGHT);

describe("difference", () => {
  it("finds nothing in the same picture", async () => {
    const { regions, share } = await compared(ramp, ramp);
    expect([regions, share]).toEqual([[], 0]);
  });

  it("finds nothing in what JPEG's noise does", async () => {
    const noisy: Paint = (x, y) => {
      const [r, g, b] = ramp(x, y);
      return [r + noise(x, y), g + noise(y, x), b + noise(x + 9, y)];
    };
    expect((await compared(ramp, noisy)).regions).toEqual([]);
  });

  it("finds each place that changed, in reading order", async () => {
    const changed: Paint = (x, y) => {
      if (inBox(x, y, 200, 20, 40, 12)) return [255, 255, 255];
      if (inBox(x, y, 24, 120, 30, 30)) return [0, 0, 0];
      return ramp(x, y);
    };
    const { regions, heat } = await compared(ramp, changed);
    expect(regions).toHaveLength(2);
    const [first, second] = regions;
    expect(first?.left).toBeGreaterThanOrEqual(190);
    expect(first?.top).toBeLessThanOrEqual(20);
    expect(second?.left).toBeLessThanOrEqual(24);
    expect((second?.left ?? 0) + (second?.width ?? 0)).toBeGreaterThanOrEqual(54);
    expect(heat[(25 * WIDTH + 220) * 4 + 3]).toBeGreaterThan(0);
    expect(heat[(80 * WIDTH + 150) * 4 + 3]).toBe(0);
  });

  it("sees a thin line and a change of colour alone", async () => {
    const gray: Paint = () => [128, 128, 128];
    const line: Paint = (x, y) => (y === 100 && x > 60 && x < 180 ? [0, 0, 0] : [128, 128, 128]);
    expect((await compared(gray, line)).regions).toHaveLength(1);
    // As bright as the gray, but red.
    const red: Paint = (x, y) => (inBox(x, y, 80, 80, 40, 40) ? [221, 88, 88] : [128, 128, 128]);
    expect((await compared(gray, red)).regions).toHaveLength(1);
  });

  it("takes letters of one word for one region", async () => {
    const letters: Paint = (x, y) =>
      inBox(x, y, 40, 60, 80, 14) && x % 10 < 5 ? [0, 0, 0] : [250, 250, 250];
    expect((await compared(() => [250, 250, 250], letters)).regions).toHaveLength(1);
  });
});

describe("shapes", () => {
  it("puts one picture into the middle of another", () => {
    expect(fitted({ width: 100, height: 100 }, { width: 400, height: 200 })).toEqual({
      left: 100,
      top: 0,
      width: 200,
      height: 200,
    });
  });

  it("knows the same proportions at another size", () => {
    expect(sameShape({ width: 1080, height: 1350 }, { width: 2048, height: 2560 })).toBe(true);
    expect(sameShape({ width: 2048, height: 1365 }, { width: 6000, height: 4000 })).toBe(true);
    expect(sameShape({ width: 1080, height: 1350 }, { width: 1080, height: 1080 })).toBe(false);
  });
});
