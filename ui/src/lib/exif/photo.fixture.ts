/** Heads of JPEG files, built byte by byte: as cameras write them, and as somebody would who means harm. */

type Wanted = {
  little?: boolean;
  orientation?: number;
  /** The full picture's size as stored. */
  frame?: [width: number, height: number];
  thumbnail?: Uint8Array;
  /** Written instead of the true place and length of the thumbnail. */
  start?: number;
  length?: number;
  /** Written instead of the true number of tags of the first directory. */
  count?: number;
};

const segment = (marker: number, body: readonly number[]) => [
  0xff,
  marker,
  ((body.length + 2) >> 8) & 255,
  (body.length + 2) & 255,
  ...body,
];

const frameOf = (width: number, height: number) =>
  segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);

/** A JPEG that has a frame and no picture data: enough to be measured. */
export function smallJpeg(width = 160, height = 120): Uint8Array {
  return Uint8Array.from([0xff, 0xd8, ...frameOf(width, height), 0xff, 0xd9]);
}

export function photoHead(wanted: Wanted = {}): Uint8Array {
  const { little = true, orientation = 1, frame = [4000, 3000], thumbnail = smallJpeg() } = wanted;
  const two = (value: number) => (little ? [value & 255, value >> 8] : [value >> 8, value & 255]);
  const four = (value: number) => {
    const bytes = [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255];
    return little ? bytes : bytes.reverse();
  };
  const short = (tag: number, value: number) => [...two(tag), ...two(3), ...four(1), ...two(value), 0, 0];
  const long = (tag: number, value: number) => [...two(tag), ...two(4), ...four(1), ...four(value)];
  // Header (8), first directory (2 + 12 + 4), second (2 + 24 + 4), then the thumbnail.
  const second = 8 + 18;
  const place = second + 30;
  const tiff = [
    ...(little ? [0x49, 0x49] : [0x4d, 0x4d]),
    ...two(42),
    ...four(8),
    ...two(wanted.count ?? 1),
    ...short(0x0112, orientation),
    ...four(second),
    ...two(2),
    ...long(0x0201, wanted.start ?? place),
    ...long(0x0202, wanted.length ?? thumbnail.length),
    ...four(0),
    ...thumbnail,
  ];
  const exif = segment(0xe1, [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff]);
  return Uint8Array.from([0xff, 0xd8, ...exif, ...frameOf(...frame), 0xff, 0xda]);
}
