/** A made-up layout of a SOP's flow table, in em, for tests that need no browser. */
import type { Sop } from "$/api/index.ts";
import type { TableGeometry } from "./geometry.ts";

const COLUMN = 8;
const ROW = 9;
const SYMBOL = { width: 5.8, height: 3.6 };

export function tableOf(sop: Sop): TableGeometry {
  return {
    columns: sop.actor.map((_, index) => ({ start: index * COLUMN, end: (index + 1) * COLUMN })),
    rows: sop.step.map((_, index) => ({ start: index * ROW, end: (index + 1) * ROW })),
    symbols: sop.step.map((step, row) => {
      const column = sop.actor.findIndex((position) => position.id === step.actor);
      const [x, y] = [(column + 0.5) * COLUMN, (row + 0.5) * ROW];
      return {
        left: x - SYMBOL.width / 2,
        right: x + SYMBOL.width / 2,
        top: y - SYMBOL.height / 2,
        bottom: y + SYMBOL.height / 2,
      };
    }),
  };
}
