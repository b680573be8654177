/** The office's week in as few lines as people would write it: "Senin–Kamis 07.30–16.00". */
import type { CalendarView } from "$/api/index.ts";

type Hours = CalendarView["days"][number];

export interface HoursRow {
  /** From 0, Monday. */
  first: number;
  last: number;
  /** "07.30", or null on days the office is closed. */
  opens: string | null;
  closes: string | null;
}

const clock = (time: string): string => time.slice(0, 5).replace(":", ".");
const same = (a: Hours, b: Hours): boolean => a?.opens === b?.opens && a?.closes === b?.closes;

/** Neighbouring days with the same hours share a row. */
export function hoursRows(days: readonly Hours[]): HoursRow[] {
  const rows: HoursRow[] = [];
  days.forEach((hours, day) => {
    const row = rows.at(-1);
    if (row && same(days[row.first] ?? null, hours)) {
      row.last = day;
    } else {
      rows.push({
        first: day,
        last: day,
        opens: hours ? clock(hours.opens) : null,
        closes: hours ? clock(hours.closes) : null,
      });
    }
  });
  return rows;
}
