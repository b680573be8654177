import { describe, expect, it } from "vitest";

import { Review } from "./review.svelte.ts";
import { suggestion } from "./suggestion.fixture.ts";

const BASE = "delegasi kota tokyo di balai kota";
const TEXT = "delegasi Kota Tokyo di Balai Kota";

const suggested = () => suggestion(BASE, TEXT);

describe("taking a suggestion", () => {
  it("changes the caption hunk by hunk, and back", () => {
    const review = new Review(suggested(), BASE);
    const one = review.answer(1, "taken", BASE);
    expect(one).toBe("delegasi kota tokyo di Balai Kota");
    expect(review.answer(0, "left", one ?? "")).toBe(one);
    expect([review.open, review.isTaken]).toEqual([0, true]);
    expect(review.answer(1, "open", one ?? "")).toBe(BASE);
    expect(review.isTaken).toBe(false);
  });

  it("takes all at once, leaving what was declined", () => {
    const review = new Review(suggested(), BASE);
    review.answer(0, "left", BASE);
    expect(review.takeAll(BASE)).toBe("delegasi kota tokyo di Balai Kota");
    expect(new Review(suggested(), BASE).takeAll(BASE)).toBe(TEXT);
  });

  it("keeps what was typed, and says when the place is gone", () => {
    const review = new Review(suggested(), BASE);
    expect(review.answer(0, "taken", `Hari ini ${BASE}.`)).toBe(
      "Hari ini delegasi Kota Tokyo di balai kota.",
    );
    expect(review.answer(1, "taken", "Semua diganti")).toBeNull();
    expect(review.lost).toEqual([false, true]);
    expect(review.answers).toEqual(["taken", "open"]);
  });

  it("knows after a reload what the caption already says", () => {
    expect(new Review(suggested(), "delegasi Kota Tokyo di balai kota").answers).toEqual(["taken", "open"]);
  });
});
