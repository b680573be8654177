import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { api, Failure } from "$/api/index.ts";
import { detail, HASH } from "$/testing/office.ts";

import { outbox, type Unsent, type UnsentAct } from "./outbox.svelte.ts";

const AWAY = new Failure(0, "offline", "Tidak tersambung.");
const accept = { type: "accept", digest: HASH, platforms: null, note: "" } as const;
const act = (id: string, at: number): UnsentAct => ({
  kind: "act",
  id,
  title: `Ajuan ${id}`,
  at,
  submission: `s-${id}`,
  revision: 2,
  act: accept,
});
const ids = (all: readonly Unsent[]) => all.map(({ id }) => id);

let stop: () => void;

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
  stop = outbox.watch("siti");
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** The window is closed and opened again. */
function restarted(account = "siti"): void {
  stop();
  stop = outbox.watch(account);
}

describe("what could not be sent", () => {
  it("is sent in order, each once, when the office answers again", async () => {
    const send = vi.spyOn(api, "act").mockRejectedValue(AWAY);
    expect(outbox.keep(act("a", 1_000))).toBe(true);
    expect(outbox.keep(act("b", 2_000))).toBe(true);
    await outbox.send();
    // The first got no answer, so the second was not tried before it.
    expect(send.mock.calls.map(([id]) => id)).toEqual(["s-a"]);
    const arrived: string[] = [];
    const deaf = outbox.onSent(({ unsent }) => arrived.push(unsent.id));
    send.mockReset().mockResolvedValue(detail());
    await vi.advanceTimersByTimeAsync(6_000);
    expect(send.mock.calls.map(([id, body]) => [id, body.command_id])).toEqual([
      ["s-a", "a"],
      ["s-b", "b"],
    ]);
    expect(arrived).toEqual(["a", "b"]);
    expect(outbox.all).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(send).toHaveBeenCalledTimes(2);
    deaf();
  });

  it("outlives the window, in its order, and also a clock that was put back", () => {
    vi.spyOn(api, "act").mockRejectedValue(AWAY);
    outbox.keep(act("a", 9_000));
    outbox.keep(act("b", 1_000));
    restarted();
    expect(ids(outbox.all)).toEqual(["a", "b"]);
  });

  it("is another person's secret at the same computer", async () => {
    const send = vi.spyOn(api, "act").mockRejectedValue(AWAY);
    outbox.keep(act("a", 1_000));
    restarted("hendra");
    send.mockClear();
    expect(outbox.all).toEqual([]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(send).not.toHaveBeenCalled();
    restarted("siti");
    expect(ids(outbox.all)).toEqual(["a"]);
  });

  it("stays with its refusal, keeps nothing else from being sent, and can be tried again or discarded", async () => {
    const send = vi
      .spyOn(api, "act")
      .mockImplementation(async (id) =>
        id === "s-a" ? Promise.reject(new Failure(409, "stale", "Siti sudah menerima.")) : detail(),
      );
    outbox.keep(act("a", 1_000));
    outbox.keep(act("b", 2_000));
    await outbox.send();
    expect(ids(outbox.all)).toEqual(["a"]);
    expect(outbox.refused[0]?.refusal).toEqual({ code: "stale", message: "Siti sudah menerima." });
    const tried = send.mock.calls.length;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(send).toHaveBeenCalledTimes(tried);
    restarted();
    expect(outbox.refused).toHaveLength(1);
    await outbox.retry("a");
    expect(send).toHaveBeenCalledTimes(tried + 1);
    outbox.discard("a");
    restarted();
    expect(outbox.all).toEqual([]);
  });

  it("waits for the person to sign in again", async () => {
    const send = vi.spyOn(api, "act").mockRejectedValue(new Failure(401, "signed_out", "Masuk lagi."));
    outbox.keep(act("a", 1_000));
    await outbox.send();
    expect(outbox.waiting).toHaveLength(1);
    send.mockResolvedValue(detail());
    await outbox.send();
    expect(outbox.all).toEqual([]);
  });

  it("is not kept where the computer keeps nothing, so that the form says what failed", () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    expect(outbox.keep(act("a", 1_000))).toBe(false);
    expect(outbox.all).toEqual([]);
  });
});

