import { afterEach, describe, expect, it, vi } from "vitest";

import { api, type InboxPage, type InboxQuery } from "$/api/index.ts";
import { inboxRow } from "$/testing/office.ts";

import { Inbox } from "./inbox.svelte.ts";
import { moveOf } from "./keys.ts";

const late = inboxRow({ id: "late", remaining_seconds: -60, deadline: "2026-11-24T03:00:00Z" });
const soon = inboxRow({ id: "soon", deadline: "2026-11-24T08:00:00Z", title: "Bus wisata" });
const tomorrow = inboxRow({ id: "tomorrow", deadline: "2026-11-25T03:00:00Z" });
const unhurried = inboxRow({ id: "unhurried" });
const handed = inboxRow({ id: "handed", title: "Sudah diteruskan" });

afterEach(() => vi.restoreAllMocks());

function answers({ desk, q }: InboxQuery): InboxPage {
  const rest = { next: null, clock_paused: false };
  if (desk === "others") return { items: [handed], counts: { late: 0, today: 0, next: 1 }, ...rest };
  if (q) return { items: [soon], counts: { late: 0, today: 1, next: 0 }, ...rest };
  return { items: [late, soon, tomorrow, unhurried], counts: { late: 1, today: 1, next: 2 }, ...rest };
}

async function opened(): Promise<Inbox> {
  vi.spyOn(api, "inbox").mockImplementation((query) => Promise.resolve(answers(query)));
  const inbox = new Inbox("inbox");
  await vi.waitFor(() => expect(inbox.sections.length).toBe(4));
  return inbox;
}

describe("the inbox", () => {
  it("has what is late first, then what is due today, then the rest, and what waits for others closed", async () => {
    const inbox = await opened();
    expect(inbox.sections).toEqual([
      { name: "late", count: 1 },
      { name: "today", count: 1 },
      { name: "next", count: 2 },
      { name: "others", count: 0 },
    ]);
    expect(inbox.at({ name: "next", index: 1 })?.id).toBe("unhurried");
    expect(inbox.placeOf("tomorrow")).toEqual({ name: "next", index: 0 });
    expect(inbox.others?.total).toBe(1);
    expect(inbox.placeOf("handed")).toBeNull();
  });

  it("loads what waits for others when it is opened, and walks into it", async () => {
    const inbox = await opened();
    expect(inbox.neighbour("unhurried", 1)).toBeUndefined();
    inbox.toggleOthers();
    await vi.waitFor(() => expect(inbox.placeOf("handed")).toEqual({ name: "others", index: 0 }));
    expect(inbox.neighbour("unhurried", 1)?.id).toBe("handed");
    expect([inbox.length, inbox.positionOf("handed")]).toEqual([5, 4]);
    expect((await inbox.rowAt(4))?.id).toBe("handed");
  });

  it("offers the next item after a decision, and the one before at the end", async () => {
    const inbox = await opened();
    expect(inbox.drop("late")?.id).toBe("soon");
    expect(inbox.drop("unhurried")?.id).toBe("tomorrow");
    inbox.drop("soon");
    expect(inbox.drop("tomorrow")).toBeUndefined();
  });

  it("asks again about a decided item: it may be theirs again, and its notice may have come first", async () => {
    const inbox = await opened();
    inbox.drop("soon");
    expect(inbox.placeOf("soon")).toBeNull();
    const page = { ...answers({ desk: "decide" }), items: [soon] };
    vi.mocked(api.inbox).mockImplementation((query) =>
      Promise.resolve(query.ids?.includes("soon") && query.desk === "decide" ? page : answers(query)),
    );
    const stop = inbox.watch();
    await vi.waitFor(() => expect(inbox.placeOf("soon")).toEqual({ name: "today", index: 0 }));
    stop();
  });

  it("searches on the server, a moment after the last key", async () => {
    const inbox = await opened();
    for (const q of ["b", "bu", "bus "]) inbox.q = q;
    await vi.waitFor(() => expect(inbox.mine.items?.map(({ id }) => id)).toEqual(["soon"]));
    const asked = vi.mocked(api.inbox).mock.calls.map(([{ q }]) => q);
    expect(asked.filter((q) => q === "bus")).toHaveLength(2);
    expect(asked).not.toContain("bu");
    expect(inbox.drop("soon")).toBeUndefined();
    inbox.q = "";
    expect(inbox.mine.items?.map(({ id }) => id)).toEqual(["late", "tomorrow", "unhurried"]);
  });

  it("walks down and up and stops at the ends", async () => {
    const inbox = await opened();
    expect(inbox.neighbour("late", 1)?.id).toBe("soon");
    expect(inbox.neighbour("late", -1)).toBeUndefined();
    expect(inbox.neighbour("elsewhere", 1)?.id).toBe("late");
  });
});

describe("the keys", () => {
  it("J and K move anywhere, the arrows only in the list", () => {
    expect([moveOf("j", false), moveOf("K", false)]).toEqual(["next", "previous"]);
    expect([moveOf("ArrowDown", true), moveOf("ArrowDown", false)]).toEqual(["next", undefined]);
    expect([moveOf("End", true), moveOf("PageUp", true), moveOf("t", true)]).toEqual([
      "last",
      "up",
      undefined,
    ]);
  });
});
