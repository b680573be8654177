/**
 * What differs between two pictures of the same size, as the eye would: small noise, as JPEG leaves it, does not count.
 *
 * Each pixel's difference in YIQ is averaged over its 3 x 3 neighbours (noise cancels out, lines stay) and weighed by
 * Kotsarenko and Ramos, "Measuring perceived color difference using YIQ NTSC transmission color space" (2010). What is
 * over the threshold is gathered into regions by cells of 8 px.
 */

export type Region = { left: number; top: number; width: number; height: number; pixels: number };
export type Difference = {
  width: number;
  height: number;
  /** RGBA: clear where nothing changed. */
  heat: Uint8ClampedArray<ArrayBuffer>;
  /** px of the pictures compared; in reading order. */
  regions: Region[];
  /** Of all pixels, 0 to 1. */
  share: number;
};

/** About 20 of 255 in brightness over a whole neighbourhood. */
const THRESHOLD = 35_215 * 0.08 ** 2;
const CELL = 8;
/** Changed pixels that make a cell count, and a region. */
const LEAST_IN_CELL = 4;
const LEAST_IN_REGION = 12;
/** Cells that lie so near belong together. */
const REACH = 2;
const COLOR = [226, 28, 121] as const;
const ROWS_AT_ONCE = 64;

/** Both RGBA, `width` x `height`. `rest` lets the window breathe between strips. */
export async function difference(
  before: Uint8ClampedArray,
  after: Uint8ClampedArray,
  width: number,
  height: number,
  rest: () => Promise<void> = async () => undefined,
): Promise<Difference> {
  const heat = new Uint8ClampedArray(width * height * 4);
  const columns = Math.ceil(width / CELL);
  const rows = Math.ceil(height / CELL);
  const counts = new Uint16Array(columns * rows);
  let changed = 0;
  // Sums over three columns, of the row above, this one and the one below.
  let above = summedRow(before, after, width, 0);
  let here = above;
  for (let y = 0; y < height; y++) {
    const below = y + 1 < height ? summedRow(before, after, width, y + 1) : here;
    for (let x = 0; x < width; x++) {
      const at = x * 3;
      const dy = sum3(above, here, below, at);
      const di = sum3(above, here, below, at + 1);
      const dq = sum3(above, here, below, at + 2);
      const delta = 0.5053 * dy * dy + 0.299 * di * di + 0.1957 * dq * dq;
      if (delta <= THRESHOLD) continue;
      changed += 1;
      const cell = Math.floor(y / CELL) * columns + Math.floor(x / CELL);
      counts[cell] = (counts[cell] ?? 0) + 1;
      const to = (y * width + x) * 4;
      heat[to] = COLOR[0];
      heat[to + 1] = COLOR[1];
      heat[to + 2] = COLOR[2];
      heat[to + 3] = Math.min(255, 110 + Math.sqrt(delta));
    }
    above = here;
    here = below;
    if (y % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await rest();
  }
  const regions = gathered(counts, columns, rows, width, height);
  return { width, height, heat, regions, share: changed / Math.max(1, width * height) };
}

function sum3(above: Float32Array, here: Float32Array, below: Float32Array, at: number): number {
  return ((above[at] ?? 0) + (here[at] ?? 0) + (below[at] ?? 0)) / 9;
}

/** Differences in Y, I and Q of one row, each summed with its two neighbours. */
function summedRow(
  before: Uint8ClampedArray,
  after: Uint8ClampedArray,
  width: number,
  y: number,
): Float32Array {
  const plain = new Float32Array(width * 3);
  for (let x = 0; x < width; x++) {
    const from = (y * width + x) * 4;
    const r = (after[from] ?? 0) - (before[from] ?? 0);
    const g = (after[from + 1] ?? 0) - (before[from + 1] ?? 0);
    const b = (after[from + 2] ?? 0) - (before[from + 2] ?? 0);
    plain[x * 3] = 0.29889531 * r + 0.58662247 * g + 0.11448223 * b;
    plain[x * 3 + 1] = 0.59597799 * r - 0.2741761 * g - 0.32180189 * b;
    plain[x * 3 + 2] = 0.21147017 * r - 0.52261711 * g + 0.31114694 * b;
  }
  const summed = new Float32Array(width * 3);
  for (let at = 0; at < summed.length; at++) {
    const left = plain[at - 3] ?? plain[at] ?? 0;
    const right = plain[at + 3] ?? plain[at] ?? 0;
    summed[at] = left + (plain[at] ?? 0) + right;
  }
  return summed;
}

/** Cells that touch or nearly touch, as boxes. */
function gathered(
  counts: Uint16Array,
  columns: number,
  rows: number,
  width: number,
  height: number,
): Region[] {
  const counted = counts.map((count) => (count >= LEAST_IN_CELL ? count : 0));
  const regions: Region[] = [];
  for (let start = 0; start < counted.length; start++) {
    if (!counted[start]) continue;
    let [left, right, top, bottom, pixels] = [columns, -1, rows, -1, 0];
    const queue = [start];
    while (queue.length > 0) {
      const cell = queue.pop() ?? 0;
      if (!counted[cell]) continue;
      pixels += counted[cell] ?? 0;
      counted[cell] = 0;
      const [column, row] = [cell % columns, Math.floor(cell / columns)];
      [left, right] = [Math.min(left, column), Math.max(right, column)];
      [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
      for (let y = Math.max(0, row - REACH); y <= Math.min(rows - 1, row + REACH); y++)
        for (let x = Math.max(0, column - REACH); x <= Math.min(columns - 1, column + REACH); x++)
          if (counted[y * columns + x]) queue.push(y * columns + x);
    }
    if (pixels < LEAST_IN_REGION) continue;
    const [x, y] = [left * CELL, top * CELL];
    regions.push({
      left: x,
      top: y,
      width: Math.min(width, (right + 1) * CELL) - x,
      height: Math.min(height, (bottom + 1) * CELL) - y,
      pixels,
    });
  }
  return regions;
}

/** A box of the same proportions inside another, as large as fits and in its middle. */
export function fitted(
  inner: { width: number; height: number },
  outer: { width: number; height: number },
): { left: number; top: number; width: number; height: number } {
  const scale = Math.min(outer.width / inner.width, outer.height / inner.height);
  const [width, height] = [inner.width * scale, inner.height * scale];
  return { left: (outer.width - width) / 2, top: (outer.height - height) / 2, width, height };
}

/** Whether two pictures have the same proportions, within what rounding to whole pixels does. */
export function sameShape(
  a: { width: number; height: number },
  b: { width: number; height: number },
): boolean {
  const [one, other] = [a.width / a.height, b.width / b.height];
  return Math.abs(one - other) / other < 0.005;
}
