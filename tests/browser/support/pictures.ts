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

/** Text that calls itself a photo. */
export function textNamedPhoto(name: string): FileOf {
  return { name, mimeType: "image/jpeg", buffer: Buffer.from("Ini catatan rapat, bukan foto.\n".repeat(40)) };
}
