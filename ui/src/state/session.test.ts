import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { api, Failure } from "$/api/index.ts";

import { session } from "./session.svelte.ts";

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(api, "office").mockResolvedValue({ state: "ready" } as Awaited<ReturnType<typeof api.office>>);
});
afterEach(() => vi.restoreAllMocks());

describe("signing out", () => {
  it("that no office heard is said again before anybody is let in", async () => {
    const out = vi
      .spyOn(api, "signOut")
      .mockRejectedValueOnce(new Failure(0, "offline", "Tidak tersambung."));
    await session.signOut();
    expect(session.stage).toBe("signed_out");

    out.mockResolvedValue(undefined as Awaited<ReturnType<typeof api.signOut>>);
    const asked = vi.spyOn(api, "session").mockRejectedValue(new Failure(401, "signed_out", "Masuk dahulu."));
    await session.start();
    expect(out).toHaveBeenCalledTimes(2);
    expect(out.mock.invocationCallOrder[1]).toBeLessThan(asked.mock.invocationCallOrder[0] ?? 0);
    await session.start();
    expect(out).toHaveBeenCalledTimes(2);
  });

  it("lets nobody in while it can't be said", async () => {
    vi.spyOn(api, "signOut").mockRejectedValue(new Failure(0, "offline", "Tidak tersambung."));
    await session.signOut();
    const asked = vi.spyOn(api, "session");
    await session.start();
    expect(asked).not.toHaveBeenCalled();
    expect(session.stage).toBe("unreachable");
  });
});
