import { describe, expect, it } from "vitest";

import { MEASURES } from "./count.ts";

const { bytes, characters, units, weighted } = MEASURES;
const FAMILY = "👩‍👩‍👧‍👦";

describe("measures", () => {
  it("count a family as people, machines and networks do", () => {
    expect(characters(FAMILY)).toBe(1);
    expect(units(FAMILY)).toBe(11);
    expect(bytes(FAMILY)).toBe(25);
  });

  it("count an accent by its bytes", () => {
    expect(bytes("é")).toBe(2);
    expect(bytes("Rapat")).toBe(5);
  });
});

describe("X's count", () => {
  it.each([
    ["", 0],
    ["Rapat koordinasi.", 17],
    ["é", 1],
    ["e\u0301", 1],
    ["東京", 4],
    ["안녕", 4],
    ["🤝", 2],
    [FAMILY, 2],
    ["🇮🇩", 2],
    ["1️⃣", 2],
    ["“kutip”—", 8],
    ["…", 2],
    ["https://jakarta.go.id", 23],
    ["https://jakarta.go.id/berita/2026/11/panjang-sekali-alamatnya-ini", 23],
    ["Lihat oss.go.id.", 6 + 23 + 1],
    ["humas@jakarta.go.id", 19],
    ["nama.id", 7],
    ["a\nb", 3],
  ])("%j is %i", (text, weight) => {
    expect(weighted(text)).toBe(weight);
  });
});
