/** Lengths of time in words: "45 menit", "2 jam 10 menit", "lewat 12 menit". */
import { t } from "$/strings/index.svelte.ts";

/** Seconds of working time, rounded down to what matters at that length. */
export function duration(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  if (whole < 60) return t("format.seconds", { n: whole });
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return t("format.minutes", { n: minutes });
  const h = Math.floor(minutes / 60);
  const m = minutes % 60;
  if (h < 48) return m === 0 ? t("format.hours", { n: h }) : t("format.hours_minutes", { h, m });
  return t("format.days", { n: Math.floor(h / 24) });
}

/** "sisa 12 menit" or "lewat 3 menit"; below a minute the seconds are said while time is left. */
export function timeLeft(remainingSeconds: number): string {
  if (remainingSeconds >= 0) return t("format.left", { duration: duration(remainingSeconds) });
  const late = -remainingSeconds < 60 ? t("format.less_than_minute") : duration(remainingSeconds);
  return t("format.late", { duration: late });
}

/** "baru saja", "5 menit lalu". */
export function ago(instant: string, now: number = Date.now()): string {
  const seconds = (now - new Date(instant).getTime()) / 1000;
  return seconds < 60 ? t("format.just_now") : t("format.ago", { duration: duration(seconds) });
}
