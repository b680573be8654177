/** The words for how many items stand at a step and how long. */
import type { StepCount } from "$/api/index.ts";
import { ago } from "$/lib/format/index.ts";
import { t } from "$/strings/index.svelte.ts";

/** "3 ajuan di langkah ini, 1 terlambat; yang paling lama datang 2 jam lalu" */
export function countSentence(count: StepCount): string {
  const parts = [t("sop.items_here", { n: count.count })];
  if (count.late > 0) parts.push(t("sop.items_late", { n: count.late }));
  const list = parts.join(", ");
  return count.oldest_since ? t("sop.items_oldest", { list, ago: ago(count.oldest_since) }) : list;
}

/** The counts at `step`, none if nothing stands there. */
export function countAt(counts: readonly StepCount[], step: string): StepCount {
  return counts.find((count) => count.step === step) ?? { step, count: 0, late: 0, oldest_since: null };
}
