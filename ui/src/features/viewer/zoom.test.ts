import { describe, expect, it } from "vitest";

import { isFor, moveOf } from "./keys.ts";
import { levelFor, piecesOf } from "./region.ts";
import { firstFiner } from "./tiles.svelte.ts";
import { filterValues, MATRICES } from "./views.ts";
import { measuredSize, nextStep, zoomText } from "./zoom.ts";

const press = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent("keydown", { key, ...more });

describe("zoom", () => {
  it("goes by round figures, and the whole picture is one of them", () => {
    expect(nextStep(7.3, 1, 7.3)).toBe(10);
    expect(nextStep(100, 1, 7.3)).toBe(150);
    expect(nextStep(99.2, 1, 7.3)).toBe(150);
    expect(nextStep(120, -1, 7.3)).toBe(100);
    expect(nextStep(10, -1, 7.3)).toBe(7.3);
    expect(nextStep(7.3, -1, 7.3)).toBe(7.3);
    expect(nextStep(1600, 1, 7.3)).toBe(1600);
  });

  it("begins with the whole picture where that is larger than its pixels", () => {
    expect(nextStep(340, 1, 340)).toBe(400);
    expect(nextStep(2000, 1, 2000)).toBe(2000);
  });

  it("is read in whole percent from ten on", () => {
    expect([zoomText(100, "id"), zoomText(6.66, "id"), zoomText(33.3, "en")]).toEqual([
      "100 %",
      "6,7 %",
      "33 %",
    ]);
  });
});

describe("the size that pins are placed in", () => {
  const asset = (media_type: string, width: number | null, height: number | null) => ({
    media_type,
    width,
    height,
  });
  it("is the picture's own", () => {
    expect(measuredSize(asset("image/png", 10_000, 8_000), { width: 2048, height: 1638 })).toEqual({
      width: 10_000,
      height: 8_000,
    });
  });

  it("is as large as drawn for what has no pixels", () => {
    const page = { width: 1448, height: 2048 };
    expect(measuredSize(asset("application/pdf", null, null), page)).toEqual({ width: 2896, height: 4096 });
    expect(measuredSize(asset("image/svg+xml", 80, 60), { width: 2048, height: 1536 })).toEqual({
      width: 4096,
      height: 3072,
    });
  });

  it("is the preview's where nothing else is known", () => {
    expect(measuredSize(asset("image/x-canon-cr2", null, null), { width: 1620, height: 1080 }).width).toBe(
      1620,
    );
  });
});

describe("keys", () => {
  it("move the picture, arrows only on it", () => {
    expect(moveOf(press("+"), false)).toEqual({ to: "in" });
    expect(moveOf(press("0"), false)).toEqual({ to: "fit" });
    expect(moveOf(press("ArrowLeft"), false)).toBeNull();
    expect(moveOf(press("ArrowLeft"), true)).toMatchObject({ to: "pan", down: 0 });
    expect(moveOf(press("-", { ctrlKey: true }), true)).toBeNull();
  });

  it("are not taken from somebody who types, nor through a dialog", () => {
    document.body.innerHTML = `<main><div id="root"></div><input /></main>`;
    const root = document.querySelector("#root") as Element;
    const heard = (target: Element) => {
      let answer = false;
      target.addEventListener("keydown", (event) => (answer = isFor(event as KeyboardEvent, root)), {
        once: true,
      });
      target.dispatchEvent(press("1", { bubbles: true }));
      return answer;
    };
    expect(heard(root)).toBe(true);
    expect(heard(document.querySelector("input") as Element)).toBe(false);
    document.body.insertAdjacentHTML("beforeend", `<div role="dialog"></div>`);
    expect(heard(root)).toBe(false);
  });
});

describe("tiles", () => {
  it("begin where the preview ends", () => {
    expect(firstFiner({ width: 10_000, height: 10_000, levels: 6 })).toBe(3);
    expect(firstFiner({ width: 2_600, height: 1_300, levels: 4 })).toBe(3);
    expect(firstFiner({ width: 4_096, height: 3_072, levels: 4 })).toBe(3);
    expect(firstFiner({ width: 1_620, height: 1_080, levels: 3 })).toBe(2);
  });

  it("are those that a box touches", () => {
    expect(piecesOf({ left: 500, top: 10, width: 20, height: 20 }, 512)).toEqual([
      { column: 0, row: 0 },
      { column: 1, row: 0 },
    ]);
    expect(piecesOf({ left: 512, top: 512, width: 512, height: 512 }, 512)).toEqual([{ column: 1, row: 1 }]);
  });

  it("are read at a coarser level where a box is very large", () => {
    const ready = { width: 10_000, levels: 6 };
    const box = (side: number) => ({ left: 0, top: 0, width: side, height: side });
    expect(levelFor(box(2_000), ready, 10_000)).toBe(5);
    expect(levelFor(box(10_000), ready, 10_000)).toBe(2);
  });
});

describe("ways of seeing", () => {
  it("keep white white and black black", () => {
    for (const matrix of Object.values(MATRICES))
      for (const row of matrix) expect(row.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 3);
  });

  it("are written as a filter takes them", () => {
    expect(filterValues(MATRICES.grayscale).split(" ")).toHaveLength(20);
  });

  it("make red and green alike for people who can't tell them apart", () => {
    const seen = (rgb: readonly number[]) =>
      MATRICES.deuteranopia.map((row) => row.reduce((sum, part, at) => sum + part * (rgb[at] ?? 0), 0));
    const apart = (a: readonly number[], b: readonly number[]) =>
      Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)));
    // A red and a green of the same brightness.
    const [red, green] = [
      [0.6, 0.1, 0.1],
      [0.1, 0.26, 0.1],
    ] as const;
    expect(apart(seen(red), seen(green))).toBeLessThan(apart(red, green) / 2);
  });
});
