import { afterEach, describe, expect, it, vi } from "vitest";

import { api, Failure } from "$/api/index.ts";
import { detail, HASH } from "$/testing/office.ts";

import { Item } from "./item.svelte.ts";

afterEach(() => vi.restoreAllMocks());

const accept = { type: "accept", digest: HASH, platforms: null, note: "" } as const;

async function opened(): Promise<Item> {
  vi.spyOn(api, "submission").mockResolvedValue(detail());
  const item = new Item("s1");
  await vi.waitFor(() => expect(item.detail).not.toBeNull());
  return item;
}

describe("an item", () => {
  it("names the revision that was seen", async () => {
    const item = await opened();
    const act = vi.spyOn(api, "act").mockResolvedValue(detail({ revision: 3 }));
    await item.act(accept);
    expect(act.mock.calls[0]?.[1]).toMatchObject({ revision: 2, act: accept });
    expect(item.detail?.revision).toBe(3);
  });

  it("shows who was faster, and the new state", async () => {
    const item = await opened();
    vi.spyOn(api, "act").mockRejectedValue(
      new Failure(409, "stale", "Siti sudah menerima ajuan ini.", null, { current: detail({ revision: 9 }) }),
    );
    expect(await item.act(accept)).toBeNull();
    expect(item.conflict).toBe("Siti sudah menerima ajuan ini.");
    expect(item.detail?.revision).toBe(9);
  });

  it("keeps the id of an act that is tried again, and takes a new one for another act", async () => {
    const item = await opened();
    const act = vi.spyOn(api, "act").mockRejectedValue(new Failure(0, "offline", "Tidak tersambung."));
    await expect(item.act(accept)).rejects.toThrow();
    await expect(item.act(accept)).rejects.toThrow();
    await expect(item.act({ ...accept, note: "lain" })).rejects.toThrow();
    const ids = act.mock.calls.map(([, body]) => body.command_id);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it("lets no older answer overwrite a newer state", async () => {
    const item = await opened();
    vi.spyOn(api, "act").mockResolvedValue(detail({ revision: 5 }));
    await item.act(accept);
    await item.load(true);
    expect(item.detail?.revision).toBe(5);
  });
});
