import { afterEach, describe, expect, it, vi } from "vitest";

import { api, Failure, type InboxPage, type InboxRow } from "$/api/index.ts";
import { inboxRow } from "$/testing/office.ts";

import { compare, merged, Rows, type Row } from "./rows.svelte.ts";

const at = (id: string, deadline: string | null = "2026-11-24T03:00:00Z"): Row => ({
  ...inboxRow({ id, deadline }),
  loadedAt: 0,
});
const page = (items: InboxRow[], next: string | null, counts: Partial<InboxPage["counts"]>): InboxPage => ({
  items,
  next,
  counts: { late: 0, today: 0, next: 0, ...counts },
  clock_paused: false,
});
const many = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => inboxRow({ id: `s${String(from + n).padStart(5, "0")}` }));

afterEach(() => vi.restoreAllMocks());

describe("the order of the list", () => {
  it("is the server's: by deadline, then by id, and those without one last", () => {
    const rows = [at("d", null), at("c"), at("a", "2026-11-24T03:00:00.5Z"), at("b")];
    expect(rows.sort(compare).map(({ id }) => id)).toEqual(["b", "c", "a", "d"]);
  });

  it("takes in what changed, and leaves what lies beyond the loaded part for later", () => {
    const items = [at("a"), at("b"), at("d")];
    expect(merged(items, ["b", "c", "e"], [at("c"), at("e")], false).map(({ id }) => id)).toEqual([
      "a",
      "c",
      "d",
    ]);
    expect(merged(items, ["e"], [at("e")], true).map(({ id }) => id)).toEqual(["a", "b", "d", "e"]);
  });
});

describe("the rows of a desk", () => {
  it("load on until the wanted row is there, and no further", async () => {
    const ask = vi
      .spyOn(api, "inbox")
      .mockResolvedValueOnce(page(many(0, 40), "a", { next: 10_000 }))
      .mockResolvedValueOnce(page(many(40, 240), "b", { next: 10_000 }))
      .mockResolvedValueOnce(page(many(240, 440), "c", { next: 10_000 }));
    const rows = new Rows("decide");
    await rows.load();
    expect([rows.items?.length, rows.total, rows.complete]).toEqual([40, 10_000, false]);
    await Promise.all([rows.want(250), rows.want(300)]);
    expect(rows.items?.length).toBe(440);
    expect(ask.mock.calls.map(([{ cursor, limit }]) => [cursor, limit])).toEqual([
      [undefined, 40],
      ["a", 200],
      ["b", 200],
    ]);
  });

  it("load on to the last row though rows near the top are asked for meanwhile", async () => {
    vi.spyOn(api, "inbox")
      .mockResolvedValueOnce(page(many(0, 40), "a", { next: 440 }))
      .mockResolvedValueOnce(page(many(40, 240), "b", { next: 440 }))
      .mockResolvedValueOnce(page(many(240, 440), null, { next: 440 }));
    const rows = new Rows("decide");
    await rows.load();
    await Promise.all([rows.want(439), rows.want(11)]);
    expect(rows.items?.length).toBe(440);
  });

  it("take a decided item off its group at once", async () => {
    vi.spyOn(api, "inbox").mockResolvedValue(page(many(0, 4), null, { late: 1, today: 2, next: 1 }));
    const rows = new Rows("decide");
    await rows.load();
    rows.drop("s00001");
    expect(rows.counts).toEqual({ late: 1, today: 1, next: 1 });
    rows.drop("s00000");
    rows.drop("s00003");
    rows.drop("s00003");
    expect(rows.counts).toEqual({ late: 0, today: 1, next: 0 });
    expect(rows.items?.map(({ id }) => id)).toEqual(["s00002"]);
  });

  it("tell what is new, and not what was only further down", async () => {
    const ask = vi.spyOn(api, "inbox").mockResolvedValueOnce(page(many(0, 40), "a", { next: 60 }));
    const rows = new Rows("decide");
    await rows.load();
    const deep = many(50, 51);
    ask.mockResolvedValueOnce(page(deep, null, { next: 60 }));
    expect(await rows.refresh(["s00050"])).toEqual([]);
    const urgent = inboxRow({ id: "t1", deadline: "2026-11-23T03:00:00Z" });
    ask.mockResolvedValueOnce(page([urgent], null, { late: 1, next: 60 }));
    expect((await rows.refresh(["t1"])).map(({ id }) => id)).toEqual(["t1"]);
    expect([rows.items?.[0]?.id, rows.items?.length, rows.total]).toEqual(["t1", 41, 61]);
    expect(ask.mock.lastCall?.[0].ids).toEqual(["t1"]);
  });

  it("say why there is nothing, and stay when only a refresh failed", async () => {
    const failure = new Failure(0, "offline", "Tidak tersambung.");
    const ask = vi.spyOn(api, "inbox").mockRejectedValueOnce(failure);
    const rows = new Rows("decide");
    await rows.load();
    expect(rows.failure?.message).toBe("Tidak tersambung.");
    ask.mockResolvedValueOnce(page(many(0, 2), null, { next: 2 }));
    await rows.load();
    expect(rows.failure).toBeNull();
    ask.mockRejectedValueOnce(failure);
    expect(await rows.refresh(["s00001"])).toEqual([]);
    expect(rows.items?.length).toBe(2);
  });
});
