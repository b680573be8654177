import type { Suggestion } from "$/api/index.ts";

import { compare } from "./edits.ts";

/** An open suggestion of the Kepala Biro, from one text to another. */
export function suggestion(base: string, text: string): Suggestion {
  return {
    number: 1,
    name: "Dewi",
    initials: "D",
    step_short: "Setujui",
    at: "2026-11-24T07:05:00Z",
    version: 1,
    base,
    text,
    note: "",
    edits: compare(base, text),
    outcome: "open",
    answered_by: null,
    answered_at: null,
    taken_in: null,
  };
}
