//! An office on its network: a host, a window that joined it by a code, and a browser. Real processes, and what happens
//! in a real office: a typing error, a host that restarts, a pulled cable, another host at the same address.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before } from "node:test";
import { promisify } from "node:util";

import { chromium } from "@playwright/test";

import { App } from "./app.mjs";
import { Host } from "./host.mjs";
import { Network } from "./network.mjs";
import { goTo, handIn, signInAs } from "./people.mjs";
import { photo } from "./pictures.mjs";
import { Screen } from "./screen.mjs";
import { journey } from "./steps.mjs";

const TITLE = "Rapat koordinasi kecamatan";
const DEBIAN = "/usr/bin/chromium";
/** The host's signs of life, and the tries to find it again, are seconds apart. */
const RECOVERY = { patience: 60_000 };

const run = promisify(execFile);
const step = journey();
let folder;
let network;
let host;
let browser;
let screen;
let app;
let page;
/** The administrator's page in a browser, and an official's. */
let admin;
let official;
let code;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "terbit-gabung-"));
  await photo(join(folder, "rapat.jpg"), 5);
  network = await Network.open();
  host = await Host.open(network);
  browser = await chromium.launch({
    ...(existsSync(DEBIAN) ? { executablePath: DEBIAN } : {}),
    args: ["--no-sandbox"],
  });
  screen = await Screen.open();
  await openWindow();
});

let number = 0;
afterEach(async () => {
  number += 1;
  await screen.picture(`join-${number}`);
});

after(async () => {
  await app?.close();
  screen?.close();
  await browser?.close();
  await host?.close();
  await network?.close();
  await rm(folder, { recursive: true, force: true });
});

async function openWindow() {
  app = await App.open(screen, { TERBIT_TEST_PICK: join(folder, "rapat.jpg") }, { home: join(folder, "pc") });
  page = app.page;
}

/** A person of the sample office in a browser that has compared the fingerprint and gone on. */
async function inBrowser(name) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: "id-ID", reducedMotion: "reduce" });
  const opened = await context.newPage();
  await opened.goto(`https://${host.place}/`);
  await opened.getByRole("button", { name: `Masuk sebagai ${name}` }).click();
  await opened.getByRole("heading", { level: 1, name: /^Selamat bekerja/u }).waitFor();
  return opened;
}

const devices = () => admin.getByRole("region", { name: "Perangkat", exact: true });
/** Seen, and not only there: it waits a moment for a line that is back at once. */
const banner = () =>
  page.until(
    "the banner",
    () =>
      page.run(
        `const told = [...document.querySelectorAll("[role=status] p")].find((part) => /tidak terjangkau/u.test(part.innerText));
         return told !== undefined && getComputedStyle(told).opacity === "1"`,
      ),
    60_000,
  );
const noBanner = () =>
  page.until("no banner", async () => (await page.all("status", /tidak terjangkau/u)).length === 0, 60_000);

step("the administrator makes a code in a browser", async () => {
  admin = await inBrowser("Nadia Putri Ramadhani");
  await admin.goto(`https://${host.place}/#/pengaturan`);
  await devices().getByRole("button", { name: "Buat kode gabung" }).click();
  const dialog = admin.getByRole("dialog", { name: "Kode gabung" });
  const port = host.place.split(":")[1];
  await dialog.getByText(new RegExp(`^[0-9.]+:${port}$`, "u")).first().waitFor();
  code = (await dialog.getByText(/^([0-9A-Z]{7}-){5}[0-9A-Z]{7}$/u).textContent()).trim();
  await dialog.getByRole("button", { name: "Selesai" }).click();
});

step("a slip of the hand is told with its place, and the right code joins", async () => {
  await page.click("button", /^Gabung ke kantor/u);
  // A namespace is a network that carries multicast; loopback is none.
  if (network.isReal) {
    await page.click("button", new RegExp(`^Biro Kerja Sama Daerah \\(contoh\\) ${host.place}`, "u"));
  } else {
    await page.fill("textbox", /^Alamat pusat kantor/u, host.place);
  }
  const wrong = (code[0] === "7" ? "8" : "7") + code.slice(1);
  await page.fill("textbox", /^Kode gabung/u, wrong);
  await page.fill("textbox", /^Nama komputer ini/u, "PC Humas 2");
  await page.click("button", "Gabung");
  await page.sees("Ada yang salah ketik di kelompok 1 atau 2");
  await screen.picture("join-mistyped");
  await page.fill("textbox", /^Kode gabung/u, code.toLowerCase());
  await page.click("button", "Gabung");
  await page.find("button", /^Masuk sebagai Nadia/u);
  await devices().getByText("PC Humas 2", { exact: true }).waitFor();
  const kept = await stat(join(app.data, "gabung.json"));
  assert.equal(kept.mode & 0o777, 0o600);
  assert.ok(!existsSync(join(app.data, "office.db-wal")), "the office of this PC is closed");
});

