/** The time left at a step, ticking on from what the server said. */
import type { ParafBox } from "$/api/index.ts";
import { clock } from "$/state/clock.svelte.ts";

export type Ticking = {
  /** Outside working hours the office's clock stands still, and so does the time left. */
  paused: boolean;
  /** When the box was loaded, in ms; absent: when it was first shown. */
  loadedAt: number | undefined;
};

const firstShown = new WeakMap<ParafBox, number>();

/** Seconds left, negative when late; null where nothing runs or the SOP states no minutes. */
export function remainingNow(box: ParafBox, { paused, loadedAt }: Ticking): number | null {
  if (box.state !== "current" || box.remaining_seconds === null) return null;
  const start = loadedAt ?? firstShown.get(box) ?? Date.now();
  firstShown.set(box, start);
  if (paused) return box.remaining_seconds;
  return box.remaining_seconds - Math.max(0, Math.floor((clock.now - start) / 1_000));
}
