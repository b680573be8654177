//! Waiting for what is wanted, never for a time.

import { setTimeout as pause } from "node:timers/promises";

const PATIENCE = 30_000;

/** Waits for a question to have an answer, and gives it. */
export async function until(what, question, patience = PATIENCE) {
  const end = Date.now() + patience;
  let last;
  while (Date.now() < end) {
    try {
      const answer = await question();
      if (answer) return answer;
    } catch (error) {
      // What is still being started or loaded has no answer yet: asked again until patience ends.
      last = error;
    }
    await pause(50);
  }
  throw new Error(`waited in vain for ${what}${last ? `: ${last.message}` : ""}`);
}
