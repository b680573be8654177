/** What the trail tells, sorted for reading: the decisions, and the versions of the material. */
import type { Content, Edit, SubmissionDetail, TrailEntry } from "$/api/index.ts";

/** How an entry counts against the step's standard time; null where the SOP states no minutes. */
export type TimeUsed = { worked: number; standard: number; share: number; late: boolean };

export function timeUsed(entry: TrailEntry): TimeUsed | null {
  const { worked_seconds: worked, standard_seconds: standard } = entry;
  if (worked === null || standard === null || standard === 0) return null;
  return { worked, standard, share: worked / standard, late: worked > standard };
}

export type Tone = "accepted" | "returned" | "late" | "neutral";

/** The colour of an act: what it meant for the item. */
export function toneOf({ event }: TrailEntry): Tone {
  switch (event.type) {
    case "accepted":
    case "completed":
    case "published":
      return "accepted";
    case "rejected":
      return "returned";
    case "cancelled":
      return "late";
    default:
      return "neutral";
  }
}

/** The reason or note that was given with an act; empty if none. */
export function wordsOf({ event }: TrailEntry): string {
  if ("reason" in event) return event.reason;
  if ("annotation" in event) return event.annotation.body.value;
  if ("note" in event) return event.note;
  return "";
}

export type Version = {
  number: number;
  content: Content;
  at: string;
  by: string;
  note: string;
  /** Of the caption, since the version before; null where it is the same. */
  edits: readonly Edit[] | null;
};

/** The material as it was handed in and after each change, oldest first. */
export function versionsOf({ trail }: SubmissionDetail): Version[] {
  return trail.flatMap(({ event, at, account_name: by, caption_edits: edits }) => {
    if (event.type === "submitted")
      return [{ number: 1, content: event.content, at, by, note: "", edits: null }];
    if (event.type === "revised")
      return [{ number: event.version, content: event.content, at, by, note: event.note, edits }];
    return [];
  });
}

/** When and why a cancelled item was withdrawn. */
export function cancellation({ trail }: SubmissionDetail): { reason: string; by: string; at: string } | null {
  for (const { event, at, account_name: by } of trail) {
    if (event.type === "cancelled") return { reason: event.reason, by, at };
  }
  return null;
}

/** The beginning of a long digest, enough to compare by eye. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 12);
}
