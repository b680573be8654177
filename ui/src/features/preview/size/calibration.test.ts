import { beforeEach, describe, expect, it } from "vitest";

import { calibration, CARD_MM } from "./calibration.svelte.ts";

beforeEach(() => {
  calibration.forget();
});

describe("the size of a millimetre", () => {
  it("is what browsers take it for, until a card was held against the screen", () => {
    expect(calibration.done).toBe(false);
    expect(calibration.pxPerMm).toBeCloseTo(3.78, 2);
  });

  it("is kept", () => {
    calibration.pxPerMm = 400 / CARD_MM.width;
    expect(calibration.done).toBe(true);
    expect(calibration.pxPerMm).toBeCloseTo(4.673, 2);
    expect(Number(localStorage.getItem("terbit.device_px_per_mm"))).toBeCloseTo(4.673, 2);
  });

  it("keeps within what screens are", () => {
    calibration.pxPerMm = 900;
    expect(calibration.pxPerMm).toBe(12);
  });
});
