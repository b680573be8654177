//! From the start of the program to a usable inbox, against the smallest Tauri window there is.
//!
//! The two take turns, so that whatever else the machine does meets both. Both are opened by the same
//! WebDriver, whose own share is in both times.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { App } from "../desktop/app.mjs";
import { chooseSampleOffice } from "../desktop/people.mjs";
import { Screen } from "../desktop/screen.mjs";
import { machine, median, memoryOf, ratio, spread, table } from "./measure.mjs";

const RUNS = 9;
const IDLE = 10_000;

/** Runs in the page: waits for an element that is really drawn, and tells when that was. */
const DRAWN = `
  const [selector] = arguments;
  const drawn = () => document.readyState !== "loading" && document.querySelector(selector)?.checkVisibility();
  while (!drawn()) await new Promise((next) => requestAnimationFrame(next));
  return Date.now();
`;

/** Runs in the page: clicks, waits for what follows, and tells how long that took. */
const CLICKED = `
  const [clicked, selector] = arguments;
  const start = performance.now();
  clicked.click();
  while (!document.querySelector(selector)?.checkVisibility()) await new Promise((next) => requestAnimationFrame(next));
  return performance.now() - start;
`;

const BARE = process.env.BARE_WINDOW;
const ROWS = "[aria-label='Ajuan yang menunggu Anda'] a";

const screen = await Screen.open();
const homes = { terbit: await mkdtemp(join(tmpdir(), "terbit-bench-")), bare: await mkdtemp(join(tmpdir(), "bare-")) };
const times = { bare: [], signIn: [], entered: [], inbox: [] };
const memory = { bare: [], terbit: [] };

async function bare() {
  const app = await App.open(screen, {}, { home: homes.bare, program: BARE });
  try {
    times.bare.push((await app.page.run(DRAWN, "h1")) - app.startedAt);
    await pause(IDLE);
    memory.bare.push(await memoryOf(BARE, app.driverProcess));
  } finally {
    await app.close();
  }
}

async function terbit() {
  const app = await App.open(screen, {}, { home: homes.terbit });
  const { page } = app;
  try {
    times.signIn.push((await page.run(DRAWN, "button[aria-label^='Masuk sebagai']:enabled")) - app.startedAt);
    const account = await page.find("button", /^Masuk sebagai Bagas/u);
    times.entered.push(await page.run(CLICKED, account, "nav[aria-label='Navigasi utama']"));
    const inbox = await page.find("link", /^Kotak persetujuan/u);
    times.inbox.push(await page.run(CLICKED, inbox, ROWS));
    await pause(IDLE);
    memory.terbit.push(await memoryOf(process.env.TERBIT_DESKTOP, app.driverProcess));
  } finally {
    await app.close();
  }
}

try {
  // Once without a clock: the sample office is set up, and both programs are in the disk's cache.
  const first = await App.open(screen, {}, { home: homes.terbit });
  await chooseSampleOffice(first.page);
  await first.close();
  await bare();
  for (const list of [times.bare, memory.bare]) list.length = 0;
  for (let run = 0; run < RUNS; run += 1) {
    await bare();
    await terbit();
    console.error(`run ${run + 1} of ${RUNS}`);
  }
  const whole = times.signIn.map((start, run) => start + times.entered[run] + times.inbox[run]);
  console.log(`${RUNS} runs of each, in turns; median (least–most). ${machine()}\n`);
  table(
    ["", "Terbit", "bare Tauri window", "ratio"],
    [
      ["start → page usable, ms", spread(times.signIn), spread(times.bare), ratio(times.signIn, times.bare)],
      ["start → inbox rows, without the person, ms", spread(whole), spread(times.bare), ratio(whole, times.bare)],
      ["memory after 10 s idle, MB", spread(memory.terbit), spread(memory.bare), ratio(memory.terbit, memory.bare)],
    ],
  );
  console.log(`\nOf that: sign-in ${spread(times.entered)} ms, from its click to the first screen; `);
  console.log(`the inbox ${spread(times.inbox)} ms, from its click to its rows.`);
  console.log(`Above the bare window: ${Math.round(median(times.signIn) - median(times.bare))} ms to the sign-in page.`);
} finally {
  screen.close();
  await Promise.all(Object.values(homes).map((home) => rm(home, { recursive: true, force: true, maxRetries: 10 })));
}
