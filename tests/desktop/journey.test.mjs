//! The whole way of one item in the real window: from two photos on the desktop to the archive and
//! out again, with five people taking turns at the PC.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before } from "node:test";

import { App } from "./app.mjs";
import { dragIn } from "./drag.mjs";
import { accepts, chooseSampleOffice, goTo, handIn, isTold, picAgrees, signInAs, switchTo, takeUp } from "./people.mjs";
import { heldUpright, photo } from "./pictures.mjs";
import { Screen } from "./screen.mjs";
import { journey } from "./steps.mjs";

const TITLE = "Kunjungan delegasi Kota Surabaya";
const LYING = "balai kota.jpg";
const UPRIGHT = "IMG_0232.jpg";

const step = journey();
let screen;
let app;
let page;
let folder;
let saved;

before(async () => {
  screen = await Screen.open();
  folder = await mkdtemp(join(tmpdir(), "terbit-journey-"));
  saved = join(folder, "tersimpan");
  await mkdir(saved);
  await photo(join(folder, LYING), 1);
  await photo(join(folder, UPRIGHT), 2);
  await heldUpright(join(folder, UPRIGHT));
  app = await App.open(screen, { TERBIT_TEST_SAVE_DIR: saved });
  page = app.page;
});

let number = 0;
afterEach(async () => {
  number += 1;
  await screen.picture(`journey-${number}`);
});

after(async () => {
  await app?.close();
  screen?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Width and height of a tile's own picture, once it is drawn. */
const picture = (tile) =>
  page.until("the tile's picture", () =>
    page.run(
      `const image = arguments[0].querySelector("img");
       return image?.complete && image.naturalWidth > 0 ? [image.naturalWidth, image.naturalHeight] : null`,
      tile,
    ),
  );

step("the first screen offers the sample office, and opens it", async () => {
  await page.find("heading", "Mulai memakai Terbit");
  await chooseSampleOffice(page);
});

step("two photos are dragged in from the desktop, and each stands as it was held", async () => {
  await signInAs(page, "nadia");
  await goTo(page, "Ajukan");
  await dragIn(screen, [join(folder, LYING), join(folder, UPRIGHT)], async () => {
    await page.sees("Lepaskan untuk menambahkan");
  });
  const [lying, upright] = [
    await page.find("listitem", /^balai kota\.jpg, gambar 1 dari 2/u),
    await page.find("listitem", /^IMG_0232\.jpg, gambar 2 dari 2/u),
  ];
  const [wide, tall] = [await picture(lying), await picture(upright)];
  assert.ok(wide[0] > wide[1], `lying: ${wide}`);
  assert.ok(tall[1] > tall[0], `upright: ${tall}`);
});

step("the form is filled in and the item handed in", async () => {
  await handIn(page, TITLE);
  await page.sees("Sekarang menunggu Tim Pengelola");
});

step("Tim Pengelola records the PIC's word, and accepts", async () => {
  await switchTo(page, "bagas");
  await takeUp(page, TITLE);
  await picAgrees(page);
  await accepts(page, TITLE);
});

step("Kasubbag TU chooses the platforms, and accepts", async () => {
  await switchTo(page, "siti");
  await takeUp(page, TITLE);
  await page.click("checkbox", /^Instagram \(feed\)/u);
  await page.click("checkbox", /^YouTube/u);
  await screen.picture("journey-platforms");
  await accepts(page, TITLE);
});

step("Kabag accepts", async () => {
  await switchTo(page, "hendra");
  await takeUp(page, TITLE);
  await accepts(page, TITLE);
});

step("Kepala Biro accepts with one key", async () => {
  await switchTo(page, "ratna");
  await takeUp(page, TITLE);
  await page.press("t");
  await isTold(page, new RegExp(`^Diterima: ${TITLE}`, "u"));
});

step("the admin records where it was uploaded", async () => {
  await switchTo(page, "nadia");
  await takeUp(page, TITLE, { desk: "Unggah" });
  const record = async (platform, address) => {
    const card = await page.find("article", platform);
    await page.fill("textbox", "Alamat unggahan", address, { within: card });
    await page.click("button", "Catat", { within: card });
    return card;
  };
  const instagram = await record(/Instagram \(feed\)/u, "https://www.instagram.com/p/DMrXk2aTq1B/");
  await page.find("button", "Perbaiki alamat", { within: instagram });
  await record(/YouTube/u, "https://www.youtube.com/watch?v=dQw4w9WgXcQ");
  await isTold(page, new RegExp(`^Selesai\\. ${TITLE} tersimpan di arsip`, "u"));
});

step("it lies in the archive, and its originals come out byte for byte", async () => {
  await goTo(page, "Arsip");
  await page.click("link", new RegExp(TITLE, "u"));
  const files = await page.find("region", "Berkas asli (2)");
  for (const name of [LYING, UPRIGHT]) {
    await page.click("button", `Simpan berkas asli ${name}`, { within: files });
    await isTold(page, new RegExp(`^Tersimpan: ${name}`, "u"));
    const [original, copy] = [await readFile(join(folder, name)), await readFile(join(saved, name))];
    assert.ok(original.equals(copy), `${name} is saved as it was`);
  }
});
