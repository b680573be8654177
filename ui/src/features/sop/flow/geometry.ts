/**
 * Plain shapes for drawing the flow on the sheet. Units are the caller's (the sheet uses em, so that
 * a zoomed or printed sheet keeps its lines); y grows downwards.
 */

export interface Point {
  x: number;
  y: number;
}

export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Span {
  start: number;
  end: number;
}

/** What is measured of the laid-out table. */
export interface TableGeometry {
  /** The pelaksana columns, left to right. */
  columns: Span[];
  /** The steps' rows, top to bottom. */
  rows: Span[];
  /** The drawn symbol of each row. */
  symbols: Rect[];
}

export function centre(rect: Rect): Point {
  return { x: (rect.left + rect.right) / 2, y: (rect.top + rect.bottom) / 2 };
}

export function overlaps(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The box around the straight line from `a` to `b`, `margin` wide on each side. */
export function around(a: Point, b: Point, margin: number): Rect {
  return {
    left: Math.min(a.x, b.x) - margin,
    top: Math.min(a.y, b.y) - margin,
    right: Math.max(a.x, b.x) + margin,
    bottom: Math.max(a.y, b.y) + margin,
  };
}

/** The straight pieces of a polyline. */
export function segments(points: readonly Point[]): [Point, Point][] {
  const pieces: [Point, Point][] = [];
  for (let index = 1; index < points.length; index += 1) {
    const [from, to] = [points[index - 1], points[index]];
    if (from && to) pieces.push([from, to]);
  }
  return pieces;
}

/** The polyline without the points that lie on a straight line between their neighbours. */
export function corners(points: readonly Point[]): Point[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (!before || !after) return true;
    const straight =
      (before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y);
    return !straight;
  });
}
