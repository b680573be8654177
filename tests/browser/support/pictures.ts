//! Pictures made by the tests: real PNG and JPEG files, some as a camera would have turned them.

import { crc32, deflateSync, inflateSync } from "node:zlib";

import type { Browser } from "@playwright/test";

export type FileOf = { name: string; mimeType: string; buffer: Buffer };

/** A PNG with stripes; two different seeds are two different pictures. */
export function png(name: string, seed: number, width = 960, height = 720): FileOf {
  const row = 1 + width * 3;
  const raw = Buffer.alloc(row * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * row + 1 + x * 3;
      raw[at] = (x * 255) / width;
      raw[at + 1] = (y * 255) / height;
      raw[at + 2] = ((Math.floor((x + y) / 48) + seed) * 37) % 256;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [chunk("IHDR", header), chunk("IDAT", deflateSync(raw)), chunk("IEND", Buffer.alloc(0))];
  return { name, mimeType: "image/png", buffer: Buffer.concat([SIGNATURE, ...parts]) };
}

/** A gray PNG of any size, painted row by row. */
export function grayPng(
  name: string,
  width: number,
  height: number,
  paint: (y: number, row: Buffer) => void,
): FileOf {
  const raw = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) paint(y, raw.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const data = deflateSync(raw, { level: 1 });
  const parts = [chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))];
  return { name, mimeType: "image/png", buffer: Buffer.concat([SIGNATURE, ...parts]) };
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** The same picture, packed as small as deflate can: a browser's screenshots are packed in a hurry. */
export function repacked(picture: Buffer): Buffer {
  const parts: Buffer[] = [];
  const pixels: Buffer[] = [];
  for (let at = SIGNATURE.length; at < picture.length;) {
    const end = at + 12 + picture.readUInt32BE(at);
    const type = picture.toString("latin1", at + 4, at + 8);
    if (type === "IDAT") pixels.push(picture.subarray(at + 8, end - 4));
    else if (type === "IEND")
      parts.push(chunk("IDAT", deflateSync(inflateSync(Buffer.concat(pixels)), { level: 9 })));
    if (type !== "IDAT") parts.push(picture.subarray(at, end));
    at = end;
  }
  return Buffer.concat([SIGNATURE, ...parts]);
}

/** A photo of a square with words on it, encoded by the browser. */
export async function jpeg(
  browser: Browser,
  name: string,
  words: string,
  size = [1600, 1200],
): Promise<FileOf> {
  const page = await browser.newPage();
  const encoded = await page.evaluate(
    ([words, width, height]) => {
      const canvas = document.createElement("canvas");
      canvas.width = width;
      canvas.height = height;
      const pen = canvas.getContext("2d")!;
      const hue = [...words].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
      const sky = pen.createLinearGradient(0, 0, 0, height);
      sky.addColorStop(0, `hsl(${hue} 55% 78%)`);
      sky.addColorStop(1, `hsl(${(hue + 40) % 360} 60% 92%)`);
      pen.fillStyle = sky;
      pen.fillRect(0, 0, width, height);
      pen.fillStyle = `hsl(${hue} 25% 38%)`;
      for (let house = 0; house < 9; house += 1) {
        const tall = height * (0.2 + ((house * 7 + hue) % 5) * 0.08);
        pen.fillRect((house * width) / 9, height - tall, width / 10, tall);
      }
      pen.fillStyle = "#fff";
      pen.fillRect(0, height * 0.78, width, height * 0.22);
      pen.fillStyle = `hsl(${hue} 60% 22%)`;
      pen.font = `600 ${height * 0.07}px sans-serif`;
      pen.fillText(words, width * 0.04, height * 0.91, width * 0.92);
      return canvas.toDataURL("image/jpeg", 0.85).split(",")[1]!;
    },
    [words, size[0]!, size[1]!] as const,
  );
  await page.close();
  return { name, mimeType: "image/jpeg", buffer: Buffer.from(encoded, "base64") };
}

