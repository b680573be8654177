//! Days as the office counts them.

const inJakarta = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Jakarta" });

/** "2026-11-24", so many days from today. */
export function day(fromToday: number): string {
  return inJakarta.format(Date.now() + fromToday * 86_400_000);
}
