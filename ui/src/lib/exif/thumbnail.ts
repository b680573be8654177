/**
 * The small picture that a camera puts beside a photo, found in the first bytes of the file.
 *
 * It is there before anything is decoded, so a tile can show it while the photo waits its turn.
 * The bytes come from strangers: every offset is checked, every loop has an end, and whatever is
 * odd means "no picture" and never an error. Nothing else of EXIF is read here; the office tells
 * camera, time and place from the whole file.
 */

/** So much of a file is enough: EXIF stands first, in at most 64 KB. */
export const HEAD_BYTES = 256 * 1024;

/** EXIF orientation: 1 upright, 6 to be turned right by a quarter, and so on to 8. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export type CameraThumbnail = {
  /** A JPEG as stored: to be turned by `orientation`. */
  jpeg: Uint8Array<ArrayBuffer>;
  orientation: Orientation;
  /** How much to enlarge it in a square so that bars which the camera added fall outside; 1 without bars. */
  zoom: number;
};

/** More segments than a real photo has before its picture data. */
const MOST_SEGMENTS = 200;
/** A directory lists a few dozen tags. */
const MOST_TAGS = 512;
/** Shapes that differ by less are the same picture at another rounding. */
const SAME_SHAPE = 0.02;
/** Bars may take so much of the small picture; if there is more, it shows something else. */
const MOST_ZOOM = 1.45;

type Frame = { width: number; height: number };

/** The thumbnail in the head of a JPEG file; null for every other file, and where there is none. */
export function cameraThumbnail(head: Uint8Array): CameraThumbnail | null {
  const { exif, frame } = segmentsOf(head);
  if (!exif) return null;
  const found = readExif(exif);
  if (!found) return null;
  const own = segmentsOf(found.jpeg).frame;
  if (!own) return null;
  const zoom = frame ? zoomFor(own, frame) : 1;
  return zoom > MOST_ZOOM ? null : { ...found, zoom };
}

/** Walks the segments of a JPEG up to its frame header. */
function segmentsOf(bytes: Uint8Array): { exif: DataView | null; frame: Frame | null } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let exif: DataView | null = null;
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return { exif, frame: null };
  let at = 2;
  for (let count = 0; count < MOST_SEGMENTS && at + 4 <= view.byteLength; count += 1) {
    if (view.getUint8(at) !== 0xff) break;
    const marker = view.getUint8(at + 1);
    // Bytes of filling before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    // The picture data begins, or the file lies about its lengths.
    if (marker === 0xda || length < 2) break;
    const end = at + 2 + length;
    if (isFrame(marker) && at + 9 <= view.byteLength) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return { exif, frame: width > 0 && height > 0 ? { width, height } : null };
    }
    if (marker === 0xe1 && !exif && end <= view.byteLength && isExif(view, at + 4)) {
      exif = new DataView(view.buffer, view.byteOffset + at + 10, length - 8);
    }
    at = end;
  }
  return { exif, frame: null };
}

/** SOF0 to SOF15, without the tables that stand between them. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const isExif = (view: DataView, at: number) =>
  at + 6 <= view.byteLength && view.getUint32(at) === 0x45786966 && view.getUint16(at + 4) === 0;

type Directory = { tags: Map<number, number>; next: number };

function readExif(tiff: DataView): Omit<CameraThumbnail, "zoom"> | null {
  if (tiff.byteLength < 8) return null;
  const order = tiff.getUint16(0);
  const little = order === 0x4949;
  if ((!little && order !== 0x4d4d) || tiff.getUint16(2, little) !== 42) return null;
  const main = readDirectory(tiff, tiff.getUint32(4, little), little);
  const small = main && readDirectory(tiff, main.next, little);
  const start = small?.tags.get(0x0201) ?? 0;
  const length = small?.tags.get(0x0202) ?? 0;
  if (start < 8 || length < 4 || start + length > tiff.byteLength) return null;
  const stored = main?.tags.get(0x0112) ?? 1;
  const orientation = (stored >= 1 && stored <= 8 ? stored : 1) as Orientation;
  // A copy: the head of the file need not stay in memory for it.
  return {
    jpeg: new Uint8Array(tiff.buffer as ArrayBuffer, tiff.byteOffset + start, length).slice(),
    orientation,
  };
}

/** The numbers of a directory that hold one value in place; `next` is 0 where there is no further one. */
function readDirectory(tiff: DataView, at: number, little: boolean): Directory | null {
  if (at < 8 || at + 2 > tiff.byteLength) return null;
  const count = tiff.getUint16(at, little);
  const end = at + 2 + count * 12;
  if (count > MOST_TAGS || end > tiff.byteLength) return null;
  const tags = new Map<number, number>();
  for (let entry = at + 2; entry < end; entry += 12) {
    const [tag, type] = [tiff.getUint16(entry, little), tiff.getUint16(entry + 2, little)];
    if (type === 3) tags.set(tag, tiff.getUint16(entry + 8, little));
    else if (type === 4) tags.set(tag, tiff.getUint32(entry + 8, little));
  }
  return { tags, next: end + 4 <= tiff.byteLength ? tiff.getUint32(end, little) : 0 };
}

/** Cameras fit every photo into 4:3 with black bars; in a square the bars are pushed over its edge. */
function zoomFor(small: Frame, full: Frame): number {
  const ratio = small.width / small.height / (full.width / full.height);
  const difference = Math.max(ratio, 1 / ratio);
  return difference < 1 + SAME_SHAPE ? 1 : difference;
}

/** How CSS turns what is stored to what a person sees. Right for squares, and for what fills one. */
const TURNS: Record<Orientation, string> = {
  1: "",
  2: "scaleX(-1)",
  3: "rotate(180deg)",
  4: "scaleY(-1)",
  5: "rotate(-90deg) scaleX(-1)",
  6: "rotate(90deg)",
  7: "rotate(90deg) scaleX(-1)",
  8: "rotate(-90deg)",
};

/** The CSS transform that shows a thumbnail upright and without its bars. */
export function upright({ orientation, zoom }: Pick<CameraThumbnail, "orientation" | "zoom">): string {
  return [zoom === 1 ? "" : `scale(${zoom.toFixed(3)})`, TURNS[orientation]].filter(Boolean).join(" ");
}
