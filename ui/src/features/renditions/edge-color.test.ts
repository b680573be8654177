import { expect, it } from "vitest";

import { sideColors } from "./edge-color.ts";

/** A square of RGBA pixels, coloured by column and row. */
function square(edge: number, color: (x: number, y: number) => number): number[] {
  return Array.from({ length: edge * edge }, (_, at) => {
    const one = color(at % edge, Math.floor(at / edge));
    return [one >> 16, (one >> 8) & 255, one & 255, 255];
  }).flat();
}

it("finds the colour of each side once", () => {
  expect(
    sideColors(
      square(8, (_, y) => (y === 0 ? 0x3366cc : y === 7 ? 0x884422 : 0x3366cc)),
      8,
    ),
  ).toContain(0x3366cc);
  expect(
    sideColors(
      square(8, () => 0x3366cc),
      8,
    ),
  ).toEqual([0x3366cc]);
});

it("says nothing of white and black, which are offered anyway", () => {
  expect(
    sideColors(
      square(8, () => 0xfafafa),
      8,
    ),
  ).toEqual([]);
  expect(
    sideColors(
      square(8, () => 0x050505),
      8,
    ),
  ).toEqual([]);
});
