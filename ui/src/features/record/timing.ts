/** Whether the material came in time for its event, in words. */
import type { SubmissionDetail } from "$/api/index.ts";
import { shortDay } from "$/lib/format/index.ts";
import { t } from "$/strings/index.svelte.ts";

type Words = { label: string; value: string; tone?: "late" };

/** Null where the SOP states no rule or the date is not known. */
export function timingWords({ timing }: Pick<SubmissionDetail, "timing">): Words | null {
  const label = t("record.timing");
  switch (timing.verdict) {
    case "on_time":
      return {
        label,
        value: timing.last_day
          ? t("record.timing_on_time", { day: shortDay(timing.last_day) })
          : t("record.timing_on_time_plain"),
      };
    case "early":
      return { label, value: t("record.timing_early", { day: shortDay(timing.from) }) };
    case "late":
      return {
        label,
        value: t("record.timing_late", { n: timing.days_late, day: shortDay(timing.last_day) }),
        tone: "late",
      };
    default:
      return null;
  }
}