describe("a remark that was not sent", () => {
  const remark = (id: string, at: number, thread: string): UnsentAct => ({
    ...act(id, at),
    submission: "s",
    act: { type: "resolve_annotation", thread },
  });
  const decision: UnsentAct = { ...act("c", 3_000), submission: "s" };

  it("keeps nobody from deciding, and what was decided after it is not too late because of it", async () => {
    const send = vi.spyOn(api, "act").mockRejectedValue(AWAY);
    outbox.keep(remark("a", 1_000, "t1"));
    outbox.keep(remark("b", 2_000, "t2"));
    expect(outbox.of("s")).toEqual([]);
    outbox.keep(decision);
    expect([ids(outbox.of("s")), ids(outbox.remarksOn("s"))]).toEqual([["c"], ["a", "b"]]);
    send.mockReset().mockImplementation(async (_, { revision }) => detail({ revision: revision + 1 }));
    await outbox.send();
    expect(send.mock.calls.map(([, body]) => [body.command_id, body.revision])).toEqual([
      ["a", 2],
      ["b", 3],
      ["c", 4],
    ]);
  });

  it("doesn't hide that somebody else acted meanwhile", async () => {
    const send = vi.spyOn(api, "act").mockRejectedValue(AWAY);
    outbox.keep(remark("a", 1_000, "t1"));
    outbox.keep(decision);
    send.mockReset().mockResolvedValue(detail({ revision: 4 }));
    await outbox.send();
    expect(send.mock.calls.map(([, { revision }]) => revision)).toEqual([2, 2]);
  });

  it("is kept once, however often it is pressed", () => {
    vi.spyOn(api, "act").mockRejectedValue(AWAY);
    expect(outbox.keep(remark("a", 1_000, "t1"))).toBe(true);
    expect(outbox.keep(remark("b", 2_000, "t1"))).toBe(true);
    expect(ids(outbox.all)).toEqual(["a"]);
  });
});

describe("a draft that was handed in", () => {
  const content = detail().content;
  const draft: Unsent = {
    kind: "submit",
    id: "c1",
    title: "Rapat",
    at: 1_000,
    draft: "d1",
    revision: 3,
    content,
    lateReason: " Terlambat. ",
    late: true,
  };

  it("is saved first, then handed in at the saved revision", async () => {
    vi.spyOn(api, "saveDraft").mockResolvedValue({ revision: 4 } as Awaited<
      ReturnType<typeof api.saveDraft>
    >);
    const submit = vi.spyOn(api, "submitDraft").mockResolvedValue(detail());
    outbox.keep(draft);
    await outbox.send();
    expect(submit.mock.calls).toEqual([["d1", { command_id: "c1", revision: 4, late_reason: "Terlambat." }]]);
  });

  it("goes on where the answer to the saving or to the handing in was lost", async () => {
    const save = vi.spyOn(api, "saveDraft");
    const submit = vi.spyOn(api, "submitDraft").mockResolvedValue(detail());
    const { title, ...rest } = content;
    // The same content, told in another order.
    const current = { revision: 4, content: { ...rest, title } };
    save.mockRejectedValueOnce(new Failure(409, "stale", "Berubah.", null, { current }));
    outbox.keep(draft);
    await outbox.send();
    expect(submit.mock.calls[0]?.[1].revision).toBe(4);
    save.mockRejectedValueOnce(new Failure(404, "not_found", "Draf tidak ada."));
    outbox.keep({ ...draft, id: "c2" });
    await outbox.send();
    expect(submit.mock.calls[1]?.[1]).toMatchObject({ command_id: "c2", revision: 3 });
    expect(outbox.all).toEqual([]);
  });

  it("asks the person where somebody changed the draft meanwhile", async () => {
    const current = { revision: 9, content: { ...content, title: "Lain" } };
    vi.spyOn(api, "saveDraft").mockRejectedValue(new Failure(409, "stale", "Berubah.", null, { current }));
    const submit = vi.spyOn(api, "submitDraft");
    outbox.keep(draft);
    await outbox.send();
    expect(outbox.refused).toHaveLength(1);
    expect(submit).not.toHaveBeenCalled();
  });
});
