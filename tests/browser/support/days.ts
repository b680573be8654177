//! Days as the office counts them.

import { setTimeout as pause } from "node:timers/promises";

const DAY = 86_400_000;
/** Jakarta's distance to UTC, which knows no summer time. */
const AHEAD = 7 * 3_600_000;
/** So long a journey may go on after it has typed in "today". */
const LONGEST = 10 * 60_000;

/** For `beforeAll`: where midnight is near it is waited out, so that "today" stays the same day while it matters. */
export async function awayFromMidnight(): Promise<void> {
  const left = DAY - ((Date.now() + AHEAD) % DAY);
  if (left < LONGEST) await pause(left + 1_000);
}

const inJakarta = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Jakarta" });

/** "2026-11-24", so many days from today. */
export function day(fromToday: number): string {
  return inJakarta.format(Date.now() + fromToday * DAY);
}
