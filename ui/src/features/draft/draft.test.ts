import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { api, Failure } from "$/api/index.ts";
import { content, detail, draft, photo, sop, viewOf } from "$/testing/office.ts";

import { readBackup } from "./backup.ts";
import { DraftState } from "./draft.svelte.ts";

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  vi.spyOn(api, "asset").mockResolvedValue(viewOf(photo()));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const saved = (revision: number, title: string) => draft({ revision, content: content({ title }) });

/** Types a title and tells the draft, as the screen's effect does. */
function type(state: DraftState, title: string): void {
  state.form.title = title;
  flushSync();
  state.follow();
}

describe("a draft on the screen", () => {
  it("saves itself a moment after the last key, once", async () => {
    const put = vi.spyOn(api, "saveDraft").mockResolvedValue(saved(2, "Baru"));
    const state = new DraftState(draft(), sop());
    type(state, "Ba");
    type(state, "Baru");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(put).toHaveBeenCalledTimes(1);
    expect(put.mock.calls[0]?.[1]).toMatchObject({ revision: 1, content: { title: "Baru" } });
    expect(state.save.state).toBe("saved");
  });

  it("keeps what was typed on this computer until it is saved", async () => {
    vi.spyOn(api, "saveDraft").mockRejectedValueOnce(new Failure(0, "offline", "Tidak tersambung."));
    const state = new DraftState(draft(), sop());
    type(state, "Belum tersimpan");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(state.save.state).toBe("failed");
    expect(readBackup("d1")?.content.title).toBe("Belum tersimpan");
  });

  it("brings typing back after a crash", () => {
    localStorage.setItem(
      "terbit.draft.d1",
      JSON.stringify({ content: content({ title: "Dari tadi" }), lateReason: "", revision: 1 }),
    );
    const state = new DraftState(draft(), sop());
    expect(state.form.title).toBe("Dari tadi");
    expect(state.restored).toBe(true);
  });

  it("never overwrites what was saved elsewhere without asking", async () => {
    const put = vi.spyOn(api, "saveDraft");
    put.mockRejectedValueOnce(
      new Failure(409, "stale", "Diubah.", null, { current: saved(5, "Milik lain") }),
    );
    const state = new DraftState(draft(), sop());
    type(state, "Milik saya");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(state.save.state).toBe("stale");
    expect(state.form.title).toBe("Milik saya");

    put.mockResolvedValueOnce(saved(6, "Milik saya"));
    await state.resolve("mine");
    expect(put.mock.calls[1]?.[1]).toMatchObject({ revision: 5, content: { title: "Milik saya" } });
    expect(state.save.state).toBe("saved");
  });

  it("takes the other version when that is chosen", async () => {
    vi.spyOn(api, "saveDraft").mockRejectedValueOnce(
      new Failure(409, "stale", "Diubah.", null, { current: saved(5, "Milik lain") }),
    );
    const state = new DraftState(draft(), sop());
    type(state, "Milik saya");
    await vi.advanceTimersByTimeAsync(1_000);
    await state.resolve("theirs");
    expect(state.form.title).toBe("Milik lain");
    expect(readBackup("d1")).toBeNull();
  });

  it("says what keeps it from being handed in", () => {
    const state = new DraftState(draft({ content: content({ title: "", caption: "x".repeat(214) }) }), sop());
    expect(state.obstacle).toBe("Belum lengkap: Judul.");
    state.form.title = "Ada";
    expect(state.obstacle).toBe("Caption 214 karakter, paling banyak 200. Kurangi 14.");
    state.form.caption = "Pendek";
    expect(state.obstacle).toBeNull();
  });

  it("uses one id for a submission however often it is tried", async () => {
    const submit = vi.spyOn(api, "submitDraft");
    submit.mockRejectedValueOnce(new Failure(0, "offline", "Tidak tersambung."));
    submit.mockResolvedValueOnce(detail());
    const state = new DraftState(draft(), sop());
    await expect(state.submit()).rejects.toThrow("Tidak tersambung.");
    await state.submit();
    expect(submit.mock.calls[0]?.[1].command_id).toBe(submit.mock.calls[1]?.[1].command_id);
  });
});
