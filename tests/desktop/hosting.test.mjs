//! A window that makes its PC the office's host, and another window that joins it.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before } from "node:test";

import { App } from "./app.mjs";
import { chooseSampleOffice, goTo, isTold, signInAs, switchTo, takeUp } from "./people.mjs";
import { Screen } from "./screen.mjs";
import { SessionDesk } from "./session_desk.mjs";
import { journey } from "./steps.mjs";

const step = journey();
let folder;
let screen;
let desk;
let host;
let guest;
let place;
let code;
let item;
let recorded;

const DECIDED = "Capaian kerja sama daerah tahun ini";
const trail = (page) => page.run("return (await (await fetch(`/api/submissions/${arguments[0]}`)).json()).trail", item);

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "terbit-pusat-"));
  screen = await Screen.open();
  desk = await SessionDesk.open(screen);
  host = await App.open(screen, {}, { home: join(folder, "pusat") });
});

let number = 0;
afterEach(async () => {
  number += 1;
  await screen.picture(`hosting-${number}`);
});

after(async () => {
  await guest?.close();
  await host?.close();
  desk?.close();
  screen?.close();
  await rm(folder, { recursive: true, force: true });
});

step("who is no administrator makes no PC the host", async () => {
  await chooseSampleOffice(host.page);
  await signInAs(host.page, "bagas");
  const refusal = await host.page.run("return window.__TAURI_INTERNALS__.invoke('start_hosting').catch((failure) => failure)");
  assert.equal(refusal.code, "not_admin");
});

step("the administrator makes this PC the host, and a code", async () => {
  const { page } = host;
  await page.click("button", /^Akun /u);
  await page.click("menuitem", "Ganti akun");
  await signInAs(page, "nadia");
  await page.run("location.hash = '#/pengaturan'");
  await page.click("button", "Buat kode gabung");
  await page.sees("Kantor ini belum dilayani di jaringan");
  await page.click("button", "Jadikan komputer ini pusat kantor");
  await page.find("button", "Berhenti menjadi pusat");
  await page.run("document.querySelector('.host').scrollIntoView({ block: 'center' })");
  await screen.guide("pusat-kantor");
  const told = await page.run("return document.querySelector('main').innerText");
  place = `127.0.0.1:${/https:\/\/[\d.]+:(\d+)\//u.exec(told)[1]}`;
  await page.click("button", "Buat kode gabung");
  const dialog = await page.find("dialog", "Kode gabung");
  code = /([0-9A-Z]{7}-){5}[0-9A-Z]{7}/u.exec(await page.textOf(dialog))[0];
  await screen.picture("hosting-code");
  await screen.guide("kode-gabung", "700x420+340+160");
  await page.click("button", "Selesai", { within: dialog });
});

step("another window joins it", async () => {
  guest = await App.open(screen, {}, { home: join(folder, "pc") });
  const { page } = guest;
  await page.click("button", /^Gabung ke kantor/u);
  await page.fill("textbox", /^Alamat pusat kantor/u, place);
  await page.fill("textbox", /^Kode gabung/u, code);
  await page.fill("textbox", /^Nama komputer ini/u, "PC Tata Usaha");
  await screen.guide("gabung-ke-kantor");
  await page.click("button", "Gabung");
  await signInAs(page, "siti");
  await goTo(page, "Arsip");
});

step("the joined PC has a sign of its own in the tray, with what waits for the person", async () => {
  const inTray = (wanted) => guest.page.until(`${wanted} in the tray`, async () => (await desk.menu()).some((entry) => wanted.test(entry)));
  await inTray(/^\d+ ajuan menunggu Anda$/u);
  await inTray(/^Tutup Terbit$/u);
});

step("the host's window is closed as a person does, and the office goes on for the others", async () => {
  await screen.pointer("search", "--sync", "--onlyvisible", "--name", "Pengaturan", "windowactivate", "--sync");
  await screen.pointer("key", "alt+F4");
  const gone = () => screen.pointer("search", "--onlyvisible", "--name", "Pengaturan").then(() => false, () => true);
  await guest.page.until("the host's window to be gone", gone);
  assert.equal(await guest.page.run("return (await fetch('/api/session')).status"), 200);
});

step("the host is closed while somebody decides, and that stays on the joined PC", async () => {
  const { page } = guest;
  await switchTo(page, "ratna");
  await takeUp(page, DECIDED);
  item = await page.run("return location.hash.split('/').at(-1).split('?')[0]");
  recorded = (await trail(page)).length;
  await host.close();
  await page.until("the banner", async () => (await page.all("status", /tidak terjangkau/u))[0], 60_000);
  await page.click("button", /^Terima/u);
  await page.sees("Belum terkirim: Terima.");
  await page.sees("1 tindakan belum terkirim");
});

step("it is opened again, is the host again without being asked, and hears of the decision once", async () => {
  host = await App.open(screen, {}, { home: join(folder, "pusat") });
  const { page } = guest;
  await isTold(page, new RegExp(`^Terkirim: ${DECIDED}`, "u"));
  await page.until("no banner", async () => (await page.all("status", /tidak terjangkau|belum terkirim/u)).length === 0, 60_000);
  const sentences = (await trail(page)).map(({ sentence }) => sentence);
  assert.equal(sentences.length, recorded + 1);
  assert.match(sentences.at(-1), /^Menerima/u);
});
