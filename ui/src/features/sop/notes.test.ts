import { describe, expect, it } from "vitest";

import { flowEdges } from "./flow/edges.ts";
import { dki, jabar } from "./flow/sops.fixture.ts";
import { SHEET_WORDS } from "./flow/words.ts";
import { noteAt, sheetNotes } from "./notes.ts";

const notes = (sop: typeof dki) => sheetNotes(sop, flowEdges(sop, SHEET_WORDS));

describe("the notes of a sheet", () => {
  it("are numbered in the order in which the eye meets them", () => {
    expect(notes(dki).map((note) => note.number)).toEqual(notes(dki).map((_, index) => index + 1));
  });

  it("correct the sheet's typing error without changing it", () => {
    expect(notes(dki)[0]).toMatchObject({ place: "block", corrected: "Peralatan/perlengkapan" });
  });

  it("put the reason of a concluded rejection at its word", () => {
    const row = dki.step.findIndex((step) => step.id === "setujui");
    expect(noteAt(notes(dki), "rejected", row)?.parts[0]?.what).toBe("rejected");
  });

  it("put the reason of a concluded way without a word at the symbol", () => {
    const row = jabar.step.findIndex((step) => step.id === "perbaikan");
    expect(noteAt(notes(jabar), "symbol", row)?.parts.map((part) => part.what)).toContain("accepted");
  });

  it("lose no conclusion", () => {
    for (const sop of [dki, jabar]) {
      const all = sop.step.flatMap((step) => step.inferred).length;
      expect(notes(sop).flatMap((note) => note.parts)).toHaveLength(all);
    }
  });
});
