/** Colours taken from a picture's own edge: a border in one of them looks as if the picture went on. */
import { media } from "$/api/index.ts";

/** Small enough to read at once, large enough to tell the sides apart. */
const EDGE = 32;
/** Colours that differ by less in every channel look the same. */
const ALIKE = 24;
const MOST = 3;

export async function edgeColors(sha256: string): Promise<number[]> {
  try {
    const picture = new Image();
    picture.src = media.thumb(sha256);
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = EDGE;
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    if (!pen) return [];
    pen.drawImage(picture, 0, 0, EDGE, EDGE);
    return sideColors(pen.getImageData(0, 0, EDGE, EDGE).data, EDGE);
  } catch {
    // Without the picture there is white, black, and any colour by hand.
    return [];
  }
}

/** The average colours of the four sides of a square of RGBA pixels, each once. */
export function sideColors(pixels: ArrayLike<number>, edge: number): number[] {
  const sides = [
    (n: number) => n,
    (n: number) => (edge - 1) * edge + n,
    (n: number) => n * edge,
    (n: number) => n * edge + edge - 1,
  ];
  const found: number[] = [];
  for (const place of sides) {
    const average = (channel: number) => {
      let sum = 0;
      for (let n = 0; n < edge; n += 1) sum += pixels[place(n) * 4 + channel] ?? 0;
      return Math.round(sum / edge);
    };
    const color = (average(0) << 16) | (average(1) << 8) | average(2);
    if (![0, 0xffffff, ...found].some((other) => alike(other, color))) found.push(color);
  }
  return found.slice(0, MOST);
}

function alike(one: number, other: number): boolean {
  return [16, 8, 0].every((shift) => Math.abs(((one >> shift) & 255) - ((other >> shift) & 255)) < ALIKE);
}
