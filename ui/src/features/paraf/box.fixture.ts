/** A paraf box at the Kasubbag's step, with what a test says about it. */
import type { ParafBox } from "$/api/index.ts";

export function box(more: Partial<ParafBox> = {}): ParafBox {
  return {
    step: "platform",
    number: "3",
    short: "Platform",
    position_label: "Kasubbag TU",
    state: "todo",
    initials: null,
    name: null,
    at: null,
    worked_seconds: null,
    standard_seconds: 900,
    remaining_seconds: null,
    late: false,
    ...more,
  };
}

export const accepted = box({
  state: "done",
  initials: "SR",
  name: "Siti Rahmawati",
  at: "2026-11-21T07:05:00Z",
  worked_seconds: 360,
});
