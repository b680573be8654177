//! Somebody who looks elsewhere is told what newly waits, and comes to it from the note and from the tray.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, afterEach, before } from "node:test";

import { chromium } from "@playwright/test";

import { App } from "./app.mjs";
import { chooseSampleOffice, goTo, signInAs, switchTo } from "./people.mjs";
import { Screen } from "./screen.mjs";
import { SessionDesk } from "./session_desk.mjs";
import { journey } from "./steps.mjs";

const DEBIAN = "/usr/bin/chromium";

const step = journey();
let screen;
let desk;
let app;
let page;
let browser;
/** The Kabag's page, in a browser. */
let kabag;
let waiting;
let title;

before(async () => {
  screen = await Screen.open();
  desk = await SessionDesk.open(screen);
  app = await App.open(screen);
  page = app.page;
  browser = await chromium.launch({
    ...(existsSync(DEBIAN) ? { executablePath: DEBIAN } : {}),
    args: ["--no-sandbox"],
  });
});

let number = 0;
afterEach(async () => {
  number += 1;
  await screen.picture(`notices-${number}`);
});

after(async () => {
  await browser?.close();
  await app?.close();
  desk?.close();
  screen?.close();
});

const inTray = (entry) => page.until(`"${entry}" in the tray`, async () => (await desk.menu()).includes(entry));
const told = (count) => `${count} ajuan menunggu Anda`;

/** Puts the window away, as a person does who turns to something else. */
async function putAway() {
  await page.until("the window to be away", async () => {
    if (await page.run("return !document.hasFocus()")) return true;
    // A window manager that is still busy with the window before takes no notice, and is asked again.
    await screen.pointer("search", "--onlyvisible", "--name", "Terbit", "windowminimize").catch(() => "");
    return false;
  });
}

const inFront = async () => /Terbit/u.test(await screen.pointer("getactivewindow", "getwindowname").catch(() => ""));

step("a host's tray says how much waits for whoever is signed in", async () => {
  await chooseSampleOffice(page);
  await signInAs(page, "nadia");
  const { addresses } = await page.run("return window.__TAURI_INTERNALS__.invoke('start_hosting')");
  const place = `https://127.0.0.1:${addresses[0].split(":").at(-1)}`;
  await switchTo(page, "ratna");
  waiting = await page.run(
    `const { decide, publish } = await (await fetch("/api/inbox/counts")).json();
     return [decide, publish].flatMap(({ late, today, next }) => [late, today, next]).reduce((sum, one) => sum + one)`,
  );
  assert.ok(waiting > 0, "the sample office has something for the Kepala Biro");
  await inTray(told(waiting));
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: "id-ID", reducedMotion: "reduce" });
  kabag = await context.newPage();
  await kabag.goto(place);
  await kabag.getByRole("button", { name: "Masuk sebagai Hendra Kusumawardana, M.Si." }).click();
  await kabag.getByRole("heading", { level: 1, name: /^Selamat bekerja/u }).waitFor();
});

step("what the Kabag accepts is told to the Kepala Biro, whose window is put away", async () => {
  await putAway();
  const { id, title: accepted } = await kabag.evaluate(async () => {
    const { items } = await (await fetch("/api/inbox?desk=decide")).json();
    return items[0];
  });
  title = accepted;
  await kabag.goto(new URL(`/#/kotak/${id}`, kabag.url()).href);
  await kabag.getByRole("button", { name: /^Terima/u }).click();
  await kabag.getByText(/^Diterima: /u).first().waitFor();
  await page.until("the note", () => desk.notes.length > 0);
  await inTray(told(waiting + 1));
  const [{ app: from, title: about, text, actions }] = desk.notes;
  assert.deepEqual([from, about, actions], ["Terbit", title, { default: "Buka" }]);
  assert.match(text, /^Menunggu Anda: \S/u);
});

step("pressing the note brings the window and the item", async () => {
  const [note] = desk.notes;
  await page.until("the item", async () => {
    // The program listens an instant after the note is shown.
    desk.press(note);
    return (await page.all("heading", title))[0];
  });
  await page.until("the window in front", inFront);
});

step("the tray's entry brings the window and the inbox", async () => {
  await goTo(page, "Arsip");
  await putAway();
  await desk.choose(told(waiting + 1));
  await page.find("heading", /^Kotak persetujuan/u);
  await page.until("the window in front", inFront);
  assert.equal(desk.notes.length, 1, "one item, one note");
});
