/** The words of one paraf box: its sentence for the ear and the tooltip, and its short texts. */
import type { ParafBox } from "$/api/index.ts";
import { duration, nearMoment, timeLeft } from "$/lib/format/index.ts";
import { t } from "$/strings/index.svelte.ts";

/** "Langkah 3, Kasubbag TU: diterima oleh Sari Wulandari, hari ini 14.05, 6 menit dari 15 menit." */
export function sentence(box: ParafBox, remaining: number | null): string {
  const head = t("paraf.head", { number: plainNumber(box.number), position: box.position_label });
  const name = box.name ?? t("paraf.nobody");
  // A list knows who, by the initials, but not when.
  if (box.at === null && box.state === "done") return t("paraf.done_brief", { head, name });
  if (box.at === null && box.state === "returned") return t("paraf.returned_brief", { head, name });
  const time = box.at ? nearMoment(box.at) : "";
  switch (box.state) {
    case "done": {
      const used = usedOf(box);
      return used === null
        ? t("paraf.done", { head, name, time })
        : t("paraf.done_used", { head, name, time, used });
    }
    case "returned":
      return t("paraf.returned", { head, name, time });
    case "void":
      return t("paraf.void", { head, name });
    case "current":
      return remaining === null
        ? t("paraf.current_plain", { head })
        : t("paraf.current", { head, left: timeLeft(remaining) });
    case "todo":
      return t("paraf.todo", { head });
  }
}

/** "6 menit dari 15 menit", null where the SOP states no minutes. */
export function usedOf(box: ParafBox): string | null {
  if (box.worked_seconds === null || box.standard_seconds === null) return null;
  const values = { used: duration(box.worked_seconds), standard: duration(box.standard_seconds) };
  return box.late ? t("paraf.used_of_late", values) : t("paraf.used_of", values);
}

/** A sheet may print "2." in one row and "3" in the next; in a box they look alike. */
export function plainNumber(printed: string): string {
  return printed.replace(/\.$/, "");
}

/** A remaining time for a box of a few millimetres: "9m", "2j", "−12m". */
export function tinyTime(remaining: number): string {
  const sign = remaining < 0 ? "−" : "";
  const minutes = Math.floor(Math.abs(remaining) / 60);
  if (minutes < 60) return sign + t("paraf.tiny_minutes", { n: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return sign + t("paraf.tiny_hours", { n: hours });
  return sign + t("paraf.tiny_days", { n: Math.floor(hours / 24) });
}

/** Up to three letters for the box; longer initials would not be read anyway. */
export function shortInitials(box: ParafBox): string {
  return (box.initials ?? "").slice(0, 3);
}
