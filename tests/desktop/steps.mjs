//! A journey: steps that build on one another.

import { test } from "node:test";

/** Gives what declares the journey's steps. After one that failed there is nothing to go on with. */
export function journey() {
  let broken = false;
  return (name, work) =>
    test(name, async (t) => {
      if (broken) return t.skip("an earlier step failed");
      broken = true;
      await work();
      broken = false;
    });
}
