import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { api, type InboxRow } from "$/api/index.ts";
import type { Notice } from "$/host/index.ts";
import { inboxRow } from "$/testing/office.ts";

const { shell, hears } = vi.hoisted(() => ({
  shell: { show: vi.fn(), waiting: vi.fn(), onWanted: vi.fn() },
  hears: { change: (_: Notice): void => undefined },
}));
vi.mock("$/host/index.ts", () => ({
  host: {
    notices: shell,
    subscribe: (listener: (notice: Notice) => void) => {
      hears.change = listener;
      return () => undefined;
    },
  },
}));

const { live } = await import("./live.svelte.ts");
const { notices } = await import("./notices.svelte.ts");

/** What waits for the person, at each desk, as the office has it now. */
let waiting: { decide: InboxRow[]; publish: InboxRow[] };
/** More of it than the first page has. */
let beyond: number;
let stop: () => void;

const inbox = vi.spyOn(api, "inbox");
const focus = vi.spyOn(document, "hasFocus");

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  location.hash = "";
  waiting = { decide: [inboxRow({ id: "old", title: "Sudah menunggu" })], publish: [] };
  beyond = 0;
  shell.show.mockReset().mockResolvedValue(false);
  shell.waiting.mockReset();
  shell.onWanted.mockReset().mockReturnValue(() => undefined);
  focus.mockReturnValue(false);
  inbox.mockReset().mockImplementation(({ desk, ids }) => {
    const all = desk === "others" ? [] : waiting[desk];
    const items = ids ? all.filter(({ id }) => ids.includes(id)) : all.filter(({ id }) => id !== "deep");
    const more = desk === "decide" ? beyond : 0;
    const counts = { late: 0, today: 0, next: all.length + more };
    return Promise.resolve({ items, counts, clock_paused: false, next: more > 0 ? "further" : null });
  });
  live.start();
});

afterEach(() => {
  stop();
  live.stop();
  notices.on = true;
  vi.useRealTimers();
});

/** The window of somebody who is signed in and looks elsewhere. */
async function watched(): Promise<void> {
  stop = notices.watch();
  await vi.advanceTimersByTimeAsync(0);
}

async function changes(...ids: (string | null)[]): Promise<void> {
  for (const submission of ids) {
    const kind = submission ? "submission" : "office";
    hears.change({ kind, submission, revision: submission ? 2 : null, sequence: 9 });
  }
  await vi.advanceTimersByTimeAsync(1_000);
}

const titles = () => shell.show.mock.calls.map(([{ title }]) => title as string);

describe("a note of the system", () => {
  it("says the item's title and its step, and nothing more", async () => {
    await watched();
    waiting.decide.push(inboxRow({ id: "new", title: "Kunjungan Kota Surabaya", step_short: "Periksa" }));
    await changes("new");
    expect(shell.show.mock.calls).toEqual([
      [{ title: "Kunjungan Kota Surabaya", text: "Menunggu Anda: Periksa", action: "Buka" }],
    ]);
  });

  it("is not for what waited before the window came, whatever happens to it", async () => {
    await watched();
    await changes("old");
    await changes(null);
    expect(titles()).toEqual([]);
  });

  it("comes once for an item, and again when it comes back", async () => {
    await watched();
    const item = inboxRow({ id: "new", title: "Bus wisata" });
    waiting.publish = [item];
    await changes("new", "new");
    await changes("new");
    await changes(null);
    expect(titles()).toEqual(["Bus wisata"]);
    waiting.publish = [];
    await changes("new");
    waiting.publish = [item];
    await changes("new");
    expect(titles()).toEqual(["Bus wisata", "Bus wisata"]);
  });

  it("is not needed while the window is in front, nor afterwards for what was seen there", async () => {
    await watched();
    focus.mockReturnValue(true);
    waiting.decide.push(inboxRow({ id: "new" }));
    await changes("new");
    focus.mockReturnValue(false);
    await changes("new");
    expect(titles()).toEqual([]);
  });

  it("tells of what came while the line was broken", async () => {
    await watched();
    waiting.decide.push(inboxRow({ id: "new", title: "Bus wisata" }));
    hears.change("resync");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(titles()).toEqual(["Bus wisata"]);
  });

  it("is one for many that arrive together", async () => {
    await watched();
    const many = ["a", "b", "c", "d"].map((id) => inboxRow({ id }));
    waiting.decide.push(...many);
    await changes("a", "b", "c", "d");
    expect(titles()).toEqual(["4 ajuan baru menunggu Anda"]);
  });

  it("of a list too long to know tells only what made it longer", async () => {
    beyond = 5_000;
    waiting.decide.push(inboxRow({ id: "deep", title: "Jauh di bawah" }));
    await watched();
    await changes("deep");
    expect(titles()).toEqual([]);
    waiting.decide.push(inboxRow({ id: "new", title: "Baru" }));
    await changes("new");
    expect(titles()).toEqual(["Baru"]);
  });

  it("opens its item when it is pressed", async () => {
    shell.show.mockResolvedValue(true);
    await watched();
    waiting.decide.push(inboxRow({ id: "new" }));
    await changes("new");
    expect(location.hash).toBe("#/kotak/new");
  });

  it("opens nothing for whoever signed in meanwhile", async () => {
    let press: (pressed: boolean) => void = () => undefined;
    shell.show.mockReturnValue(new Promise((resolve) => (press = resolve)));
    await watched();
    waiting.decide.push(inboxRow({ id: "new" }));
    await changes("new");
    stop();
    press(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(shell.show).toHaveBeenCalledOnce();
    expect(location.hash).toBe("");
  });

  it("can be switched off on this computer, and what came meanwhile is no news later", async () => {
    await watched();
    notices.on = false;
    expect(localStorage.getItem("terbit.notices")).toBe("off");
    waiting.decide.push(inboxRow({ id: "new" }));
    await changes("new");
    notices.on = true;
    await changes("new");
    expect(titles()).toEqual([]);
  });
});

describe("the tray", () => {
  beforeEach(() => (stop = () => undefined));

  it("says how much waits, and nothing when nothing does", () => {
    notices.count(3);
    notices.count(0);
    expect(shell.waiting.mock.calls).toEqual([["3 ajuan menunggu Anda"], [null]]);
  });

  it("brings to what waits when that is pressed", async () => {
    await watched();
    const [[wanted]] = shell.onWanted.mock.calls as [[() => void]];
    wanted();
    expect(location.hash).toBe("#/kotak");
  });
});
