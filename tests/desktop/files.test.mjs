//! Files as they come in an office: a video, a folder, a card that is pulled out while it is read.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, open, readdir, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";

import { App } from "./app.mjs";
import { dragIn } from "./drag.mjs";
import { chooseSampleOffice, goTo, handIn, signInAs } from "./people.mjs";
import { photo, video } from "./pictures.mjs";
import { Screen } from "./screen.mjs";

/** Bytes of a file that is still being read when something happens to it. */
const BIG = 1 << 30;

let screen;
let app;
let page;
let folder;

before(async () => {
  screen = await Screen.open();
  folder = await mkdtemp(join(tmpdir(), "terbit-files-"));
  app = await App.open(screen);
  page = app.page;
  await chooseSampleOffice(page);
  await signInAs(page, "nadia");
});

let number = 0;
afterEach(async () => {
  number += 1;
  await screen.picture(`files-${number}`);
});

after(async () => {
  await app?.close();
  screen?.close();
  await rm(folder, { recursive: true, force: true });
});

const path = (name) => join(folder, name);

/** A new draft with these files dropped on it. */
async function drop(...names) {
  await goTo(page, "Ajukan");
  await dragIn(screen, names.map(path));
}

const problem = (name) => page.find("alert", new RegExp(`${name.replace(".", "\\.")}: `, "u"));

/** What the office keeps of files, arrived or arriving. */
const kept = async () => {
  const folders = ["media", join("cache", "incoming")];
  return Promise.all(folders.map((name) => readdir(join(app.data, name), { recursive: true })));
};

test("a folder is refused with a way out, and what was beside it is taken", async () => {
  await mkdir(path("kartu kamera"));
  await photo(path("rapat.jpg"), 3);
  await drop("kartu kamera", "rapat.jpg");
  const said = await page.textOf(await problem("kartu kamera"));
  assert.match(said, /Buka foldernya/u);
  await page.find("button", "Hapus rapat.jpg");
});

test("a card that is pulled out while it is read is said, and nothing stays", async () => {
  const before = await kept();
  await bigVideo("kirab.mp4");
  await drop("kirab.mp4");
  await page.until("the reading to be under way", () => page.run("return /\\d %/u.test(document.body.innerText)"));
  await truncate(path("kirab.mp4"), 1 << 20);
  assert.match(await page.textOf(await problem("kirab.mp4")), /Berkas terpotong: bagian akhirnya hilang/u);
  assert.deepEqual(await kept(), before);

  // Tried again when the card is not there at all.
  await rm(path("kirab.mp4"));
  await page.click("button", "Coba lagi kirab.mp4");
  await page.until("another sentence", async () =>
    /tidak ada lagi di tempatnya/u.test(await page.textOf(await problem("kirab.mp4"))),
  );
  assert.deepEqual(await kept(), before);
});

test("a video becomes a tile, and plays in the window", async () => {
  await video(path("sambutan.mp4"));
  await drop("sambutan.mp4");
  await page.find("button", "Hapus sambutan.mp4");
  await handIn(page, "Sambutan kepala bagian");
  await page.click("link", "Lihat ajuan");
  // Until the office has said which pictures it makes, the mock-up is not the last one.
  await page.find("listitem", undefined, { within: await page.find("region", /^Batas /u) });
  const address = await page.until("the player's address", () => page.run("return document.querySelector('video')?.src"));
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}$/u);
  const answer = await fetch(address, { headers: { range: "bytes=0-99" } });
  assert.equal(answer.status, 206);
  assert.equal((await answer.arrayBuffer()).byteLength, 100);

  const size = await page.until("the video's size", () =>
    page.run("const { videoWidth, videoHeight } = document.querySelector('video'); return videoWidth && [videoWidth, videoHeight]"),
  );
  assert.deepEqual(size, [640, 360]);
  await page.run("const video = document.querySelector('video'); video.muted = true; await video.play()");
  await page.until("the second second", () => page.run("return document.querySelector('video').currentTime > 1"));
});

/** A video that takes seconds to be read: a real head, and then room that costs no disk. */
async function bigVideo(name) {
  await video(path(name), 1);
  const file = await open(path(name), "r+");
  try {
    const { size } = await file.stat();
    const box = Buffer.alloc(16);
    // One more box of media data, with its length in 64 bits.
    box.writeUInt32BE(1, 0);
    box.write("mdat", 4, "latin1");
    box.writeBigUInt64BE(BigInt(BIG), 8);
    await file.write(box, 0, box.length, size);
    await file.truncate(size + BIG);
  } finally {
    await file.close();
  }
}
