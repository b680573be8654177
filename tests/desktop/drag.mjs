//! Drags files onto the window with the real pointer, as a person does from the file manager.

import { spawn } from "node:child_process";
import { once } from "node:events";

const SOURCE = new URL("drag_source.py", import.meta.url).pathname;
const FROM = [60, 50];
/** The middle of the screen: the whole window takes drops, so no exact place is needed. */
const TO = [683, 450];
const STEPS = 25;

/** Drags the files in; `halfway` is called while they hover over the window. Gives when they were let go. */
export async function dragIn(screen, paths, halfway = async () => {}) {
  // Debian's own Python has the bindings, whatever else is first in PATH.
  const source = spawn("/usr/bin/python3", [SOURCE, ...paths], {
    env: screen.environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const gone = once(source, "exit").then(() => {
      throw new Error("the window to drag from did not open");
    });
    await Promise.race([once(source.stdout, "data", { signal: AbortSignal.timeout(30_000) }), gone]);
    // Its end is expected from here on.
    gone.catch(() => undefined);
    await screen.pointer("mousemove", "--sync", ...FROM, "sleep", "0.3", "mousedown", 1);
    const moves = [];
    for (let step = 1; step <= STEPS; step += 1) {
      const [x, y] = [0, 1].map((axis) => Math.round(FROM[axis] + ((TO[axis] - FROM[axis]) * step) / STEPS));
      // A hand needs time, and the toolkit wants to see a drag and not a jump.
      moves.push("mousemove", x, y, "sleep", "0.03");
    }
    await screen.pointer(...moves);
    await halfway();
    const letGo = Date.now();
    await screen.pointer("mouseup", 1, "sleep", "0.3");
    return letGo;
  } finally {
    source.kill();
  }
}
