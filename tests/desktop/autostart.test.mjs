//! A host that the session starts: without a window where the desktop has a tray, with one where it has none.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { App } from "./app.mjs";
import { chooseSampleOffice, signInAs } from "./people.mjs";
import { untilGone } from "./processes.mjs";
import { Screen } from "./screen.mjs";
import { SessionDesk } from "./session_desk.mjs";
import { journey } from "./steps.mjs";
import { until } from "./until.mjs";

const step = journey();
let folder;
let home;
let entry;
let screen;
let desk;
let app;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "terbit-masuk-"));
  // All that a desktop entry has to escape.
  home = join(folder, 'pusat "100%" $kantor`\\');
  entry = join(home, "config", "autostart", "terbit-pusat.desktop");
  screen = await Screen.open();
  app = await App.open(screen, {}, { home });
});

let number = 0;
afterEach(async () => {
  number += 1;
  await screen.picture(`autostart-${number}`);
});

after(async () => {
  await app?.close();
  for (const pid of await started()) process.kill(pid, "SIGKILL");
  desk?.close();
  screen?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The programs that run on this data folder, their helpers and webviews left out. */
async function started() {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/u.test(name)).map(Number);
  const commands = pids.map(async (pid) => {
    const text = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    return text.split("\0").includes(join(home, "data")) ? pid : null;
  });
  return (await Promise.all(commands)).filter((pid) => pid !== null);
}

/** Does what the session does when its user signs in. */
async function signIn() {
  const place = (name) => join(home, name);
  const env = { ...screen.environment, XDG_CONFIG_HOME: place("config"), XDG_DATA_HOME: place("share") };
  const cache = { XDG_CACHE_HOME: place("cache"), LC_ALL: "C.UTF-8" };
  const launched = spawn("gio", ["launch", entry], { env: { ...env, ...cache }, stdio: ["ignore", "ignore", "inherit"] });
  const [code] = await once(launched, "exit");
  assert.equal(code, 0);
}

async function isServed() {
  const { port } = JSON.parse(await readFile(join(home, "data", "pusat.json"), "utf8"));
  return new Promise((told) => {
    const asked = get({ host: "127.0.0.1", port, path: "/api/health", rejectUnauthorized: false }, (answer) => {
      answer.resume();
      told(answer.statusCode === 200);
    });
    asked.on("error", () => told(false));
  });
}

const isShown = () => screen.pointer("search", "--onlyvisible", "--name", "Terbit").then(Boolean, () => false);

async function openSettings() {
  await signInAs(app.page, "nadia");
  await app.page.run("location.hash = '#/pengaturan'");
}

const IS_TICKED = `
  const label = [...document.querySelectorAll("label")].find(({ textContent }) => textContent.includes("Mulai Terbit saat"));
  return label?.querySelector("input").checked;
`;
const untilTicked = () => until("the box to be ticked", () => app.page.run(IS_TICKED));

step("the administrator of a host has it start with the session", async () => {
  const { page } = app;
  await chooseSampleOffice(page);
  await openSettings();
  await page.click("button", "Jadikan komputer ini pusat kantor");
  await page.click("checkbox", /^Mulai Terbit saat pengguna komputer ini masuk/u);
  await until("the entry", () => existsSync(entry));
  await untilTicked();
});

step("the session starts it, and the office is open with no window in the way", async () => {
  await app.close();
  desk = await SessionDesk.open(screen);
  await signIn();
  await until("the office to be served", isServed);
  await until("the tray's menu", async () => (await desk.menu()).includes("Buka Terbit"));
  // A window that was to come would be there by now: that none comes shows only in time.
  await pause(3_000);
  assert.equal(await isShown(), false);
});

step("the tray opens the window, and ends the program", async () => {
  await desk.choose("Buka Terbit");
  await until("the window", isShown);
  const pids = await started();
  assert.equal(pids.length, 1);
  await desk.choose("Tutup Terbit dan pusat kantor");
  await until("the program to end", () => !existsSync(`/proc/${pids[0]}`));
});

step("where there is no tray the window is shown", async () => {
  desk.close();
  await signIn();
  await until("the office to be served", isServed);
  await until("the window", isShown);
});

const QUESTION = "Tutup pusat kantor?";

/** Asks the window to close, as its frame does. */
async function close() {
  await screen.pointer("search", "--sync", "--name", "^Masuk", "windowactivate");
  await until("the window", isShown);
  await screen.pointer("search", "--sync", "--onlyvisible", "--name", "^Masuk", "windowfocus", "--sync");
  await screen.pointer("key", "alt+F4");
  await screen.pointer("search", "--sync", "--onlyvisible", "--name", QUESTION);
}

step("there, closing the window asks first, and who waves it away keeps the office open", async () => {
  await close();
  await screen.picture("autostart-question");
  await screen.pointer("key", "Escape");
  await until("the window to be small", async () => !(await isShown()));
  assert.equal(await isServed(), true);
});

step("who means it ends the office", async () => {
  const pids = await started();
  await close();
  await screen.pointer("key", "Left");
  await screen.pointer("key", "Return");
  await untilGone(pids);
});

step("who is no host any more is not started", async () => {
  app = await App.open(screen, {}, { home });
  const { page } = app;
  await openSettings();
  await untilTicked();
  await page.click("button", "Berhenti menjadi pusat");
  const dialog = await page.find("dialog", "Berhenti menjadi pusat kantor?");
  await page.click("button", "Berhenti menjadi pusat", { within: dialog });
  await page.find("button", "Jadikan komputer ini pusat kantor");
  assert.equal(existsSync(entry), false);
});
