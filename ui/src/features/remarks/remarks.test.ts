import { flushSync } from "svelte";
import { beforeEach, describe, expect, test, vi } from "vitest";

import { Failure, type Act, type SubmissionDetail } from "$/api/index.ts";
import { detail, photo } from "$/testing/office.ts";

import { Remarks } from "./remarks.svelte.ts";
import { resolution, thread } from "./thread.fixture.ts";

const done = thread(1, { resolution, can_resolve: false });
const second = thread(2);
const open = [second, thread(3)];
const shown: SubmissionDetail = detail({
  remarks: { threads: [done, ...open], open: 2, can_add: true, assignees: [] },
});

describe("remarks", () => {
  const act = vi.fn<(act: Act) => Promise<boolean>>();
  let remarks: Remarks;
  beforeEach(() => {
    act.mockReset().mockResolvedValue(true);
    remarks = new Remarks(() => shown, act);
  });

  test("are listed with the open ones first, and filtered", () => {
    const numbers = () => remarks.listed.map(({ number }) => number);
    expect(numbers()).toEqual([2, 3, 1]);
    remarks.filter = "done";
    flushSync();
    expect(numbers()).toEqual([1]);
    remarks.filter = "open";
    expect(numbers()).toEqual([2, 3]);
  });

  test("are walked through in the panel's order, round and round", () => {
    expect(remarks.step(1)?.number).toBe(2);
    expect(remarks.step(1)?.number).toBe(3);
    expect(remarks.step(1)?.number).toBe(1);
    expect(remarks.step(1)?.number).toBe(2);
    expect(remarks.step(-1)?.number).toBe(1);
    remarks.selected = null;
    expect(remarks.step(-1)?.number).toBe(1);
  });

  test("a new one says where it points, and keeps its id when it is sent again", async () => {
    remarks.startDrawing();
    remarks.begin(photo(), { x: 12.5, y: 80, width: 0, height: 0 });
    expect(remarks.drawing).toBe(false);
    act.mockRejectedValueOnce(new Failure(0, "offline", "Sambungan terputus."));
    expect(await remarks.add("Logo", null)).toBe(false);
    expect(remarks.failure?.message).toBe("Sambungan terputus.");
    expect(remarks.begun).not.toBeNull();
    expect(await remarks.add("Logo", null)).toBe(true);
    const [first, second] = act.mock.calls.map(([sent]) => sent);
    expect(second).toEqual(first);
    expect(first).toMatchObject({
      type: "annotate",
      source: `urn:sha256:${photo().sha256}`,
      fragment: "xywh=percent:12.5,80,0,0",
      text: "Logo",
    });
    expect(remarks.begun).toBeNull();
  });

  test("what may not be ticked off is not asked for", async () => {
    expect(await remarks.resolve(done)).toBe(false);
    expect(act).not.toHaveBeenCalled();
    expect(await remarks.resolve(second)).toBe(true);
  });

  test("who may not point at something draws nothing", () => {
    remarks = new Remarks(() => detail(), act);
    remarks.startDrawing();
    expect(remarks.drawing).toBe(false);
  });
});
