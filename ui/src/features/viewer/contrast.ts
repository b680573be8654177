/**
 * The contrast of writing on its ground, measured on pixels: the two colours that most of a box consists of, and WCAG's
 * ratio of them. The pixels in between, which the edges of letters are made of, belong to neither.
 *
 * It is a measurement of colours, no reading: it can't know what in the box is writing, how large it will be seen, or
 * what the letters look like.
 */

export type Rgb = readonly [number, number, number];

export type Contrast = {
  /** WCAG 2, 1 to 21. */
  ratio: number;
  ground: Rgb;
  writing: Rgb;
  /** Of the box, 0 to 1. */
  groundShare: number;
  writingShare: number;
  /** Two colours tell what is in the box; otherwise the ratio means little. */
  clear: boolean;
};

/** Bits a channel of the first sorting. */
const BITS = 4;
const STEPS = 1 << BITS;
/** How far from one of the two colours, of the way between them, a pixel still belongs to it. */
const NEAR = 0.25;
const ROUNDS = 6;
/** Less of the box than that can't be told from dirt. */
const LEAST_WRITING = 0.01;
const LEAST_GROUND = 0.3;
const LEAST_TOGETHER = 0.6;
/** Colours that are nearer than this are one: what is left is noise. */
const ONE_COLOR = 12;

/** RGBA pixels; `null` where there is one colour only, or nothing. */
export function contrastOf(data: Uint8ClampedArray): Contrast | null {
  const total = Math.floor(data.length / 4);
  const bins = sorted(data);
  if (!bins[0]) return null;
  let ground: Rgb = bins[0].color;
  let writing: Rgb | null = null;
  let best = 0;
  for (const { color, count } of bins) {
    const weight = count * distance(color, ground) ** 2;
    if (distance(color, ground) >= ONE_COLOR && weight > best) [best, writing] = [weight, color];
  }
  if (!writing) return null;
  let shares = { ground: 0, writing: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const found: { ground: Rgb; writing: Rgb; shares: typeof shares } = gathered(
      data,
      ground,
      writing,
      total,
    );
    ({ ground, writing, shares } = found);
  }
  if (distance(ground, writing) < ONE_COLOR || shares.writing === 0) return null;
  const clear =
    shares.writing >= LEAST_WRITING &&
    shares.ground >= LEAST_GROUND &&
    shares.ground + shares.writing >= LEAST_TOGETHER;
  return {
    ratio: ratioOf(ground, writing),
    ground,
    writing,
    groundShare: shares.ground,
    writingShare: shares.writing,
    clear,
  };
}

/** WCAG 2.2, "contrast ratio". */
export function ratioOf(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** WCAG 2.2, "relative luminance", 0 to 1. */
export function luminance([r, g, b]: Rgb): number {
  const linear = (value: number) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

export type Verdict = "good" | "large_only" | "poor";

/** Success criterion 1.4.3: 4.5 for ordinary writing, 3 for large. */
export function verdictOf(ratio: number): Verdict {
  if (ratio >= 4.5) return "good";
  return ratio >= 3 ? "large_only" : "poor";
}

/** Colours coarsely sorted, the most frequent first. */
function sorted(data: Uint8ClampedArray): { color: Rgb; count: number }[] {
  const sums = new Float64Array(STEPS ** 3 * 4);
  for (let at = 0; at + 3 < data.length; at += 4) {
    const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    const shift = 8 - BITS;
    const bin = (((r >> shift) << (2 * BITS)) | ((g >> shift) << BITS) | (b >> shift)) * 4;
    sums[bin] = (sums[bin] ?? 0) + r;
    sums[bin + 1] = (sums[bin + 1] ?? 0) + g;
    sums[bin + 2] = (sums[bin + 2] ?? 0) + b;
    sums[bin + 3] = (sums[bin + 3] ?? 0) + 1;
  }
  const bins: { color: Rgb; count: number }[] = [];
  for (let bin = 0; bin < sums.length; bin += 4) {
    const count = sums[bin + 3] ?? 0;
    if (count === 0) continue;
    const color = [0, 1, 2].map((channel) => (sums[bin + channel] ?? 0) / count) as unknown as Rgb;
    bins.push({ color, count });
  }
  return bins.sort((a, b) => b.count - a.count);
}

/** The means of the pixels near each of the two colours, and their shares. */
function gathered(data: Uint8ClampedArray, ground: Rgb, writing: Rgb, total: number) {
  const reach = (distance(ground, writing) * NEAR) ** 2;
  const sums = [0, 0, 0, 0, 0, 0];
  const counts = [0, 0];
  for (let at = 0; at + 3 < data.length; at += 4) {
    const pixel: Rgb = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    const to = squared(pixel, ground) <= reach ? 0 : squared(pixel, writing) <= reach ? 1 : -1;
    if (to < 0) continue;
    counts[to] = (counts[to] ?? 0) + 1;
    for (let channel = 0; channel < 3; channel++)
      sums[to * 3 + channel] = (sums[to * 3 + channel] ?? 0) + (pixel[channel] ?? 0);
  }
  const mean = (to: number, was: Rgb): Rgb => {
    const count = counts[to] ?? 0;
    if (count === 0) return was;
    return [0, 1, 2].map((channel) => (sums[to * 3 + channel] ?? 0) / count) as unknown as Rgb;
  };
  return {
    ground: mean(0, ground),
    writing: mean(1, writing),
    shares: { ground: (counts[0] ?? 0) / total, writing: (counts[1] ?? 0) / total },
  };
}

function squared(a: Rgb, b: Rgb): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

function distance(a: Rgb, b: Rgb): number {
  return Math.sqrt(squared(a, b));
}

/** "#0e5a6b" */
export function hex(color: Rgb): string {
  return `#${color.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
}
