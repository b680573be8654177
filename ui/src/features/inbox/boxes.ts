/** A row's marks as paraf boxes: what the SOP says of each step is added here, and not sent with every row. */
import type { InboxRow, ParafBox, Position } from "$/api/index.ts";
import { sops } from "$/state/sops.svelte.ts";

export function boxesOf(item: InboxRow): ParafBox[] {
  return item.paraf.map(({ step: id, state, initials, late }, index) => {
    const step = sops.step(item.sop, id);
    const minutes = step?.standard_minutes ?? null;
    return {
      step: id,
      number: step?.number ?? String(index + 1),
      short: step?.short ?? id,
      position_label: positionOf(item.sop, id)?.label ?? "",
      state,
      initials,
      name: initials,
      at: null,
      worked_seconds: null,
      standard_seconds: minutes === null ? null : minutes * 60,
      remaining_seconds: state === "current" ? item.remaining_seconds : null,
      late,
    };
  });
}

/** For whom it waits, in a word or two. */
export function holderOf(item: InboxRow): string {
  return positionOf(item.sop, item.step)?.short ?? "";
}

function positionOf(sop: string, id: string): Position | undefined {
  const actor = sops.step(sop, id)?.actor;
  return sops.get(sop)?.actor.find((position) => position.id === actor);
}
