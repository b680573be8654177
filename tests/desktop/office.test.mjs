//! A whole office on its network: a host without a screen, two windows and a browser, each a computer of its own. Both
//! windows join by a code; what is handed in at one is approved at the other, and the browser sees it all without asking.

import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before } from "node:test";

import { chromium } from "@playwright/test";

import { App } from "./app.mjs";
import { Host } from "./host.mjs";
import { Network } from "./network.mjs";
import { accepts, goTo, handIn, picAgrees, signInAs, switchTo, takeUp } from "./people.mjs";
import { photo } from "./pictures.mjs";
import { Screen } from "./screen.mjs";
import { journey } from "./steps.mjs";

const TITLE = "Kunjungan wali kota Surabaya";
const DEBIAN = "/usr/bin/chromium";

const step = journey();
let folder;
let network;
let host;
let browser;
/** Whoever looks on in the browser. */
let onlooker;
/** The submitter's window and the officials', each on its own screen. */
let front;
let back;
let screens = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "terbit-kantor-"));
  await photo(join(folder, "wali kota.jpg"), 9);
  network = await Network.open({ pcs: 3 });
  host = await Host.open(network);
  const [frontPc, backPc, browsersPc] = network.pcs;
  browser = await openBrowser(browsersPc);
  screens = [await Screen.open(), await Screen.open()];
  const picked = { TERBIT_TEST_PICK: join(folder, "wali kota.jpg") };
  front = await App.open(screens[0], picked, { home: join(folder, "depan"), pc: frontPc });
  back = await App.open(screens[1], {}, { home: join(folder, "belakang"), pc: backPc });
});

let number = 0;
afterEach(async () => {
  number += 1;
  await screens[0].picture(`office-${number}-front`);
  await screens[1].picture(`office-${number}-back`);
});

after(async () => {
  await front?.close();
  await back?.close();
  screens.forEach((screen) => screen.close());
  await browser?.close();
  await host?.close();
  await network?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The browser is started through a script, because Playwright starts one program without arguments before its own. */
async function openBrowser(pc) {
  const found = existsSync(DEBIAN) ? DEBIAN : chromium.executablePath();
  const [program, args] = pc.there(found, []);
  const script = join(folder, "browser.sh");
  const words = [program, ...args].map((word) => `'${word}'`).join(" ");
  await writeFile(script, `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 });
  return chromium.launch({ executablePath: script, args: ["--no-sandbox"] });
}

/** Joins with a code that the administrator makes for this PC in the browser. */
async function joins({ page }, name) {
  await onlooker.getByRole("region", { name: "Perangkat", exact: true })
    .getByRole("button", { name: "Buat kode gabung" }).click();
  const dialog = onlooker.getByRole("dialog", { name: "Kode gabung" });
  const code = await dialog.getByText(/^([0-9A-Z]{7}-){5}[0-9A-Z]{7}$/u).textContent();
  await dialog.getByRole("button", { name: "Selesai" }).click();
  await page.click("button", /^Gabung ke kantor/u);
  await page.fill("textbox", /^Alamat pusat kantor/u, host.place);
  await page.fill("textbox", /^Kode gabung/u, code.trim());
  await page.fill("textbox", /^Nama komputer ini/u, name);
  await page.click("button", "Gabung");
  await page.find("button", /^Masuk sebagai Nadia/u);
  await onlooker.getByRole("region", { name: "Perangkat", exact: true }).getByText(name, { exact: true }).waitFor();
}

/** Until the onlooker's list, which nobody touches, says whom the item waits for. */
const waitsFor = (position) =>
  onlooker.waitForFunction(
    ([title, told]) => {
      const texts = [...document.querySelectorAll("main *")].map((part) => part.innerText ?? "");
      const rows = texts.filter((text) => text.includes(title) && text.includes("Menunggu"));
      return rows.sort((one, other) => one.length - other.length)[0]?.includes(told);
    },
    [TITLE, `Menunggu ${position}`],
    { timeout: 30_000 },
  );

step("the administrator signs in at a browser, and both windows join by a code", async () => {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: "id-ID", reducedMotion: "reduce" });
  onlooker = await context.newPage();
  await onlooker.goto(`https://${host.place}/`);
  await onlooker.getByRole("button", { name: "Masuk sebagai Nadia Putri Ramadhani" }).click();
  await onlooker.getByRole("heading", { level: 1, name: /^Selamat bekerja/u }).waitFor();
  await onlooker.goto(`https://${host.place}/#/pengaturan`);
  await joins(front, "PC Depan");
  await joins(back, "PC Pimpinan");
});

step("what is handed in at one window is seen in the browser, and waits at the other", async () => {
  await onlooker.getByRole("navigation", { name: "Navigasi utama" }).getByRole("link", { name: /^Ajuan berjalan/u }).click();
  await onlooker.getByRole("heading", { level: 1, name: /^Ajuan berjalan/u }).waitFor();
  await signInAs(back.page, "bagas");
  await goTo(back.page, "Kotak persetujuan");
  await signInAs(front.page, "nadia");
  await goTo(front.page, "Ajukan");
  await front.page.click("button", /^Pilih berkas/u);
  await front.page.find("listitem", /^wali kota\.jpg/u);
  await handIn(front.page, TITLE);
  await waitsFor("Tim Pengelola");
  await back.page.find("link", new RegExp(TITLE, "u"));
});

step("the officials approve at the other window one after the other, and the browser follows each", async () => {
  const { page } = back;
  await takeUp(page, TITLE);
  await picAgrees(page);
  await accepts(page, TITLE);
  await waitsFor("Kepala Subbagian");
  await switchTo(page, "siti");
  await takeUp(page, TITLE);
  await page.click("checkbox", /^Instagram \(feed\)/u);
  await accepts(page, TITLE);
  await waitsFor("Kepala Bagian");
  await switchTo(page, "hendra");
  await takeUp(page, TITLE);
  await accepts(page, TITLE);
  await waitsFor("Kepala Biro");
  await switchTo(page, "ratna");
  await takeUp(page, TITLE);
  await accepts(page, TITLE);
  await waitsFor("Admin");
});

step("the submitter's window has it ready to upload", async () => {
  await takeUp(front.page, TITLE, { desk: "Unggah" });
  await front.page.find("article", /Instagram \(feed\)/u);
});
