/**
 * The grid that lines run on: in every pelaksana column a lane in its middle and one on each side of
 * its symbols, in every row likewise. Lanes in the middle pass only through the middle of symbols, so
 * a line that avoids the middles of symbols never crosses one.
 */
import { centre, type Point, type TableGeometry } from "./geometry.ts";

export interface Lanes {
  x: number[];
  y: number[];
  /** The grid place of each row's symbol. */
  symbolPlaces: Place[];
}

/** Indices into [`Lanes.x`] and [`Lanes.y`]. */
export interface Place {
  column: number;
  row: number;
}

/** Lines keep at most this far from the border of their row or column. */
const FROM_BORDER = 0.55;
/** Width of a column's symbols where it has none. */
const NO_SYMBOL = 0;

export function lanesOf(table: TableGeometry): Lanes {
  const x = table.columns.flatMap((column) => {
    const inColumn = table.symbols.filter((symbol) => within(centre(symbol).x, column.start, column.end));
    const first = inColumn[0];
    const middle = first ? centre(first).x : (column.start + column.end) / 2;
    const half = Math.max(NO_SYMBOL, ...inColumn.map((symbol) => (symbol.right - symbol.left) / 2));
    return [beside(column.start, middle - half, 1), middle, beside(column.end, middle + half, -1)];
  });
  const y = table.rows.flatMap((row, index) => {
    const symbol = table.symbols[index];
    const middle = symbol ? centre(symbol).y : (row.start + row.end) / 2;
    return [
      beside(row.start, symbol?.top ?? middle, 1),
      middle,
      beside(row.end, symbol?.bottom ?? middle, -1),
    ];
  });
  const symbolPlaces = table.symbols.map((symbol, index) => ({
    column: Math.max(0, x.indexOf(nearest(x, centre(symbol).x))),
    row: index * 3 + 1,
  }));
  return { x, y, symbolPlaces };
}

export function pointAt(lanes: Lanes, place: Place): Point {
  return { x: lanes.x[place.column] ?? 0, y: lanes.y[place.row] ?? 0 };
}

/** Half way between a border and what stands beside it, but near the border if there is much room. */
function beside(border: number, thing: number, sign: 1 | -1): number {
  const room = Math.max(0, (thing - border) * sign);
  return border + sign * Math.min(FROM_BORDER, room / 2);
}

function within(value: number, start: number, end: number): boolean {
  return value >= start && value <= end;
}

function nearest(values: number[], value: number): number {
  return values.reduce(
    (best, other) => (Math.abs(other - value) < Math.abs(best - value) ? other : best),
    values[0] ?? 0,
  );
}
