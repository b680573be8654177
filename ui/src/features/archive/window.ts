/** Which rows of a long grid are near the window; only those are in the page. */

export type Rows = { first: number; last: number };

type Layout = {
  /** Distance from the window's top to the grid's top, in px; negative once it is scrolled past. */
  gridTop: number;
  windowHeight: number;
  rowHeight: number;
  rows: number;
  /** Rows kept above and below. */
  around: number;
};

export function rowsNear({ gridTop, windowHeight, rowHeight, rows, around }: Layout): Rows {
  const first = Math.floor(-gridTop / rowHeight) - around;
  const last = Math.ceil((windowHeight - gridTop) / rowHeight) + around;
  return { first: clamp(first, 0, rows), last: clamp(last, 0, rows) };
}

/** How many columns of at least `least` px fit. */
export function columnsFor(width: number, least: number, gap: number): number {
  return Math.max(1, Math.floor((width + gap) / (least + gap)));
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
