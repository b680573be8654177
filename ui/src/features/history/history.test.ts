import { afterEach, describe, expect, it, vi } from "vitest";

import { api, Failure, type HistoryEntry } from "$/api/index.ts";

import { byDay, History } from "./history.svelte.ts";

function entry(sequence: number, at = "2026-11-24T03:00:00Z"): HistoryEntry {
  return {
    sequence,
    at,
    kind: "accepted",
    sentence: "Menerima dan meneruskan ke Platform",
    words: "",
    position_label: "Tim Pengelola",
    submission: `s${sequence}`,
    title: `Rapat ${sequence}`,
    cover: null,
    state: "at_step",
    step_short: "Platform",
  };
}

afterEach(() => vi.restoreAllMocks());

describe("my history", () => {
  it("lies under the office's days", () => {
    const days = byDay([
      entry(3, "2026-11-24T17:30:00Z"),
      entry(2, "2026-11-24T03:00:00Z"),
      entry(1, "2026-11-23T18:00:00Z"),
    ]);
    expect(days.map(({ day, entries }) => [day, entries.length])).toEqual([
      ["2026-11-25", 1],
      ["2026-11-24", 2],
    ]);
  });

  it("goes further back from where it ended, with the same filter", async () => {
    const ask = vi.spyOn(api, "history").mockResolvedValueOnce({ items: [entry(9)], next: "c", total: 2 });
    const history = new History();
    await history.load({ q: " rapat ", kind: "accepted" });
    expect(history.more).toBe(1);
    ask.mockResolvedValueOnce({ items: [entry(4)], next: null, total: 2 });
    await history.further();
    expect(ask.mock.lastCall?.[0]).toMatchObject({ q: "rapat", kind: "accepted", cursor: "c" });
    expect(history.entries?.map(({ sequence }) => sequence)).toEqual([9, 4]);
    expect(history.more).toBe(0);
  });

  it("keeps what it has when a refresh fails, and tells when there is nothing yet", async () => {
    const ask = vi
      .spyOn(api, "history")
      .mockRejectedValueOnce(new Failure(0, "offline", "Tidak tersambung."));
    const history = new History();
    await history.load({ q: "", kind: "" });
    expect(history.failure?.message).toBe("Tidak tersambung.");
    ask.mockResolvedValueOnce({ items: [entry(1)], next: null, total: 1 });
    await history.load({ q: "", kind: "" });
    expect(history.failure).toBeNull();
    ask.mockRejectedValueOnce(new Failure(0, "offline", "Tidak tersambung."));
    await history.load({ q: "", kind: "" }, true);
    expect([history.failure, history.entries?.length]).toEqual([null, 1]);
  });
});
