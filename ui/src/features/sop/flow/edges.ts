/**
 * The arrows a SOP's steps imply, and the word that stands beside each.
 *
 * A sheet prints some words in its pelaksana cells ("Tolak", "Terima", "Selesai"); they belong to the
 * arrow that passes there. An arrow out of a decision that has no printed word gets one, marked as
 * concluded by the reader. Nothing here knows a particular SOP.
 */
import type { Sop, Step } from "$/api/index.ts";

export type EdgeKind = "accepted" | "rejected";

export interface EdgeLabel {
  text: string;
  /** Row and pelaksana column of the cell it is printed in; absent: beside the arrow's beginning. */
  cell: { row: number; column: number } | null;
  inferred: boolean;
}

export interface FlowEdge {
  id: string;
  /** Rows of the two symbols. */
  from: number;
  to: number;
  kind: EdgeKind;
  /** Whether the reader concluded that the arrow exists (the sheet does not show it). */
  inferred: boolean;
  labels: EdgeLabel[];
}

export interface LabelWords {
  accepted: string;
  rejected: string;
}

/** The words of the sheet in `step`'s cells that stand inside its symbol ("Selesai" in the last one). */
export function symbolWords(step: Step): string[] {
  if (step.accepted !== "end") return [];
  return step.cell_labels.filter((label) => label.actor === step.actor).map((label) => label.text);
}

/** Every arrow of the flow, top to bottom, each step's accepted one first. */
export function flowEdges(sop: Sop, words: LabelWords): FlowEdge[] {
  const edges = sop.step.flatMap((step, from) => [
    ...edge(sop, from, goalOf(step), "accepted"),
    ...edge(sop, from, step.rejected, "rejected"),
  ]);
  for (const label of printedLabels(sop)) {
    owner(edges, label, words)?.labels.push({ ...label, inferred: false });
  }
  for (const found of edges) {
    const step = sop.step[found.from];
    if (step?.kind !== "decision" || found.labels.length > 0) continue;
    if (found.kind === "rejected") found.labels.push({ text: words.rejected, cell: null, inferred: true });
    else if (found.inferred) found.labels.push({ text: words.accepted, cell: null, inferred: true });
  }
  return edges;
}

function goalOf(step: Step): string | null {
  return step.accepted === "end" ? null : step.accepted.step;
}

function edge(sop: Sop, from: number, target: string | null, kind: EdgeKind): FlowEdge[] {
  const to = sop.step.findIndex((step) => step.id === target);
  const step = sop.step[from];
  if (to < 0 || !step) return [];
  const inferred = step.inferred.some((inference) => inference.what === kind);
  return [{ id: `${step.id}:${kind}`, from, to, kind, inferred, labels: [] }];
}

interface PrintedLabel {
  text: string;
  cell: { row: number; column: number };
}

function printedLabels(sop: Sop): PrintedLabel[] {
  return sop.step.flatMap((step, row) => {
    const inside = symbolWords(step);
    return step.cell_labels
      .filter((label) => !(label.actor === step.actor && inside.includes(label.text)))
      .map((label) => ({
        text: label.text,
        cell: { row, column: sop.actor.findIndex((position) => position.id === label.actor) },
      }));
  });
}

/**
 * The arrow a printed word belongs to: one of the word's kind that starts or ends in the word's row,
 * and among those the one that ends in the word's column.
 */
function owner(edges: FlowEdge[], label: PrintedLabel, words: LabelWords): FlowEdge | undefined {
  const kind = label.text === words.rejected ? "rejected" : label.text === words.accepted ? "accepted" : null;
  const { row } = label.cell;
  const near = edges.filter((found) => (kind === null || found.kind === kind) && found.labels.length === 0);
  return near.find((found) => found.from === row) ?? near.find((found) => found.to === row);
}
