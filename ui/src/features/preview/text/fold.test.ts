import { describe, expect, it } from "vitest";

import { foldedAt, type Fits } from "./fold.ts";

/** A page of so many columns that breaks anywhere; "… selengkapnya" takes its room. */
const page =
  (columns: number, lines: number): Fits =>
  (text, folded) => {
    const set = folded ? `${text}… selengkapnya` : text;
    return (
      set.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0) <= lines
    );
  };

describe("folding", () => {
  it("leaves a short text alone", () => {
    expect(foldedAt("Pendek.", { lines: 2 }, page(40, 2))).toBeNull();
  });

  it("cuts between words, within the lines", () => {
    const text =
      "Biro Kerja Sama Daerah menerima kunjungan delegasi Pemerintah Kota Tokyo untuk membahas transportasi.";
    const end = foldedAt(text, { lines: 2 }, page(40, 2)) ?? 0;
    expect(text.slice(0, end)).toBe("Biro Kerja Sama Daerah menerima kunjungan delegasi Pemerintah Kota");
  });

  it("cuts after so many characters, also where the lines would hold more", () => {
    const end = foldedAt("kata ".repeat(40), { lines: 9, characters: 125 }, page(400, 9)) ?? 0;
    expect(end).toBe(124);
  });

  it("counts line breaks as lines", () => {
    const text = "Satu\n\nDua\n\nTiga";
    expect(text.slice(0, foldedAt(text, { lines: 2 }, page(40, 2)) ?? 0)).toBe("Satu");
  });

  it("cuts through a word without end, and never through an emoji", () => {
    const long = "a".repeat(300);
    expect(foldedAt(long, { lines: 2 }, page(40, 2))).toBe(80 - "… selengkapnya".length);
    const family = "👩‍👩‍👧‍👦".repeat(20);
    const end = foldedAt(family, { lines: 1 }, page(60, 1)) ?? 0;
    expect(end % "👩‍👩‍👧‍👦".length).toBe(0);
  });

  it("shows nothing where not even a character fits", () => {
    expect(foldedAt("Halo semua", { lines: 0 }, () => false)).toBe(0);
  });
});
