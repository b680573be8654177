import { describe, expect, it } from "vitest";

import { compareWords } from "./words.ts";

describe("compareWords", () => {
  it("shows a changed word as taken out and put in", () => {
    expect(compareWords("Rapat di Balai Kota", "Rapat di Balai Agung")).toEqual([
      { kind: "same", text: "Rapat di Balai " },
      { kind: "removed", text: "Kota" },
      { kind: "added", text: "Agung" },
    ]);
  });

  it("puts the new text together again from what stayed and what was added", () => {
    const after = "Jakarta dan Bandung menjajaki kerja sama sampah.";
    const pieces = compareWords("Jakarta menjajaki kerja sama pengelolaan sampah.", after);
    expect(
      pieces
        .filter(({ kind }) => kind !== "removed")
        .map(({ text }) => text)
        .join(""),
    ).toBe(after);
  });

  it("gives up word by word on very long texts", () => {
    expect(compareWords("a ".repeat(2000), "b")).toHaveLength(2);
  });
});