step("what is handed in at the window shows in the browser without asking", async () => {
  official = await inBrowser("Bagas Wicaksono");
  await official.goto(`https://${host.place}/#/kotak`);
  await signInAs(page, "nadia");
  await goTo(page, "Ajukan");
  await page.click("button", /^Pilih berkas/u);
  await page.find("listitem", /^rapat\.jpg/u);
  await handIn(page, TITLE);
  await official.getByRole("link", { name: new RegExp(TITLE, "u") }).waitFor({ timeout: 30_000 });
});

step("what is decided in the browser shows in the window without asking", async () => {
  await goTo(page, "Ajuan berjalan");
  await page.find("link", new RegExp(TITLE, "u"));
  await official.getByRole("link", { name: new RegExp(TITLE, "u") }).click();
  await official.getByRole("button", { name: "Catat persetujuan" }).click();
  const dialog = official.getByRole("dialog", { name: "Persetujuan PIC kegiatan" });
  await dialog.getByRole("radio", { name: "WhatsApp" }).click();
  await dialog.getByRole("button", { name: "Catat persetujuan" }).click();
  await official.getByText(/^Persetujuan .+ tercatat\./u).waitFor();
  await official.getByRole("button", { name: /^Terima/u }).click();
  await official.getByText(new RegExp(`^Diterima: ${TITLE}`, "u")).first().waitFor();
  await page.until("the item at the next official's", () =>
    page.run(
      `const texts = [...document.querySelectorAll("main *")].map((part) => part.innerText ?? "");
       const rows = texts.filter((text) => text.includes(arguments[0]) && text.includes("Menunggu"));
       return rows.sort((one, other) => one.length - other.length)[0]?.includes("Menunggu Kepala Subbagian")`,
      TITLE,
    ),
  );
});

step("the window is opened again and still belongs to the office", async () => {
  await app.close();
  await openWindow();
  await signInAs(page, "nadia");
});

step("the host loses its power: the window says so, stays readable, and goes on by itself", async () => {
  await goTo(page, "Arsip");
  await page.until("what lies in the archive", () => page.run("return document.querySelector('main a') !== null"));
  const read = await page.run("return document.querySelector('main').innerText");
  await host.powerCut();
  await banner();
  await screen.picture("join-unreachable");
  assert.equal(await page.run("return document.querySelector('main').innerText"), read);
  await host.start();
  await noBanner();
  assert.equal(await page.run("return (await fetch('/api/session')).status"), 200);
});

step("a pulled cable is noticed though nobody does anything", async () => {
  await network.cut(host);
  await banner();
  await network.mend(host);
  await noBanner();
});

step("another host at the same address is told nothing, and the right one is known again", async () => {
  await host.powerCut();
  const [tls, aside] = [join(host.data, "tls"), join(folder, "tls")];
  await cp(tls, aside, { recursive: true });
  await rm(tls, { recursive: true });
  await host.start();
  await page.find("heading", "Pusat kantor ini tidak dikenal", RECOVERY);
  await screen.picture("join-changed");
  await host.powerCut();
  await rm(tls, { recursive: true });
  await cp(aside, tls, { recursive: true });
  await host.start();
  await page.find("heading", "Arsip", RECOVERY);
});

step("the administrator revokes the PC, which is told at once and may leave", async () => {
  await admin.reload();
  await devices().getByRole("button", { name: "Cabut PC Humas 2" }).click();
  await admin.getByRole("dialog", { name: "Cabut PC Humas 2?" }).getByRole("button", { name: "Cabut" }).click();
  await page.find("heading", "Komputer ini tidak lagi tergabung");
  await screen.picture("join-revoked");
  await page.click("button", "Tinggalkan kantor ini");
  const dialog = await page.find("dialog", /^Tinggalkan /u);
  await page.click("button", "Tinggalkan kantor ini", { within: dialog });
  await page.find("heading", "Mulai memakai Terbit");
  assert.ok(!existsSync(join(app.data, "gabung.json")));
});

step("it joins again with a code that was made at the host's own machine, which has no screen", async () => {
  const { stdout } = await run(process.env.TERBIT_BIN, ["pairing-code", "--data", host.data]);
  const made = /^Kode gabung: (.*)$/mu.exec(stdout)[1];
  assert.match(stdout, new RegExp(`^Alamat: .*:${host.place.split(":")[1]}$`, "mu"));
  await page.click("button", /^Gabung ke kantor/u);
  await page.fill("textbox", /^Alamat pusat kantor/u, host.place);
  await page.fill("textbox", /^Kode gabung/u, made);
  await page.fill("textbox", /^Nama komputer ini/u, "PC Humas 3");
  await page.click("button", "Gabung");
  await page.find("button", /^Masuk sebagai Nadia/u);
  await host.powerCut();
  const refused = await run(process.env.TERBIT_BIN, ["pairing-code", "--data", host.data]).catch((error) => error);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /tidak sedang dilayani di jaringan/u);
});
