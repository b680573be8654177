//! What a program has started, as Linux tells it.

import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

/** A process and all that it started, directly or not. */
export async function family(root) {
  const parents = new Map();
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/u.test(entry)) continue;
    // A process may end while the list is read.
    const status = await readFile(`/proc/${entry}/status`, "utf8").catch(() => "");
    parents.set(Number(entry), Number(/^PPid:\s+(\d+)/mu.exec(status)?.[1]));
  }
  const below = (pid) => {
    const children = [...parents].filter(([, parent]) => parent === pid).map(([child]) => child);
    return [pid, ...children.flatMap(below)];
  };
  return below(root);
}

/** Waits for processes to be gone; after ten seconds whoever is left is ended. */
export async function untilGone(pids) {
  const left = () => pids.filter((pid) => existsSync(`/proc/${pid}`));
  for (let tries = 0; tries < 200 && left().length > 0; tries += 1) await pause(50);
  for (const pid of left()) process.kill(pid, "SIGKILL");
}
