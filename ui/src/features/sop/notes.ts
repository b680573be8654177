/**
 * The footnotes of the sheet: what the reader concluded ("disimpulkan") and where the sheet's own
 * label has a typing error. Numbered in the order in which the eye meets them.
 */
import type { Sop, Step } from "$/api/index.ts";
import type { FlowEdge } from "./flow/edges.ts";

type Inference = Step["inferred"][number];
export type NotePlace = "block" | "symbol" | "requirements" | "accepted" | "rejected";

export interface Note {
  number: number;
  place: NotePlace;
  /** Index of the step's row, or of the cover's block. */
  index: number;
  parts: Inference[];
  /** The corrected label of a block. */
  corrected?: string;
}

/** Where in a row each kind of conclusion shows; what is not listed shows at the symbol. */
const PLACES: Record<string, NotePlace> = {
  needs: "requirements",
  requirements: "requirements",
  accepted: "accepted",
  rejected: "rejected",
};

const IN_ROW: NotePlace[] = ["symbol", "accepted", "rejected", "requirements"];

export function sheetNotes(sop: Sop, edges: readonly FlowEdge[]): Note[] {
  const blocks = sop.sheet.block.flatMap((block, index) =>
    block.corrected_label
      ? [{ place: "block" as const, index, parts: [], corrected: block.corrected_label }]
      : [],
  );
  const rows = sop.step.flatMap((step, index) => {
    const placed = step.inferred.map((inference) => ({
      inference,
      place: placeOf(inference, index, edges),
    }));
    return IN_ROW.flatMap((place) => {
      const parts = placed.filter((other) => other.place === place).map((other) => other.inference);
      return parts.length > 0 ? [{ place, index, parts }] : [];
    });
  });
  return [...blocks, ...rows].map((note, index) => ({ ...note, number: index + 1 }));
}

/** A conclusion about an arrow stands at the arrow's word; without a word, at the symbol it leaves. */
function placeOf(inference: Inference, row: number, edges: readonly FlowEdge[]): NotePlace {
  const place = PLACES[inference.what] ?? "symbol";
  if (place !== "accepted" && place !== "rejected") return place;
  const arrow = edges.find((edge) => edge.from === row && edge.kind === place);
  return arrow?.labels.some((label) => label.inferred) ? place : "symbol";
}

export function noteAt(notes: readonly Note[], place: NotePlace, index: number): Note | undefined {
  return notes.find((note) => note.place === place && note.index === index);
}
