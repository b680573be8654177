//! Photos and videos made for a test: real files, as cameras and phones write them.

import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A photo-like JPEG; another seed is another photo. */
export async function photo(path, seed, [width, height] = [1600, 1200]) {
  const clouds = ["-seed", seed, "-size", `${width}x${height}`, "plasma:#34609a-#f2e3c0"];
  const words = ["-gravity", "south", "-fill", "white", "-undercolor", "#00000080", "-pointsize", height / 12];
  await run("convert", [...clouds, ...words, "-annotate", "+0+40", `Foto ${seed}`, "-quality", 88, path].map(String));
}

/** The same picture with a dark box on it. */
export async function retouched(from, to) {
  await run("convert", [from, "-fill", "#101010", "-draw", "rectangle 700,300 840,380", to]);
}

/** The same photo as a camera held upright writes it: the pixels lie, and a note says "turn me". */
export async function heldUpright(path) {
  const bytes = await readFile(path);
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
  await writeFile(path, Buffer.concat([bytes.subarray(0, 2), segment, body, bytes.subarray(2)]));
}

/** A few seconds of moving pictures with a tone, as phones write them: H.264 and AAC in MP4. */
export async function video(path, seconds = 3) {
  const input = (source) => ["-f", "lavfi", "-t", seconds, "-i", source];
  const codecs = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"];
  const sources = [...input("testsrc2=size=640x360:rate=25"), ...input("sine=frequency=440")];
  const all = ["-v", "error", "-y", ...sources, ...codecs, "-movflags", "+faststart", path];
  await run("ffmpeg", all.map(String));
}

/** A photo with the small picture that cameras put in: 160x120, turned as the photo is. */
export async function fromCamera(path, seed) {
  const small = `${path}.small.jpg`;
  await photo(path, seed);
  await run("convert", [path, "-resize", "160x120!", "-strip", "-quality", "80", small]);
  const [bytes, thumbnail] = await Promise.all([readFile(path), readFile(small)]);
  await rm(small);
  // Two directories: the photo's own with nothing but a way on, and the small picture's place and length.
  const tiff = Buffer.alloc(8 + 6 + 30);
  tiff.write("II*\0\x08\0\0\0", 0, "latin1");
  tiff.writeUInt32LE(14, 10);
  tiff.writeUInt16LE(2, 14);
  const entry = (at, tag, value) => {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(4, at + 2);
    tiff.writeUInt32LE(1, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  };
  entry(16, 0x0201, tiff.length);
  entry(28, 0x0202, thumbnail.length);
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff, thumbnail]);
  const segment = Buffer.from([0xff, 0xe1, 0, 0]);
  segment.writeUInt16BE(body.length + 2, 2);
  await writeFile(path, Buffer.concat([bytes.subarray(0, 2), segment, body, bytes.subarray(2)]));
}
