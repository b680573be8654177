import { describe, expect, it } from "vitest";

import { countOf, tokenize, untilUnit, type TokenKind } from "./tokens.ts";

const found = (text: string, kind: TokenKind) =>
  tokenize(text)
    .filter((token) => token.kind === kind)
    .map((token) => token.text);

describe("a post's text", () => {
  it("is whole again when its parts are joined", () => {
    const text =
      "Halo @dishub_dki, lihat https://jakarta.go.id/a?b=1. #KerjaSama\n\nEmail: humas@jakarta.go.id 👩‍👩‍👧";
    expect(
      tokenize(text)
        .map((token) => token.text)
        .join(""),
    ).toBe(text);
  });

  it.each([
    ["Bersama #KerjaSamaDaerah, kita bisa", ["#KerjaSamaDaerah"]],
    ["#Jakarta2026 dan #2026Jakarta", ["#Jakarta2026", "#2026Jakarta"]],
    ["#hari_pahlawan!", ["#hari_pahlawan"]],
    ["Juara #1 se-Indonesia", []],
    ["Bahasa C#dasar, A&#39;B, jalan/#atas", []],
    ["##ganda", []],
    ["(#kurung) “#kutip”", ["#kurung", "#kutip"]],
    ["#تعاون و #東京", ["#تعاون", "#東京"]],
    ["tagar kosong # di sini", []],
    ["#satu#dua", ["#satu"]],
  ])("finds the hashtags of %j", (text, tags) => {
    expect(found(text, "hashtag")).toEqual(tags);
  });

  it.each([
    ["Terima kasih @pemkot.bekasi.", ["@pemkot.bekasi"]],
    ["@dkijakarta @jabarprov", ["@dkijakarta", "@jabarprov"]],
    ["Hubungi humas@jakarta.go.id", []],
    ["Hubungi biro-ksd@jakarta.go.id atau a.b@contoh.id", []],
    ["harga @ 5.000", []],
    ["(@bappeda_dki)", ["@bappeda_dki"]],
    ["@@ganda", []],
    ["surat@", []],
  ])("finds the mentions of %j", (text, names) => {
    expect(found(text, "mention")).toEqual(names);
  });

  it.each([
    ["Daftar di oss.go.id sekarang.", ["oss.go.id"]],
    ["Lihat https://jakarta.go.id/berita?id=3#atas.", ["https://jakarta.go.id/berita?id=3#atas"]],
    ["(https://contoh.go.id/a_(b))", ["https://contoh.go.id/a_(b))"]],
    ["www.jakarta.go.id, bit.ly/abc", ["www.jakarta.go.id", "bit.ly/abc"]],
    ["Selesai.Di kantor a.n. Gubernur, S.Sos., M.Si.", []],
    ["pukul 09.30 s.d. 11.00", []],
    ["humas@jakarta.go.id", []],
    ["jakarta.com", ["jakarta.com"]],
  ])("finds the addresses of %j", (text, links) => {
    expect(found(text, "link")).toEqual(links);
  });

  it("keeps the colour of what is cut off", () => {
    expect(untilUnit(tokenize("Ayo #MenanamPohon"), 9)).toEqual([
      { kind: "text", text: "Ayo " },
      { kind: "hashtag", text: "#Mena" },
    ]);
  });

  it("counts", () => {
    expect(countOf("#a #b #3 @c", "hashtag")).toBe(2);
  });
});
