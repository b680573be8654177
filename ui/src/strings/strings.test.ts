import { describe, expect, it } from "vitest";

import { en } from "./en/index.ts";
import { id } from "./id/index.ts";
import { language, t } from "./index.svelte.ts";

type Catalogue = Record<string, Record<string, string>>;
const [original, twin]: [Catalogue, Catalogue] = [id, en];
const domains = Object.keys(original);
const keys = domains.flatMap((domain) =>
  Object.keys(original[domain] ?? {}).map((key) => [domain, key] as const),
);

/** Words that only English has; a sentence with one of them is not Indonesian. */
const ENGLISH =
  /\b(the|and|of|with|is|are|was|this|that|your|you|not|from|for|to|by|on|at|please|save|file|files)\b/i;
/** What the sheet itself calls so. */
const SAME = new Set(["sop.symbol_file"]);

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

describe("the catalogue", () => {
  it("has the same domains in both languages", () => {
    expect(Object.keys(twin).sort()).toEqual([...domains].sort());
  });

  it.each(domains)("has the same keys in both languages: %s", (domain) => {
    expect(Object.keys(twin[domain] ?? {}).sort()).toEqual(Object.keys(original[domain] ?? {}).sort());
  });

  it("has no empty sentence", () => {
    const empty = keys.filter(([d, k]) => !original[d]?.[k]?.trim() || !twin[d]?.[k]?.trim());
    expect(empty).toEqual([]);
  });

  it("speaks no English in Indonesian", () => {
    const english = keys.filter(([d, k]) => ENGLISH.test((original[d]?.[k] ?? "").replace(/\{\w+\}/g, "")));
    expect(english.filter(([d, k]) => !SAME.has(`${d}.${k}`))).toEqual([]);
  });

  it("fills the same places in both languages", () => {
    const uneven = keys.filter(([d, k]) => {
      const wanted = new Set(placeholders(original[d]?.[k] ?? ""));
      return placeholders(twin[d]?.[k] ?? "").some((name) => !wanted.has(name ?? ""));
    });
    expect(uneven).toEqual([]);
  });
});

describe("t", () => {
  it("fills in values", () => {
    expect(t("files.count", { n: 3 })).toBe("3 berkas");
  });

  it("chooses the plural where the language has one", () => {
    language.now = "en";
    expect(t("files.count", { n: 1 })).toBe("1 file");
    expect(t("files.count", { n: 2 })).toBe("2 files");
    language.now = "id";
  });
});
