import { afterEach, describe, expect, it, vi } from "vitest";

import { api } from "$/api/index.ts";
import { card } from "$/testing/office.ts";

import { Inbox, inOrder } from "./inbox.svelte.ts";

const late = card({ id: "late", remaining_seconds: -60, deadline: "2026-11-24T03:00:00Z" });
const soon = card({
  id: "soon",
  remaining_seconds: 600,
  deadline: "2026-11-24T08:00:00Z",
  title: "Bus wisata",
});
const tomorrow = card({ id: "tomorrow", remaining_seconds: 3600, deadline: "2026-11-25T03:00:00Z" });
const unhurried = card({ id: "unhurried" });

afterEach(() => vi.restoreAllMocks());

async function opened(): Promise<Inbox> {
  const items = [unhurried, tomorrow, soon, late];
  vi.spyOn(api, "submissions").mockResolvedValue({ items, next: null, total: items.length });
  const inbox = new Inbox("inbox");
  await vi.waitFor(() => expect(inbox.all).not.toBeNull());
  return inbox;
}

describe("the inbox", () => {
  it("puts what is late first, then what is due today, then the rest", () => {
    const groups = inOrder([unhurried, tomorrow, soon, late], "2026-11-24");
    expect(groups.map(({ name, items }) => [name, items.map(({ id }) => id)])).toEqual([
      ["late", ["late"]],
      ["today", ["soon"]],
      ["next", ["tomorrow", "unhurried"]],
    ]);
  });

  it("offers the next item after a decision, and the one before at the end", async () => {
    const inbox = await opened();
    expect(inbox.drop("late")?.id).toBe("soon");
    expect(inbox.drop("unhurried")?.id).toBe("tomorrow");
    inbox.drop("soon");
    expect(inbox.drop("tomorrow")).toBeUndefined();
  });

  it("searches titles", async () => {
    const inbox = await opened();
    inbox.q = "BUS";
    expect(inbox.flat.map(({ id }) => id)).toEqual(["soon"]);
  });

  it("walks down and up and stops at the ends", async () => {
    const inbox = await opened();
    expect(inbox.neighbour("late", 1)?.id).toBe("soon");
    expect(inbox.neighbour("late", -1)).toBeUndefined();
  });
});
