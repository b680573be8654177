/** Sizes of files and pictures: "3,4 MB", "1.080 × 1.350 px". */
import { language } from "$/strings/index.svelte.ts";

const UNITS = ["byte", "KB", "MB", "GB"] as const;

export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(language.now === "en" ? "en-GB" : "id-ID", {
    maximumFractionDigits: digits,
  }).format(value);
}

export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${number(value, unit === 0 || value >= 100 ? 0 : 1)} ${UNITS[unit]}`;
}

export function pixels(width: number, height: number): string {
  return `${number(width)} × ${number(height)} px`;
}

/** "6,1754° LS 106,8272° BT": degrees with the letters of the hemisphere. */
export function coordinates(latitude: number, longitude: number): string {
  const english = language.now === "en";
  const side = (value: number, positive: string, negative: string) =>
    `${number(Math.abs(value), 4)}° ${value < 0 ? negative : positive}`;
  const north = side(latitude, english ? "N" : "LU", english ? "S" : "LS");
  const east = side(longitude, english ? "E" : "BT", english ? "W" : "BB");
  return `${north} ${east}`;
}
