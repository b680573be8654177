import { beforeEach, describe, expect, it, vi } from "vitest";

import { api, Failure, type ArchiveQuery, type SubmissionCard, type SubmissionPage } from "$/api/index.ts";

import { ArchiveList } from "./archive-list.svelte.ts";
import { NO_FILTERS } from "./filters.ts";

const card = (id: string) => ({ id }) as SubmissionCard;
const archive = vi.spyOn(api, "archive");

function answers(pages: SubmissionPage[]): void {
  for (const page of pages) archive.mockResolvedValueOnce(page);
}

const queries = () => archive.mock.calls.map(([query]: [ArchiveQuery, ...unknown[]]) => query);

beforeEach(() => {
  archive.mockReset();
});

describe("the list of records", () => {
  it("goes on from the server's own place mark until there is none", async () => {
    answers([
      { items: [card("a"), card("b")], next: "mark", total: 3 },
      { items: [card("c")], next: null, total: 3 },
    ]);
    const list = new ArchiveList();
    await list.search(NO_FILTERS);
    await list.more();
    await list.more();
    expect(list.items.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(queries().map(({ cursor }) => cursor)).toEqual([undefined, "mark"]);
    expect(list.hasMore).toBe(false);
  });

  it("shows a record once, though it slid onto the next page meanwhile", async () => {
    answers([
      { items: [card("a"), card("b")], next: "mark", total: 3 },
      { items: [card("b"), card("c")], next: null, total: 3 },
    ]);
    const list = new ArchiveList();
    await list.search(NO_FILTERS);
    await list.more();
    expect(list.items.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  it("keeps what was found when the next page fails, and tries again from there", async () => {
    answers([{ items: [card("a")], next: "mark", total: 2 }]);
    const list = new ArchiveList();
    await list.search(NO_FILTERS);
    archive.mockRejectedValueOnce(new Failure(0, "offline", "Tidak menjawab."));
    await list.more();
    expect(list.failure?.message).toBe("Tidak menjawab.");
    expect(list.items).toHaveLength(1);
    answers([{ items: [card("b")], next: null, total: 2 }]);
    list.retry();
    await vi.waitFor(() => expect(list.items).toHaveLength(2));
    expect(list.failure).toBeNull();
  });

  it("drops the answer to a search that was given up", async () => {
    archive.mockImplementationOnce(
      (_, how) =>
        new Promise((_resolve, reject) => {
          how?.signal?.addEventListener("abort", () => reject(new DOMException("gone", "AbortError")));
        }),
    );
    answers([{ items: [card("new")], next: null, total: 1 }]);
    const list = new ArchiveList();
    const old = list.search({ ...NO_FILTERS, q: "lama" });
    await list.search({ ...NO_FILTERS, q: "baru" });
    await old;
    expect(list.items.map(({ id }) => id)).toEqual(["new"]);
    expect(list.holds({ ...NO_FILTERS, q: "baru" })).toBe(true);
    expect(list.failure).toBeNull();
  });
});
