/**
 * The drawn lines of the flow: every arrow routed past the symbols and the other arrows, then cut at
 * the edges of the symbols it leaves and enters.
 *
 * Rejections go first, because they have the narrowest way (their own lane back); then each line is
 * taken up and laid again while that makes it cheaper.
 */
import type { FlowEdge } from "./edges.ts";
import { centre, corners, type Point, type Rect, type TableGeometry } from "./geometry.ts";
import { lanesOf, pointAt, type Lanes } from "./lanes.ts";
import { findLine, Occupied, type Line } from "./search.ts";

export interface Route {
  edge: FlowEdge;
  /** From the border of the first symbol to the border of the second; only right angles. */
  points: Point[];
}

const PASSES = 3;
/** Room between a symbol's border and the arrow's tip. */
const TIP_GAP = 0.12;
/** Lines begin inside the border they leave, so that no white shows between. */
const STROKE = 0.06;

export function routeFlow(table: TableGeometry, edges: readonly FlowEdge[]): Route[] {
  const lanes = lanesOf(table);
  let lines: Line[] = [];
  for (const edge of [...edges].sort(byNarrowness)) {
    const line = findLine(lanes, edge, new Occupied(lines));
    if (line) lines.push(line);
  }
  for (let pass = 0; pass < PASSES; pass += 1) lines = improve(lanes, lines);
  return edges.flatMap((edge) => {
    const line = lines.find((found) => found.edge === edge);
    return line ? [{ edge, points: cut(table, lanes, line) }] : [];
  });
}

function improve(lanes: Lanes, lines: Line[]): Line[] {
  return lines.reduce((current, line) => {
    const others = current.filter((other) => other !== line);
    const again = findLine(lanes, line.edge, new Occupied(others));
    return again ? current.map((other) => (other === line ? again : other)) : current;
  }, lines);
}

function byNarrowness(a: FlowEdge, b: FlowEdge): number {
  return rank(a) - rank(b) || Math.abs(a.to - a.from) - Math.abs(b.to - b.from);
}

function rank(edge: FlowEdge): number {
  if (edge.kind === "rejected") return 0;
  return edge.to < edge.from ? 1 : 2;
}

/** Symbols' middles become points on their borders. */
function cut(table: TableGeometry, lanes: Lanes, line: Line): Point[] {
  const points = corners(line.places.map((place) => pointAt(lanes, place)));
  const leaves = table.symbols[line.edge.from];
  const enters = table.symbols[line.edge.to];
  const [second, beforeLast] = [points[1], points.at(-2)];
  if (!leaves || !enters || !second || !beforeLast) return points;
  const inner = points.slice(1, -1);
  return [onBorder(leaves, second, -STROKE), ...inner, onBorder(enters, beforeLast, TIP_GAP)];
}

/** Where the straight line from the middle of `rect` towards `point` passes its border. */
function onBorder(rect: Rect, point: Point, gap: number): Point {
  const middle = centre(rect);
  const horizontal = Math.abs(point.x - middle.x) > Math.abs(point.y - middle.y);
  if (horizontal) return { x: point.x > middle.x ? rect.right + gap : rect.left - gap, y: middle.y };
  return { x: middle.x, y: point.y > middle.y ? rect.bottom + gap : rect.top - gap };
}
