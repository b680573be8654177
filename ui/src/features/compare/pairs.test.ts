import { expect, it } from "vitest";

import { photo } from "$/testing/office.ts";

import { pairFiles } from "./pairs.ts";

const file = (mark: string) => photo(`${mark}.jpg`, mark.repeat(64));
const [a, b, c, d] = [file("a"), file("b"), file("c"), file("d")];
const told = (pairs: ReturnType<typeof pairFiles>) =>
  pairs.map(({ kind, before, after }) => `${kind} ${before?.name[0] ?? "-"}${after?.name[0] ?? "-"}`);

it("pairs what stands in the same place, and sees what is the same wherever it stands", () => {
  expect(told(pairFiles([a, b, c], [a, d, c]))).toEqual(["same aa", "replaced bd", "same cc"]);
  expect(told(pairFiles([a, b], [b, a]))).toEqual(["same bb", "same aa"]);
});

it("tells what came and what went", () => {
  expect(told(pairFiles([a], [a, b]))).toEqual(["same aa", "added -b"]);
  expect(told(pairFiles([a, b], [b]))).toEqual(["same bb", "removed a-"]);
  expect(told(pairFiles([], []))).toEqual([]);
});

it("does not call a file replaced that only moved", () => {
  expect(told(pairFiles([a, b], [c, a]))).toEqual(["added -c", "same aa", "removed b-"]);
});

it("uses every file once", () => {
  expect(told(pairFiles([a, b, c], [d, c]))).toEqual(["replaced ad", "same cc", "removed b-"]);
});
