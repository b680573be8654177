//! Small pictures alone, without a window or a record: `terbit thumbnail` against `vipsthumbnail`, each
//! one process over the same 50 photos.

import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { machine, ratio, spread, table } from "./measure.mjs";

const RUNS = 7;
const PHOTOS = 50;
const run = promisify(execFile);

async function timed(program, args, settings = {}) {
  const start = performance.now();
  await run(program, args, { env: { ...process.env, ...settings }, maxBuffer: 1 << 24 });
  return performance.now() - start;
}

const folder = await mkdtemp(join(tmpdir(), "terbit-photos-"));
try {
  const made = await run(process.env.BENCH_PHOTOS, [join(folder, "kartu"), String(PHOTOS)]);
  const photos = (await readdir(join(folder, "kartu"))).sort().map((name) => join(folder, "kartu", name));
  const ours = () => timed(process.env.TERBIT, ["thumbnail", "--size", "512", "--out", join(folder, "terbit"), ...photos]);
  const theirs = () =>
    timed("vipsthumbnail", ["--size", "512", "-o", join(folder, "%s.jpg"), ...photos], { VIPS_CONCURRENCY: "2" });
  await ours();
  await theirs();
  const [terbit, vips] = [[], []];
  for (let number = 0; number < RUNS; number += 1) {
    terbit.push(await ours());
    vips.push(await theirs());
  }
  console.log(`${made.stdout.trim()}; ${RUNS} runs of each, in turns; median (least–most). ${machine()}\n`);
  table(
    ["", "terbit thumbnail", "vipsthumbnail", "ratio"],
    [[`${PHOTOS} photos to 512 px, ms`, spread(terbit), spread(vips), ratio(terbit, vips)]],
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
