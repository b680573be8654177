/** What the drawing of a step says, for those who do not see it. */
import type { Sop, Step } from "$/api/index.ts";
import { t } from "$/strings/index.svelte.ts";

/** "Dikerjakan Kepala Biro, simbol pengambilan keputusan. Diterima: ke langkah 6. Ditolak: ke langkah 4." */
export function stepInWords(sop: Sop, step: Step): string {
  const actor = sop.actor.find((position) => position.id === step.actor)?.label ?? step.actor;
  const parts = [t("sop.spoken_actor", { actor, symbol: t(`sop.symbol_${step.symbol}`) })];
  if (step.accepted === "end") parts.push(t("sop.spoken_end"));
  else parts.push(t("sop.spoken_accepted", { step: place(sop, step.accepted.step) }));
  if (step.rejected !== null) parts.push(t("sop.spoken_rejected", { step: place(sop, step.rejected) }));
  return parts.join(" ");
}

/** Rows are counted from 1, because a sheet may print a number twice. */
function place(sop: Sop, id: string): string {
  const index = sop.step.findIndex((step) => step.id === id);
  const step = sop.step[index];
  return step ? t("sop.row_name", { row: index + 1, short: step.short }) : id;
}
