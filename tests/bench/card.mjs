//! A whole camera card at once: 200 photos of 24 megapixels are let go over the window. How much memory the program, its
//! helpers and its webview take at the most above idle; when 200 tiles stand there against when the first photo is taken
//! in; and how many frames of the window came late meanwhile, against as many seconds of nothing at all.

import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

import { App } from "../desktop/app.mjs";
import { dragIn } from "../desktop/drag.mjs";
import { chooseSampleOffice, goTo, signInAs } from "../desktop/people.mjs";
import { Screen } from "../desktop/screen.mjs";
import { machine, memoryParts, table } from "./measure.mjs";

const PHOTOS = 200;
const LIMIT = 400;
const EVERY = 250;
const run = promisify(execFile);

/** Runs in the page: when tiles come and are done, and the time between frames, ms. */
const WATCH = `
  const [wanted] = arguments;
  window.card = { frames: [] };
  let last = performance.now();
  const look = (now) => {
    const { card } = window;
    card.frames.push(now - last);
    last = now;
    if (card.frames.length % 10 === 0 || card.shown === undefined) {
      const count = (query) => document.querySelectorAll(query).length;
      if (count(".tile") >= wanted) card.shown ??= Date.now();
      if (count(".tile.done") > 0) card.first ??= Date.now();
      if (count(".tile.done") >= wanted) card.all ??= Date.now();
    }
    if (!card.stop) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;
const FRAMES = "const { frames } = window.card; window.card.frames = []; return frames;";

/** Samples the memory until `stop` is called, which answers the most that was seen of each part, MB. */
function sampled(app) {
  const most = { own: 0, webview: 0, all: 0 };
  let going = true;
  const done = (async () => {
    while (going) {
      const { own, webview } = await memoryParts(process.env.TERBIT_DESKTOP, app.driverProcess);
      most.own = Math.max(most.own, own);
      most.webview = Math.max(most.webview, webview);
      most.all = Math.max(most.all, own + webview);
      await pause(EVERY);
    }
    return most;
  })();
  return { stop: () => ((going = false), done) };
}

const late = (frames, limit) => frames.filter((gap) => gap > limit).length;
const whole = (value) => Math.round(value).toString();

/** Drops all photos into a fresh office, and gives what the page saw, and the memory where that is asked for. */
async function drop(photos, { withMemory }) {
  const app = await App.open(screen);
  const { page } = app;
  try {
    await chooseSampleOffice(page);
    await signInAs(page, "nadia");
    await page.maximize();
    await goTo(page, "Ajukan");
    await pause(5_000);
    const resting = withMemory ? sampled(app) : null;
    await page.run(WATCH, PHOTOS);
    await pause(10_000);
    const still = await page.run(FRAMES);
    const idle = await resting?.stop();

    const working = withMemory ? sampled(app) : null;
    const start = await dragIn(screen, photos);
    const done = await page.until("all photos taken in", () => page.run("return window.card.all ? window.card : null"), 600_000);
    const peak = await working?.stop();
    await screen.picture("bench-card");
    return { start, done, still, idle, peak };
  } finally {
    await app.close();
  }
}

const screen = await Screen.open("1366x768");
const folder = await mkdtemp(join(tmpdir(), "terbit-card-"));
try {
  const made = await run(process.env.BENCH_PHOTOS, [folder, String(PHOTOS)]);
  const photos = (await readdir(folder)).sort().map((name) => join(folder, name));
  // Whoever asks a program for its memory stops it for that moment, so frames are watched in a run of their own.
  const { idle, peak } = await drop(photos, { withMemory: true });
  const { start, done, still } = await drop(photos, { withMemory: false });

  console.log(`${made.stdout.trim()}; ${machine()}\n`);
  table(
    ["memory, MB", "idle", "at the most", "above idle", `of the limit (${LIMIT})`],
    [
      ["program and helpers", whole(idle.own), whole(peak.own), whole(peak.own - idle.own), ""],
      ["webview", whole(idle.webview), whole(peak.webview), whole(peak.webview - idle.webview), ""],
      ["together", whole(idle.all), whole(peak.all), whole(peak.all - idle.all), ((peak.all - idle.all) / LIMIT).toFixed(2)],
    ],
  );
  console.log();
  table(
    ["from letting go", "ms"],
    [
      [`${PHOTOS} tiles stand there`, whole(done.shown - start)],
      ["the first photo is taken in", whole(done.first - start)],
      [`all ${PHOTOS} are`, whole(done.all - start)],
    ],
  );
  console.log();
  const frames = done.frames;
  table(
    ["frames", "drawn", "over 34 ms", "over 100 ms", "longest, ms"],
    [
      ["at rest, 10 s", still.length, late(still, 34), late(still, 100), whole(Math.max(...still))],
      ["while photos are taken in", frames.length, late(frames, 34), late(frames, 100), whole(Math.max(...frames))],
    ],
  );
} finally {
  screen.close();
  await rm(folder, { recursive: true, force: true });
}
