//! What the benches in the real window share: medians, memory of a process tree, and the table.

import { readFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";

import { family } from "../desktop/processes.mjs";

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** "412 (398–450)": the median, and the least and the most. */
export function spread(values) {
  const whole = (value) => Math.round(value).toString();
  return `${whole(median(values))} (${whole(Math.min(...values))}–${whole(Math.max(...values))})`;
}

export function ratio(above, below) {
  return (median(above) / median(below)).toFixed(2);
}

export function machine() {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0].toFixed(1);
  return `${cpus().length} cores (${cpus()[0].model.trim()}), ${gigabytes} GB; load ${load} at the end`;
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  console.log([line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n"));
}

/** Memory of a program and all that it started, in MB: each page is counted once, shared ones by share. */
export async function memoryOf(program, driver) {
  const { own, webview } = await memoryParts(program, driver);
  return own + webview;
}

/** As `memoryOf`, taken apart: the program with its helpers, and the processes of its webview. */
export async function memoryParts(program, driver) {
  for (const pid of await family(driver)) {
    if ((await commandOf(pid)) !== program) continue;
    const parts = { own: 0, webview: 0 };
    for (const member of await family(pid)) {
      const part = (await commandOf(member)) === program ? "own" : "webview";
      parts[part] += (await proportional(member)) / 1000;
    }
    return parts;
  }
  throw new Error(`${program} does not run`);
}

async function commandOf(pid) {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return commandLine.split("\0")[0];
}

async function proportional(pid) {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
  return Number(/^Pss:\s+(\d+) kB/mu.exec(text)?.[1] ?? 0) * 1.024;
}
