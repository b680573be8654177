/** Which two versions a person most likely wants to compare. */
import type { SubmissionDetail } from "$/api/index.ts";
import { versionsOf, type Version } from "$/features/record/steps.ts";

const DECISIONS = new Set(["accepted", "rejected", "completed"]);

export type Choice = { before: number; after: number; decided: boolean };

/** The version that this person last decided on, or else the one before, against the present. */
export function usualChoice(detail: SubmissionDetail, me: string | null): Choice | null {
  const versions = versionsOf(detail);
  const present = versions.at(-1);
  const previous = versions.at(-2);
  if (!present || !previous) return null;
  const decided = lastDecided(detail, me);
  if (decided !== null && decided < present.number)
    return { before: decided, after: present.number, decided: true };
  return { before: previous.number, after: present.number, decided: false };
}

/** The number of the version that lay before this person when they last decided. */
function lastDecided({ trail }: SubmissionDetail, me: string | null): number | null {
  let version = 0;
  let mine: number | null = null;
  for (const { event, account_name } of trail) {
    if (event.type === "submitted") version = 1;
    else if (event.type === "revised") version = event.version;
    else if (DECISIONS.has(event.type) && account_name === me) mine = version;
  }
  return mine;
}

/** Whether there is a picture to compare: some file differs between some versions. */
export function isComparable(detail: SubmissionDetail): boolean {
  const versions = versionsOf(detail);
  const hashes = (version: Version) => version.content.assets.map(({ sha256 }) => sha256).join();
  return new Set(versions.map(hashes)).size > 1;
}
