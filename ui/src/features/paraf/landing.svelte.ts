/** Tells when a decision lands on a box that is on the screen, so that it can fall like a stamp. */
import type { ParafBox } from "$/api/index.ts";

const ACTED: readonly ParafBox["state"][] = ["done", "returned"];

/** Grows by one with each act that lands after the box was first shown; 0 before. */
export class Landing {
  count = $state(0);

  constructor(box: () => ParafBox) {
    let seen = sign(box());
    $effect(() => {
      const now = sign(box());
      if (now !== seen && ACTED.includes(box().state)) this.count += 1;
      seen = now;
    });
  }
}

function sign(box: ParafBox): string {
  return `${box.state} ${box.at ?? ""}`;
}
