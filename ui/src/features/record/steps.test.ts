import { describe, expect, it } from "vitest";

import type { Content, OfficeEvent, SubmissionDetail, TrailEntry } from "$/api/index.ts";

import { cancellation, timeUsed, toneOf, versionsOf, wordsOf } from "./steps.ts";

const content = (caption: string) => ({ caption }) as Content;
const digest = { basis: "material", sha256: "ab" } as const;
const timing = { verdict: "not_applicable" } as const;

function entry(event: OfficeEvent, more: Partial<TrailEntry> = {}): TrailEntry {
  return {
    event,
    at: "2026-11-21T07:05:00Z",
    account_name: "Siti",
    worked_seconds: null,
    standard_seconds: null,
    ...more,
  } as TrailEntry;
}

const submitted = entry({
  type: "submitted",
  sop: "s",
  edition: "e",
  sop_sha256: "x",
  content: content("Satu"),
  timing,
  late_reason: null,
  made_by: null,
});
const rejected = entry(
  {
    type: "rejected",
    step: "platform",
    to: "koreksi",
    digest,
    reason: "Foto buram.",
    worked_seconds: 1200,
    same_person: false,
  },
  { worked_seconds: 1200, standard_seconds: 900 },
);
const revised = entry({
  type: "revised",
  step: "koreksi",
  version: 2,
  content: content("Dua"),
  digest,
  note: "Foto diganti",
  timing,
  took: [],
  late_reason: null,
});

describe("what the trail tells", () => {
  it("holds each version of the material with who made it", () => {
    const versions = versionsOf({ trail: [submitted, rejected, revised] } as SubmissionDetail);
    expect(versions.map(({ number, content: { caption }, note }) => [number, caption, note])).toEqual([
      [1, "Satu", ""],
      [2, "Dua", "Foto diganti"],
    ]);
  });

  it("measures an act against the standard", () => {
    expect(timeUsed(rejected)).toMatchObject({ late: true, share: 1200 / 900 });
    expect(timeUsed(submitted)).toBeNull();
  });

  it("gives the reason or the note, whichever the act has", () => {
    expect([submitted, rejected, revised].map(wordsOf)).toEqual(["", "Foto buram.", "Foto diganti"]);
  });

  it("colours an act by what it meant", () => {
    expect([submitted, rejected].map(toneOf)).toEqual(["neutral", "returned"]);
  });

  it("finds why an item was cancelled", () => {
    const cancelled = entry({ type: "cancelled", step: "ajukan", reason: "Kegiatan ditunda." });
    expect(cancellation({ trail: [submitted, cancelled] } as SubmissionDetail)?.reason).toBe(
      "Kegiatan ditunda.",
    );
    expect(cancellation({ trail: [submitted] } as SubmissionDetail)).toBeNull();
  });
});
