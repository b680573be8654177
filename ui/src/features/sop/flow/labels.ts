/**
 * Where the word beside an arrow stands: next to the line, inside its cell, off every line, symbol
 * and other word.
 */
import type { EdgeLabel, FlowEdge } from "./edges.ts";
import {
  around,
  overlaps,
  segments,
  type Point,
  type Rect,
  type Span,
  type TableGeometry,
} from "./geometry.ts";
import type { Route } from "./route.ts";

export interface PlacedLabel {
  edge: FlowEdge;
  label: EdgeLabel;
  /** The cell it stands in. */
  row: number;
  column: number;
  box: Rect;
}

/** Size of the sheet's small type: a character's mean width and a line's height. */
const CHARACTER = 0.52;
const LINE = 1.15;
const GAP = 0.22;
const BESIDE_LINE = 0.1;
/** So close to another arrow, a word could be read as that one's. */
const NEAR = 0.6;

export function placeLabels(table: TableGeometry, routes: readonly Route[]): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const route of routes) {
    for (const label of route.edge.labels) {
      const box = best(table, routes, route, label, placed);
      if (box) placed.push({ edge: route.edge, label, ...box });
    }
  }
  return placed;
}

interface Candidate {
  box: Rect;
  row: number;
  column: number;
  penalty: number;
}

function best(
  table: TableGeometry,
  routes: readonly Route[],
  route: Route,
  label: EdgeLabel,
  placed: readonly PlacedLabel[],
): Candidate | null {
  const width = label.text.length * CHARACTER + (label.inferred ? 0.8 : 0);
  const candidates = segments(route.points).flatMap(([from, to], index) =>
    beside(from, to, width).map((box) => rate(table, routes, route.edge, label, placed, box, index)),
  );
  return candidates.reduce<Candidate | null>(
    (found, candidate) => (!found || candidate.penalty < found.penalty ? candidate : found),
    null,
  );
}

function rate(
  table: TableGeometry,
  routes: readonly Route[],
  edge: FlowEdge,
  label: EdgeLabel,
  placed: readonly PlacedLabel[],
  box: Rect,
  index: number,
): Candidate {
  const row = holding(table.rows, (box.top + box.bottom) / 2);
  const column = holding(table.columns, (box.left + box.right) / 2);
  let penalty = index * 0.5;
  if (label.cell && (label.cell.row !== row || label.cell.column !== column)) penalty += 60;
  for (const symbol of table.symbols) if (overlaps(symbol, box)) penalty += 100;
  for (const other of placed) if (overlaps(other.box, box)) penalty += 100;
  for (const other of routes) {
    for (const [from, to] of segments(other.points)) {
      if (overlaps(around(from, to, BESIDE_LINE), box)) penalty += 40;
      else if (other.edge !== edge && overlaps(around(from, to, NEAR), box)) penalty += 3;
    }
  }
  if (!inside(table, row, column, box)) penalty += 20;
  return { box, row, column, penalty };
}

/** Places along both sides of the line from `from` to `to`: near its beginning, middle and end. */
function beside(from: Point, to: Point, width: number): Rect[] {
  const upright = from.x === to.x;
  return [0.15, 0.2, 0.25, 0.3, 0.5, 0.7, 0.85, 0.05, 0.95].flatMap((share) => {
    const at = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    if (upright) {
      const top = at.y - LINE / 2;
      return [boxAt(at.x + GAP, top, width), boxAt(at.x - GAP - width, top, width)];
    }
    const left = at.x - width / 2;
    return [boxAt(left, at.y - GAP - LINE, width), boxAt(left, at.y + GAP, width)];
  });
}

function boxAt(left: number, top: number, width: number): Rect {
  return { left, top, right: left + width, bottom: top + LINE };
}

function holding(spans: readonly Span[], value: number): number {
  return spans.findIndex((span) => value >= span.start && value < span.end);
}

function inside(table: TableGeometry, row: number, column: number, box: Rect): boolean {
  const [rowSpan, columnSpan] = [table.rows[row], table.columns[column]];
  if (!rowSpan || !columnSpan) return false;
  return (
    box.left >= columnSpan.start &&
    box.right <= columnSpan.end &&
    box.top >= rowSpan.start &&
    box.bottom <= rowSpan.end
  );
}
