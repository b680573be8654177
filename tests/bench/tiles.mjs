//! From letting go of 50 photos of 24 megapixels over the window to 50 drawn thumbnails, against
//! `vipsthumbnail` making 50 small pictures of the same files.
//!
//! In Terbit's time is also: copying every original into the media store, hashing and syncing it,
//! decoding it to its last row, and a second size (2048 pixels). The screen is tall enough for all tiles.

import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { App } from "../desktop/app.mjs";
import { dragIn } from "../desktop/drag.mjs";
import { chooseSampleOffice, goTo, signInAs } from "../desktop/people.mjs";
import { Screen } from "../desktop/screen.mjs";
import { machine, ratio, spread, table } from "./measure.mjs";

const RUNS = 5;
const PHOTOS = 50;
const run = promisify(execFile);

/** Runs in the page, from before the drop: tells when the first and when all tiles have drawn their picture. */
const WATCH = `
  const [wanted] = arguments;
  window.tiles = {};
  const look = () => {
    const drawn = [...document.querySelectorAll("[data-tile] img[data-picture=office]")]
      .filter((image) => image.complete && image.naturalWidth > 0).length;
    if (drawn > 0) window.tiles.first ??= Date.now();
    if (drawn >= wanted) window.tiles.all = Date.now();
    else requestAnimationFrame(look);
  };
  look();
`;

async function tiles(screen, photos, keep) {
  const app = await App.open(screen);
  const { page } = app;
  try {
    await chooseSampleOffice(page);
    await signInAs(page, "nadia");
    await page.maximize();
    await goTo(page, "Ajukan");
    await page.run(WATCH, PHOTOS);
    const start = await dragIn(screen, photos);
    const done = await page.until("all tiles", () => page.run("return window.tiles.all ? window.tiles : null"), 300_000);
    if (keep) await screen.picture("bench-tiles");
    return { first: done.first - start, all: done.all - start };
  } finally {
    await app.close();
  }
}

async function vips(photos, folder) {
  const start = performance.now();
  const environment = { ...process.env, VIPS_CONCURRENCY: "2" };
  await run("vipsthumbnail", ["--size", "512", "-o", join(folder, "%s.jpg"), ...photos], { env: environment });
  return performance.now() - start;
}

const screen = await Screen.open("1366x3600");
const folder = await mkdtemp(join(tmpdir(), "terbit-photos-"));
try {
  const made = await run(process.env.BENCH_PHOTOS, [join(folder, "kartu"), String(PHOTOS)]);
  const photos = (await readdir(join(folder, "kartu"))).sort().map((name) => join(folder, "kartu", name));
  await vips(photos, folder);
  const [first, all, small] = [[], [], []];
  for (let number = 0; number < RUNS; number += 1) {
    const taken = await tiles(screen, photos, number === 0);
    first.push(taken.first);
    all.push(taken.all);
    small.push(await vips(photos, folder));
    console.error(`run ${number + 1} of ${RUNS}`);
  }
  console.log(`${made.stdout.trim()}; ${RUNS} runs of each, in turns; median (least–most). ${machine()}\n`);
  table(
    ["", "Terbit: drop → tiles", "vipsthumbnail", "ratio"],
    [
      ["first thumbnail, ms", spread(first), "", ""],
      [`all ${PHOTOS}, ms`, spread(all), spread(small), ratio(all, small)],
    ],
  );
} finally {
  screen.close();
  await rm(folder, { recursive: true, force: true });
}