/** The same photo as a camera writes it that was held upright: its pixels lie, a note says "turn me". */
export function heldUpright(photo: FileOf, name: string): FileOf {
  const entries = Buffer.alloc(2 + 12 + 4);
  entries.writeUInt16LE(1, 0);
  entries.writeUInt16LE(0x0112, 2);
  entries.writeUInt16LE(3, 4);
  entries.writeUInt32LE(1, 6);
  entries.writeUInt16LE(6, 10);
  const body = Buffer.concat([Buffer.from("Exif\0\0II*\0\x08\0\0\0", "latin1"), entries]);
  const segment = Buffer.alloc(4);
  segment.set([0xff, 0xe1]);
  segment.writeUInt16BE(body.length + 2, 2);
  const [start, rest] = [photo.buffer.subarray(0, 2), photo.buffer.subarray(2)];
  return { ...photo, name, buffer: Buffer.concat([start, segment, body, rest]) };
}

export type Shot = {
  /** The camera's own small picture. */
  thumbnail?: FileOf;
  orientation?: number;
  camera?: [make: string, model: string];
  /** "2026:05:12 09:15:00" and "+07:00". */
  taken?: [clock: string, zone: string];
  /** Degrees, north and east positive. */
  place?: [latitude: number, longitude: number];
  /** Makes files differ whose pictures are the same. */
  comment?: string;
};

