/** Lengths of time in words: "45 menit", "2 jam 10 menit", "lewat 12 menit". */
import { language, t } from "$/strings/index.svelte.ts";

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

/** A video's running time as players show it: "0.15", "16.20", "1.02.03"; with colons in English. */
export function runningTime(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (part: number) => String(part).padStart(2, "0");
  const parts = h > 0 ? [h, two(m), two(s)] : [m, two(s)];
  return parts.join(language.now === "en" ? ":" : ".");
}
