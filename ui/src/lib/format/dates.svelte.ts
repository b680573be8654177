/**
 * Days and moments as people in the office say them, in the office's zone:
 * "Senin, 24 November 2026, 14.05 WIB", "besok", "kemarin 16.20".
 */
import { language, t } from "$/strings/index.svelte.ts";

const ZONE_NAMES: Record<string, string> = {
  "Asia/Jakarta": "WIB",
  "Asia/Pontianak": "WIB",
  "Asia/Makassar": "WITA",
  "Asia/Jayapura": "WIT",
};

class OfficeZone {
  /** IANA name; the SOP gives it once it is loaded. */
  now = $state("Asia/Jakarta");
}

export const officeZone = new OfficeZone();

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions, zone: string): Intl.DateTimeFormat {
  const locale = language.now === "en" ? "en-GB" : "id-ID";
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
    formats.set(key, made);
  }
  return made;
}

/** A calendar day ("2026-11-24") as an instant that every zone shows as that day. */
function noon(day: string): Date {
  return new Date(`${day.slice(0, 10)}T12:00:00Z`);
}

const LONG = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;
const SHORT = { day: "numeric", month: "short", year: "numeric" } as const;

/** "Senin, 24 November 2026" */
export function longDay(day: string): string {
  return format(LONG, "UTC").format(noon(day));
}

/** "24 Nov 2026" */
export function shortDay(day: string): string {
  return format(SHORT, "UTC").format(noon(day));
}

/** The office's calendar day of an instant: "2026-11-24". */
export function dayOf(instant: string | Date): string {
  const parts = format({ year: "numeric", month: "2-digit", day: "2-digit" }, officeZone.now).formatToParts(
    new Date(instant),
  );
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

export function today(): string {
  return dayOf(new Date());
}

/** "14.05" */
export function time(instant: string | Date): string {
  const text = format({ hour: "2-digit", minute: "2-digit", hour12: false }, officeZone.now).format(
    new Date(instant),
  );
  return language.now === "en" ? text : text.replace(":", ".");
}

/** "WIB", "WITA", "WIT", or the zone's own short name. */
export function zoneName(): string {
  const known = ZONE_NAMES[officeZone.now];
  if (known) return known;
  const parts = format({ timeZoneName: "short" }, officeZone.now).formatToParts(new Date());
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}

/** "Senin" for 0, "Minggu" for 6. */
export function weekdayName(day: number): string {
  // 1 January 2024 was a Monday; noon keeps it that day in every zone.
  return format({ weekday: "long" }, "UTC").format(new Date(Date.UTC(2024, 0, 1 + day, 12)));
}

/** "Senin, 24 November 2026, 14.05 WIB" */
export function longMoment(instant: string): string {
  return t("format.day_at", { day: longDay(dayOf(instant)), time: time(instant), zone: zoneName() });
}

/** Whole calendar days from today to `day`; negative once it has passed. */
export function daysUntil(day: string, from: string = today()): number {
  return Math.round((noon(day).getTime() - noon(from).getTime()) / 86_400_000);
}

/** "hari ini", "besok", "3 hari lagi", "2 hari lalu". */
export function nearDay(day: string, from: string = today()): string {
  const n = daysUntil(day, from);
  if (n === 0) return t("format.today");
  if (n === 1) return t("format.tomorrow");
  if (n === -1) return t("format.yesterday");
  return n > 0 ? t("format.in_days", { n }) : t("format.days_ago", { n: -n });
}

/** "hari ini 14.05", "kemarin 16.20", "24 Nov 2026, 14.05". */
export function nearMoment(instant: string): string {
  const n = daysUntil(dayOf(instant));
  if (n === 0) return t("format.today_at", { time: time(instant) });
  if (n === -1) return t("format.yesterday_at", { time: time(instant) });
  return `${shortDay(dayOf(instant))}, ${time(instant)}`;
}

/** The instant of a day and a clock time ("14:05") in the office's zone, as RFC 3339 UTC. */
export function instantOf(day: string, clockTime: string): string {
  const asIfUtc = new Date(`${day}T${clockTime}:00Z`);
  // The zone's distance to UTC on that day; Indonesia's zones have no summer time, others may.
  const local = new Date(asIfUtc.toLocaleString("en-US", { timeZone: officeZone.now }));
  const utc = new Date(asIfUtc.toLocaleString("en-US", { timeZone: "UTC" }));
  return new Date(asIfUtc.getTime() - (local.getTime() - utc.getTime())).toISOString();
}

/** "14:05", as a time field wants it. */
export function clockTime(instant: string | Date): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
    timeZone: officeZone.now,
  });
  return parts.format(new Date(instant));
}

/** Indonesia's zones by their distance to UTC. */
const OFFSET_NAMES: Record<string, string> = { "+07:00": "WIB", "+08:00": "WITA", "+09:00": "WIT" };
const CAMERA_TIME = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2})/;

/** A camera's own "2026:05:12 09:15:00" with its zone: "Selasa, 12 Mei 2026, 09.15 WIB". */
export function cameraMoment(taken: string, offset: string | null): string {
  const [, year, month, date, hour, minute] = CAMERA_TIME.exec(taken) ?? [];
  const day = noon(`${year}-${month}-${date}`);
  // A camera whose clock was never set writes zeros: shown as they are.
  if (Number.isNaN(day.getTime()) || Number(month) === 0) return taken;
  const clock = language.now === "en" ? `${hour}:${minute}` : `${hour}.${minute}`;
  const zone = offset ? (OFFSET_NAMES[offset] ?? `UTC${offset.replace(":", ".")}`) : "";
  return t("format.day_at", { day: longDay(`${year}-${month}-${date}`), time: clock, zone }).trim();
}
