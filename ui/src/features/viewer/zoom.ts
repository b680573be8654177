/** Zoom as people read it: percent of real pixels, where 100 is one pixel of the picture on one pixel of the screen. */

export type Size = { width: number; height: number };

const STEPS = [5, 10, 25, 50, 75, 100, 150, 200, 300, 400, 600, 800, 1200, 1600] as const;
export const LARGEST = 1600;

/** The next round figure in that direction; the whole picture in its place counts as one. */
export function nextStep(percent: number, direction: 1 | -1, fit: number): number {
  const steps = [...new Set([...STEPS, fit])].filter((step) => step >= fit).sort((a, b) => a - b);
  // What is nearly there already is no step.
  const beyond = steps.filter((step) => (direction > 0 ? step > percent * 1.02 : step < percent * 0.98));
  const next = direction > 0 ? beyond[0] : beyond.at(-1);
  return next ?? (direction > 0 ? Math.max(LARGEST, fit) : fit);
}

/** "100 %", "33 %", "4,5 %": whole figures from ten on. */
export function zoomText(percent: number, locale: string): string {
  const digits = percent < 10 ? 1 : 0;
  return `${percent.toLocaleString(locale, { maximumFractionDigits: digits })} %`;
}

/** The longest edge of what is drawn and not photographed (documents, SVG), px. */
const DRAWN_EDGE = 4096;

/**
 * The size in whose pixels a picture is measured and pins are placed: its own, or for what has none the size at which
 * it is drawn. It stays the same from the preview to the last tile.
 */
export function measuredSize(
  asset: { media_type: string; width: number | null; height: number | null },
  preview: Size,
): Size {
  const drawn = asset.media_type === "application/pdf" || asset.media_type === "image/svg+xml";
  if (!drawn && asset.width && asset.height) return { width: asset.width, height: asset.height };
  if (!drawn) return preview;
  const scale = DRAWN_EDGE / Math.max(preview.width, preview.height);
  const side = (value: number) => Math.max(1, Math.round(value * scale));
  return { width: side(preview.width), height: side(preview.height) };
}
