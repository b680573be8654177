import { describe, expect, it } from "vitest";

import { contrastOf, hex, ratioOf, verdictOf, type Rgb } from "./contrast.ts";

const WIDTH = 120;
const HEIGHT = 60;
function picture(paint: (x: number, y: number) => Rgb): Uint8ClampedArray {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) data.set([...paint(x, y), 255], (y * WIDTH + x) * 4);
  return data;
}

/** Strokes of 3 px with a half-covered pixel at either side, as letters have. */
const letters =
  (ground: Rgb, writing: Rgb) =>
  (x: number, y: number): Rgb => {
    if (y < 15 || y > 45) return ground;
    const place = x % 10;
    if (place >= 3 && place <= 5) return writing;
    if (place !== 2 && place !== 6) return ground;
    return ground.map((value, channel) => (value + (writing[channel] ?? 0)) / 2) as unknown as Rgb;
  };

describe("ratioOf", () => {
  it("is WCAG's", () => {
    expect(ratioOf([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
    expect(ratioOf([255, 255, 255], [0, 0, 0])).toBeCloseTo(21, 5);
    expect(ratioOf([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
    expect(ratioOf([9, 9, 9], [9, 9, 9])).toBe(1);
  });
});

describe("contrastOf", () => {
  it("measures letters on their ground and leaves their soft edges out", () => {
    const [white, gray] = [
      [255, 255, 255],
      [118, 118, 118],
    ] as const;
    const found = contrastOf(picture(letters(white, gray)));
    expect(found?.clear).toBe(true);
    expect(found?.ratio).toBeCloseTo(ratioOf(white, gray), 1);
    expect([hex(found?.ground ?? white), hex(found?.writing ?? white)]).toEqual(["#ffffff", "#767676"]);
  });

  it("takes light writing on a dark ground the same way", () => {
    const [dark, light] = [
      [14, 90, 107],
      [250, 249, 246],
    ] as const;
    const found = contrastOf(picture(letters(dark, light)));
    expect(found?.ratio).toBeCloseTo(ratioOf(dark, light), 1);
    expect(hex(found?.ground ?? light)).toBe("#0e5a6b");
  });

  it("keeps its result under JPEG's noise", () => {
    const [ground, writing] = [
      [230, 225, 210],
      [120, 60, 40],
    ] as const;
    const clean = letters(ground, writing);
    const noise = (x: number, y: number) => ((((x * 73_856_093) ^ (y * 19_349_663)) >>> 5) % 13) - 6;
    const noisy = picture((x, y) => clean(x, y).map((value) => value + noise(x, y)) as unknown as Rgb);
    expect(contrastOf(noisy)?.ratio).toBeCloseTo(ratioOf(ground, writing), 0);
  });

  it("says nothing of a plain box", () => {
    expect(contrastOf(picture(() => [200, 10, 10]))).toBeNull();
    expect(contrastOf(picture((x) => [200 + (x % 3), 10, 10]))).toBeNull();
    expect(contrastOf(new Uint8ClampedArray(0))).toBeNull();
  });

  it("does not claim to know where the ground is a picture", () => {
    const busy = picture((x, y) => [(x * 37) % 256, (y * 53) % 256, (x * y) % 256]);
    expect(contrastOf(busy)?.clear ?? false).toBe(false);
  });
});

it("judges by the standard's two limits", () => {
  expect([4.5, 4.49, 3, 2.99].map(verdictOf)).toEqual(["good", "large_only", "large_only", "poor"]);
});
