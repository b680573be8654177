import { describe, expect, it } from "vitest";

import type { SubmissionDetail, TrailEntry } from "$/api/index.ts";
import { photo } from "$/testing/office.ts";

import { isComparable, usualChoice } from "./choice.ts";

const files = (...marks: string[]) => ({
  assets: marks.map((mark) => photo(`${mark}.jpg`, mark.repeat(64))),
});
const entry = (account_name: string, event: object) =>
  ({ account_name, at: "", event }) as unknown as TrailEntry;
const submitted = (...marks: string[]) => entry("Nadia", { type: "submitted", content: files(...marks) });
const revised = (version: number, ...marks: string[]) =>
  entry("Nadia", { type: "revised", version, note: "", content: files(...marks) });
const accepted = (name: string) => entry(name, { type: "accepted" });
const trail = (...entries: TrailEntry[]) => ({ trail: entries }) as unknown as SubmissionDetail;

describe("usualChoice", () => {
  it("takes what lay before me when I last decided", () => {
    const detail = trail(
      submitted("a"),
      accepted("Siti"),
      revised(2, "b"),
      accepted("Hendra"),
      revised(3, "c"),
    );
    expect(usualChoice(detail, "Siti")).toEqual({ before: 1, after: 3, decided: true });
    expect(usualChoice(detail, "Hendra")).toEqual({ before: 2, after: 3, decided: true });
  });

  it("takes the version before where I have not decided, or on the present one", () => {
    const detail = trail(submitted("a"), revised(2, "b"), revised(3, "c"), accepted("Siti"));
    expect(usualChoice(detail, "Ratna")).toEqual({ before: 2, after: 3, decided: false });
    expect(usualChoice(detail, "Siti")).toEqual({ before: 2, after: 3, decided: false });
  });

  it("has nothing to choose among one", () => {
    expect(usualChoice(trail(submitted("a")), "Siti")).toBeNull();
  });
});

it("compares only where files differ", () => {
  expect(isComparable(trail(submitted("a"), revised(2, "a")))).toBe(false);
  expect(isComparable(trail(submitted("a"), revised(2, "a"), revised(3, "a", "b")))).toBe(true);
});
