import { describe, expect, it } from "vitest";
import type { Sop } from "$/api/index.ts";
import { flowEdges, symbolWords } from "./edges.ts";
import { around, overlaps, segments, type Point } from "./geometry.ts";
import { placeLabels } from "./labels.ts";
import { routeFlow, type Route } from "./route.ts";
import { dki, jabar } from "./sops.fixture.ts";
import { tableOf } from "./table.fixture.ts";

const WORDS = { accepted: "Terima", rejected: "Tolak" };
const sheets: [string, Sop][] = [
  ["DKI Jakarta", dki],
  ["Jawa Barat", jabar],
];

function drawn(sop: Sop) {
  const table = tableOf(sop);
  const edges = flowEdges(sop, WORDS);
  const routes = routeFlow(table, edges);
  return { table, edges, routes, labels: placeLabels(table, routes) };
}

function route(routes: Route[], id: string): Route {
  const found = routes.find((other) => other.edge.id === id);
  if (!found) throw new Error(`no line ${id}`);
  return found;
}

const column = (points: Point[], index: number) => Math.floor((points.at(index)?.x ?? -1) / 8);

describe.each(sheets)("the flow of %s", (_, sop) => {
  const { table, edges, routes, labels } = drawn(sop);

  it("draws every arrow", () => {
    expect(routes.map((found) => found.edge.id)).toEqual(edges.map((edge) => edge.id));
  });

  it("uses right angles only", () => {
    for (const { points } of routes) {
      for (const [from, to] of segments(points)) expect(from.x === to.x || from.y === to.y).toBe(true);
    }
  });

  it("crosses no symbol", () => {
    for (const { edge, points } of routes) {
      for (const [from, to] of segments(points)) {
        const line = around(from, to, 0.01);
        for (const symbol of table.symbols) expect(overlaps(line, shrunk(symbol)), edge.id).toBe(false);
      }
    }
  });

  it("lays no two arrows on each other and crosses none", () => {
    routes.forEach((one, index) => {
      for (const other of routes.slice(index + 1)) {
        for (const [a, b] of segments(one.points)) {
          for (const [c, d] of segments(other.points)) {
            expect(overlaps(around(a, b, 0.01), around(c, d, 0.01)), `${one.edge.id} ${other.edge.id}`).toBe(
              false,
            );
          }
        }
      }
    });
  });

  it("puts every word beside its arrow, off lines, symbols and other words", () => {
    expect(labels).toHaveLength(edges.flatMap((edge) => edge.labels).length);
    for (const { box, label } of labels) {
      for (const symbol of table.symbols) expect(overlaps(symbol, box)).toBe(false);
      for (const { points } of routes) {
        for (const [from, to] of segments(points))
          expect(overlaps(around(from, to, 0.05), box), label.text).toBe(false);
      }
    }
  });

  it("keeps the printed words in the cells they are printed in", () => {
    for (const { label, row, column: at } of labels) {
      if (label.cell) expect({ row, column: at }).toEqual(label.cell);
    }
  });
});

describe("the DKI sheet", () => {
  const { routes } = drawn(dki);

  it("goes to the next official to the right and then down", () => {
    const { points } = route(routes, "ajukan:accepted");
    expect([column(points, 0), column(points, -1)]).toEqual([0, 1]);
    expect(points).toHaveLength(3);
    expect(points[0]?.y).toBe(points[1]?.y);
  });

  it("rejects one step back: left into the earlier column and up to its symbol", () => {
    for (const id of ["koreksi", "platform", "kontrol", "setujui"]) {
      const { points } = route(routes, `${id}:rejected`);
      expect(points).toHaveLength(3);
      expect(points[0]?.y).toBe(points[1]?.y);
      expect(points[2]?.y).toBeLessThan(points[1]?.y ?? 0);
    }
  });

  it('leads the approved post along the row of the upload, where "Terima" is printed', () => {
    const { points, edge } = route(routes, "setujui:accepted");
    expect(points.at(-1)?.y).toBe(points.at(-2)?.y);
    expect(edge.labels).toEqual([{ text: "Terima", cell: { row: 5, column: 2 }, inferred: false }]);
  });

  it('writes "Selesai" into the last symbol', () => {
    expect(dki.step.map(symbolWords).flat()).toEqual(["Selesai"]);
  });

  it("marks the rejection the sheet does not print", () => {
    const inferred = routes.filter((found) => found.edge.inferred);
    expect(inferred.map((found) => found.edge.id)).toEqual(["setujui:rejected"]);
    expect(inferred[0]?.edge.labels[0]?.inferred).toBe(true);
  });
});

describe("the Jawa Barat sheet", () => {
  const { routes } = drawn(jabar);

  it("goes straight down while the same position works on", () => {
    expect(route(routes, "riset:accepted").points).toHaveLength(2);
    expect(route(routes, "arsip:accepted").points).toHaveLength(2);
  });

  it("leads accepted content past the repair to the archive", () => {
    const { points } = route(routes, "persetujuan:accepted");
    expect(column(points, -1)).toBe(0);
    expect(points.at(-1)?.y).toBeGreaterThan(7 * 9);
  });

  it("says at the only decision which way is which", () => {
    const texts = routes.flatMap((found) => found.edge.labels.map((label) => label.text));
    expect(texts.sort()).toEqual(["Terima", "Tolak"]);
  });
});

function shrunk(rect: { left: number; top: number; right: number; bottom: number }) {
  const by = 0.1;
  return { left: rect.left + by, top: rect.top + by, right: rect.right - by, bottom: rect.bottom - by };
}
