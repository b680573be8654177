/**
 * The cheapest way for one line over the lanes (A* over place and direction).
 *
 * Cheap means short and with few bends; crossing another line costs, touching its bend costs more,
 * running along it is all but forbidden, except where both arrive at the same symbol.
 */
import type { EdgeKind, FlowEdge } from "./edges.ts";
import { pointAt, type Lanes, type Place } from "./lanes.ts";

export type Direction = "up" | "right" | "down" | "left";

interface Move {
  direction: Direction;
  column: number;
  row: number;
}

const MOVES: readonly Move[] = [
  { direction: "right", column: 1, row: 0 },
  { direction: "down", column: 0, row: 1 },
  { direction: "left", column: -1, row: 0 },
  { direction: "up", column: 0, row: -1 },
];

/** In the geometry's unit (em). */
const COST = { bend: 4, crossing: 8, touching: 30, sharing: 400, merging: 1.5 } as const;

/** How officials draw: accepted leaves to the right or down, rejected to the left. */
const LEAVING: Record<EdgeKind, Record<Direction, number>> = {
  accepted: { right: 0, down: 0, left: 1, up: 12 },
  rejected: { left: 0, down: 4, right: 4, up: 6 },
};
/** How the arrow enters, by its direction of travel. */
const ENTERING: Record<EdgeKind, Record<Direction, number>> = {
  accepted: { down: 0, left: 1.5, right: 1.5, up: 2 },
  rejected: { up: 0, down: 0, left: 1.5, right: 1.5 },
};

/** A routed line as the places it passes. */
export interface Line {
  edge: FlowEdge;
  places: Place[];
  cost: number;
}

interface Visit {
  place: Place;
  direction: Direction | null;
  cost: number;
  estimate: number;
  from: Visit | null;
}

/** What the other lines occupy. */
export class Occupied {
  readonly #pieces = new Map<string, FlowEdge[]>();
  readonly #passes = new Map<string, { edge: FlowEdge; axis: "x" | "y" | "bend" }[]>();

  constructor(lines: readonly Line[]) {
    for (const line of lines) this.#add(line);
  }

  #add({ edge, places }: Line): void {
    places.forEach((place, index) => {
      const before = places[index - 1];
      const after = places[index + 1];
      if (before) push(this.#pieces, pieceKey(before, place), edge);
      if (!before || !after) return;
      const axis = before.row === after.row ? "x" : before.column === after.column ? "y" : "bend";
      push(this.#passes, placeKey(place), { edge, axis });
    });
  }

  /** What it costs `edge` to run from `from` to the next place. */
  running(edge: FlowEdge, from: Place, to: Place): number {
    const others = this.#pieces.get(pieceKey(from, to)) ?? [];
    return others.reduce((sum, other) => sum + (other.to === edge.to ? COST.merging : COST.sharing), 0);
  }

  /** What it costs `edge` to pass `place`, straight along `axis` or with a bend. */
  passing(edge: FlowEdge, place: Place, axis: "x" | "y" | "bend"): number {
    const others = this.#passes.get(placeKey(place)) ?? [];
    return others.reduce((sum, other) => {
      if (other.edge.to === edge.to) return sum;
      const crosses = axis !== "bend" && other.axis !== "bend" && axis !== other.axis;
      return sum + (crosses ? COST.crossing : COST.touching);
    }, 0);
  }
}

/** The cheapest line for `edge`, past the symbols and the lines in `occupied`. */
export function findLine(lanes: Lanes, edge: FlowEdge, occupied: Occupied): Line | null {
  const start = lanes.symbolPlaces[edge.from];
  const goal = lanes.symbolPlaces[edge.to];
  if (!start || !goal || edge.from === edge.to) return null;
  const blocked = new Set(lanes.symbolPlaces.map(placeKey));
  blocked.delete(placeKey(start));
  blocked.delete(placeKey(goal));
  const target = pointAt(lanes, goal);

  const best = new Map<string, number>();
  const open: Visit[] = [{ place: start, direction: null, cost: 0, estimate: 0, from: null }];
  while (open.length > 0) {
    const visit = takeCheapest(open);
    if (visit.place.column === goal.column && visit.place.row === goal.row) {
      return { edge, places: trace(visit), cost: visit.cost };
    }
    for (const move of MOVES) {
      const place = { column: visit.place.column + move.column, row: visit.place.row + move.row };
      if (!inside(lanes, place) || blocked.has(placeKey(place)) || isReverse(visit.direction, move.direction))
        continue;
      if (placeKey(place) === placeKey(start)) continue;
      const arrives = place.column === goal.column && place.row === goal.row;
      const cost = visit.cost + stepCost(lanes, edge, occupied, visit, place, move.direction, arrives);
      const key = `${placeKey(place)}${move.direction}`;
      if (cost >= (best.get(key) ?? Infinity)) continue;
      best.set(key, cost);
      const here = pointAt(lanes, place);
      const estimate = cost + Math.abs(here.x - target.x) + Math.abs(here.y - target.y);
      open.push({ place, direction: move.direction, cost, estimate, from: visit });
    }
  }
  return null;
}

function stepCost(
  lanes: Lanes,
  edge: FlowEdge,
  occupied: Occupied,
  visit: Visit,
  place: Place,
  direction: Direction,
  arrives: boolean,
): number {
  const [a, b] = [pointAt(lanes, visit.place), pointAt(lanes, place)];
  let cost = Math.abs(a.x - b.x) + Math.abs(a.y - b.y) + occupied.running(edge, visit.place, place);
  if (visit.direction === null) cost += LEAVING[edge.kind][direction];
  else {
    const straight = visit.direction === direction;
    if (!straight) cost += COST.bend;
    const axis = straight ? (direction === "left" || direction === "right" ? "x" : "y") : "bend";
    cost += occupied.passing(edge, visit.place, axis);
  }
  if (arrives) cost += ENTERING[edge.kind][direction];
  return cost;
}

function takeCheapest(open: Visit[]): Visit {
  let index = 0;
  open.forEach((visit, other) => {
    if (visit.estimate < (open[index]?.estimate ?? Infinity)) index = other;
  });
  const [visit] = open.splice(index, 1);
  if (!visit) throw new Error("the open list is not empty");
  return visit;
}

function trace(visit: Visit): Place[] {
  const places: Place[] = [];
  for (let at: Visit | null = visit; at; at = at.from) places.unshift(at.place);
  return places;
}

function inside(lanes: Lanes, place: Place): boolean {
  return place.column >= 0 && place.row >= 0 && place.column < lanes.x.length && place.row < lanes.y.length;
}

function isReverse(before: Direction | null, now: Direction): boolean {
  return (
    (before === "up" && now === "down") ||
    (before === "down" && now === "up") ||
    (before === "left" && now === "right") ||
    (before === "right" && now === "left")
  );
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function placeKey(place: Place): string {
  return `${place.column},${place.row};`;
}

function pieceKey(a: Place, b: Place): string {
  const [first, second] = [placeKey(a), placeKey(b)];
  return first < second ? first + second : second + first;
}
