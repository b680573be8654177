import { describe, expect, it } from "vitest";

import { carry, compare, compose, partsOf } from "./edits.ts";

const shown = (before: string, after: string) =>
  compare(before, after)
    .map(({ kind, text }) => (kind === "kept" ? text : kind === "struck" ? `[-${text}-]` : `[+${text}+]`))
    .join("");

describe("comparing", () => {
  it("shows a changed word as struck and written", () => {
    expect(shown("Rapat di Balai Kota.", "Rapat di Balai Agung.")).toBe("Rapat di Balai [-Kota-][+Agung+].");
  });

  it("takes neighbouring words as one edit, and never cuts an emoji", () => {
    expect(shown("di Gedung Sate ini", "di Balai Kota ini")).toBe("di [-Gedung Sate-][+Balai Kota+] ini");
    expect(shown("Hadir 👨‍👩‍👧", "Hadir 👨‍👩‍👦")).toBe("Hadir [-👨‍👩‍👧-][+👨‍👩‍👦+]");
  });
});

/** Small made-up texts, the same in every run. */
function* samples() {
  const words = ["satu ", "dua ", "tiga ", "empat, ", "👍 ", "\n", "lima"];
  let seed = 7;
  const next = (most: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % most;
  const text = () => Array.from({ length: next(9) }, () => words[next(words.length)]).join("");
  for (let round = 0; round < 400; round += 1) yield [text(), text(), text()] as const;
}

describe("hunks", () => {
  it("give the old text with none and the new one with all", () => {
    for (const [before, after] of samples()) {
      const parts = partsOf(compare(before, after));
      const all = new Set(parts.filter((part) => typeof part === "object").map((_, index) => index));
      expect(compose(parts, new Set())).toBe(before);
      expect(compose(parts, all)).toBe(after);
    }
  });

  it("are taken one by one", () => {
    const parts = partsOf(compare("delegasi kota tokyo di balai kota", "delegasi Kota Tokyo di Balai Kota"));
    expect(parts.filter((part) => typeof part === "object")).toHaveLength(2);
    expect(compose(parts, new Set([1]))).toBe("delegasi kota tokyo di Balai Kota");
  });
});

describe("carrying a change into a text that was typed in", () => {
  it("is the change itself where nothing was typed, and is taken back the same way", () => {
    for (const [from, to] of samples()) {
      expect(carry(from, to, from)).toBe(to);
      expect(carry(to, from, to)).toBe(from);
    }
  });

  it("keeps what was typed elsewhere", () => {
    const from = "Delegasi kota tokyo hadir.";
    const to = "Delegasi Kota Tokyo hadir.";
    expect(carry(from, to, "Kemarin delegasi besar. Delegasi kota tokyo hadir. Terima kasih.")).toBe(
      "Kemarin delegasi besar. Delegasi Kota Tokyo hadir. Terima kasih.",
    );
  });

  it("does nothing where the words are gone", () => {
    expect(carry("a b c", "a x c", "a y c")).toBeNull();
    expect(carry("a b c", "a x c", "")).toBeNull();
  });

  it("never loses a letter that it was not told to change", () => {
    for (const [from, to, live] of samples()) {
      const result = carry(from, to, live);
      if (result === null || live === from) continue;
      expect(result.length - live.length).toBe(to.length - from.length);
    }
  });
});