/** The same photo with what a camera or a phone writes beside it. */
export function fromCamera(photo: FileOf, name: string, shot: Shot): FileOf {
  const segments = [segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0", "latin1"), exif(shot)]))];
  if (shot.comment) segments.push(segment(0xfe, Buffer.from(shot.comment)));
  const [start, rest] = [photo.buffer.subarray(0, 2), photo.buffer.subarray(2)];
  return { ...photo, name, buffer: Buffer.concat([start, ...segments, rest]) };
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** A tag of a TIFF directory: its number, its type, how many, and the bytes of its values. */
type Tag = [tag: number, type: number, count: number, data: Buffer];
const text = (tag: number, words: string): Tag => [tag, 2, words.length + 1, Buffer.from(`${words}\0`)];
const short = (tag: number, value: number): Tag => [tag, 3, 1, Buffer.from([value & 255, value >> 8])];
const long = (tag: number, value: number): Tag => [tag, 4, 1, fourBytes(value)];

function fourBytes(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
}

/** Degrees, minutes and seconds as three fractions. */
function degrees(tag: number, value: number): Tag {
  const [whole, minutes] = [Math.floor(Math.abs(value)), (Math.abs(value) % 1) * 60];
  const seconds = Math.round((minutes % 1) * 60 * 1000);
  return [tag, 5, 3, fourBytes(whole, 1, Math.floor(minutes), 1, seconds, 1000)];
}

/** A directory and its longer values, as it stands at `at`. */
function directory(tags: Tag[], at: number, next = 0): Buffer {
  const sorted = tags.sort(([one], [other]) => one - other);
  const table = Buffer.alloc(2 + sorted.length * 12 + 4);
  table.writeUInt16LE(sorted.length, 0);
  const values: Buffer[] = [];
  let place = at + table.length;
  sorted.forEach(([tag, type, count, data], index) => {
    const entry = 2 + index * 12;
    table.writeUInt16LE(tag, entry);
    table.writeUInt16LE(type, entry + 2);
    table.writeUInt32LE(count, entry + 4);
    if (data.length <= 4) data.copy(table, entry + 8);
    else {
      table.writeUInt32LE(place, entry + 8);
      values.push(data);
      place += data.length;
    }
  });
  table.writeUInt32LE(next, table.length - 4);
  return Buffer.concat([table, ...values]);
}

function exif({ thumbnail, orientation = 1, camera, taken, place }: Shot): Buffer {
  const main: Tag[] = [short(0x0112, orientation)];
  if (camera) main.push(text(0x010f, camera[0]), text(0x0110, camera[1]));
  const detail: Tag[] = taken ? [text(0x9003, taken[0]), text(0x9011, taken[1])] : [];
  const gps: Tag[] = place
    ? [
        text(0x0001, place[0] < 0 ? "S" : "N"),
        degrees(0x0002, place[0]),
        text(0x0003, place[1] < 0 ? "W" : "E"),
        degrees(0x0004, place[1]),
      ]
    : [];
  // Pointers are written twice: first to learn how long everything is.
  const layOut = (detailAt: number, gpsAt: number, smallAt: number) => {
    const pointers = [
      ...(detail.length > 0 ? [long(0x8769, detailAt)] : []),
      ...(gps.length > 0 ? [long(0x8825, gpsAt)] : []),
    ];
    return directory([...main, ...pointers], 8, thumbnail ? smallAt : 0);
  };
  const detailAt = 8 + layOut(0, 0, 0).length;
  const detailPart = detail.length > 0 ? directory(detail, detailAt) : Buffer.alloc(0);
  const gpsAt = detailAt + detailPart.length;
  const gpsPart = gps.length > 0 ? directory(gps, gpsAt) : Buffer.alloc(0);
  const smallAt = gpsAt + gpsPart.length;
  const small = (start: number) =>
    thumbnail
      ? directory([long(0x0201, start), long(0x0202, thumbnail.buffer.length)], smallAt)
      : Buffer.alloc(0);
  return Buffer.concat([
    Buffer.from("II*\0\x08\0\0\0", "latin1"),
    layOut(detailAt, gpsAt, smallAt),
    detailPart,
    gpsPart,
    small(smallAt + small(0).length),
    thumbnail?.buffer ?? Buffer.alloc(0),
  ]);
}

/** A document of so many pages, each with a bar of another height. */
export function pdf(name: string, pages: number): FileOf {
  const drawings = Array.from(
    { length: pages },
    (_, page) => `0.1 0.35 0.45 rg 40 40 200 ${80 + page * 60} re f`,
  );
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages} /Kids [${drawings.map((_, page) => `${3 + page * 2} 0 R`).join(" ")}] >>`,
    ...drawings.flatMap((drawing, page) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 280 400] /Contents ${4 + page * 2} 0 R >>`,
      `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    ]),
  ];
  let body = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const place = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return { name, mimeType: "application/pdf", buffer: Buffer.from(body + end, "latin1") };
}

/** The head of a Photoshop file and a little of what follows. */
export function psd(name: string, width = 1600, height = 900): FileOf {
  const head = Buffer.alloc(26);
  head.write("8BPS", 0, "latin1");
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(3, 12);
  head.writeUInt32BE(height, 14);
  head.writeUInt32BE(width, 18);
  head.writeUInt16BE(8, 22);
  head.writeUInt16BE(3, 24);
  return { name, mimeType: "image/vnd.adobe.photoshop", buffer: Buffer.concat([head, Buffer.alloc(4096)]) };
}

/** What a JPEG says of itself: its size, and whether it carries EXIF or a colour profile. */
export function readJpeg(file: Buffer): { width: number; height: number; baseline: boolean; exif: boolean } {
  let exif = false;
  for (let at = 2; at + 9 < file.length && file[at] === 0xff; at += 2 + file.readUInt16BE(at + 2)) {
    const marker = file[at + 1]!;
    if (marker === 0xe1) exif = true;
    if (marker >= 0xc0 && marker <= 0xc2) {
      const [height, width] = [file.readUInt16BE(at + 5), file.readUInt16BE(at + 7)];
      return { width, height, baseline: marker === 0xc0, exif };
    }
  }
  throw new Error("no JPEG");
}

/** Text that calls itself a photo. */
export function textNamedPhoto(name: string): FileOf {
  return { name, mimeType: "image/jpeg", buffer: Buffer.from("Ini catatan rapat, bukan foto.\n".repeat(40)) };
}
