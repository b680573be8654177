import { describe, expect, it } from "vitest";

import type { Sop, Step } from "$/api/index.ts";

import { flowEdges } from "./edges.ts";
import { around, overlaps, segments } from "./geometry.ts";
import { routeFlow, type Route } from "./route.ts";
import { tableOf } from "./table.fixture.ts";
import { SHEET_WORDS } from "./words.ts";

/** A small generator with a seed, so that a failing SOP can be made again (mulberry32). */
function randomly(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below || 0;
  };
}

/** Any office's SOP: the next step is accepted to, decisions reject to any earlier step. */
function anySop(seed: number): Sop {
  const random = randomly(seed);
  const whole = (below: number) => Math.floor(random(below));
  const actors = 2 + whole(5);
  const count = 4 + whole(9);
  const step = Array.from({ length: count }, (_, row) => {
    const decides = row > 0 && random(1) < 0.5;
    return {
      id: `s${row}`,
      actor: `a${whole(actors)}`,
      kind: decides ? "decision" : "work",
      accepted: row === count - 1 ? "end" : { step: `s${row + 1}` },
      rejected: decides ? `s${whole(row)}` : null,
      cell_labels: [],
      inferred: [],
    } as unknown as Step;
  });
  const actor = Array.from({ length: actors }, (_, index) => ({ id: `a${index}`, label: "", short: "" }));
  return { actor, step } as unknown as Sop;
}

/** A symbol has four sides: where more arrows than that begin and end, two must share one. */
function meetAtFullSymbol(routes: readonly Route[], one: Route, other: Route): boolean {
  const ends = ({ edge }: Route) => [edge.from, edge.to];
  return ends(one).some(
    (symbol) =>
      ends(other).includes(symbol) && routes.filter((route) => ends(route).includes(symbol)).length > 4,
  );
}

describe("the flow of any SOP", () => {
  const seeds = Array.from({ length: 60 }, (_, seed) => seed);

  it.each(seeds)("is drawn whole, at right angles, past every symbol (seed %i)", (seed) => {
    const sop = anySop(seed);
    const table = tableOf(sop);
    const edges = flowEdges(sop, SHEET_WORDS);
    const routes = routeFlow(table, edges);
    expect(routes).toHaveLength(edges.length);
    for (const { points } of routes) {
      for (const [from, to] of segments(points)) {
        expect(from.x === to.x || from.y === to.y).toBe(true);
        const line = around(from, to, 0.01);
        for (const symbol of table.symbols) {
          const inner = {
            left: symbol.left + 0.1,
            top: symbol.top + 0.1,
            right: symbol.right - 0.1,
            bottom: symbol.bottom - 0.1,
          };
          expect(overlaps(line, inner)).toBe(false);
        }
      }
    }
  });

  it.each(seeds)("runs two arrows along each other only where they must (seed %i)", (seed) => {
    const sop = anySop(seed);
    const routes = routeFlow(tableOf(sop), flowEdges(sop, SHEET_WORDS));
    routes.forEach((one, index) => {
      for (const other of routes.slice(index + 1)) {
        if (one.edge.to === other.edge.to || meetAtFullSymbol(routes, one, other)) continue;
        for (const [a, b] of segments(one.points)) {
          for (const [c, d] of segments(other.points)) {
            const upright = a.x === b.x && c.x === d.x && a.x === c.x;
            const level = a.y === b.y && c.y === d.y && a.y === c.y;
            if (!upright && !level) continue;
            const shared = upright
              ? Math.min(Math.max(a.y, b.y), Math.max(c.y, d.y)) -
                Math.max(Math.min(a.y, b.y), Math.min(c.y, d.y))
              : Math.min(Math.max(a.x, b.x), Math.max(c.x, d.x)) -
                Math.max(Math.min(a.x, b.x), Math.min(c.x, d.x));
            expect(shared, `${one.edge.id} ${other.edge.id}`).toBeLessThan(0.2);
          }
        }
      }
    });
  });
});
