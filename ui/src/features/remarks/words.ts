/** Remarks in words: what a screen reader says and the panel shows. */
import type { ThreadView } from "$/api/index.ts";
import { t } from "$/strings/index.svelte.ts";

import { clock, isPin, ninthOf, placeOf } from "./place.ts";

/** "Kiri atas", "Bidang di tengah", "Pada 1.07,2", "Caption", "Seluruh berkas". */
export function placeWords(thread: ThreadView): string {
  const { area, time } = placeOf(thread);
  if (time !== null) return t("remarks.at_time", { time: clock(time) });
  if (area) {
    const part = t(`remarks.${ninthOf(area)}`);
    return isPin(area) ? part : t("remarks.area_at", { part });
  }
  return thread.file_name === "" ? t("remarks.caption") : t("remarks.whole_file");
}

export const stateWords = (thread: ThreadView) => t(thread.resolution ? "remarks.done" : "remarks.open");

/** Everything that the marker stands for. */
export function markerWords(thread: ThreadView): string {
  return t("remarks.marker", {
    n: thread.number,
    state: stateWords(thread),
    place: placeWords(thread),
    text: thread.annotation.body.value,
  });
}
