import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { toasts } from "./toasts.svelte.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  for (const { id } of toasts.list) toasts.close(id);
  vi.useRealTimers();
});

describe("a note", () => {
  it("goes by itself, later where something can be done from it, and a failure never", () => {
    toasts.show("Disimpan");
    toasts.show("Diteruskan", { action: { label: "Buka ajuan", href: "#/ajuan/1" } });
    toasts.show("Gagal", { tone: "late" });
    const texts = () => toasts.list.map(({ text }) => text);
    vi.advanceTimersByTime(6_000);
    expect(texts()).toEqual(["Diteruskan", "Gagal"]);
    vi.advanceTimersByTime(6_000);
    expect(texts()).toEqual(["Gagal"]);
    vi.advanceTimersByTime(600_000);
    expect(texts()).toEqual(["Gagal"]);
  });

  it("stays while somebody is at it", () => {
    toasts.show("Disimpan");
    const id = toasts.list[0]?.id ?? 0;
    vi.advanceTimersByTime(5_000);
    toasts.hold(id);
    vi.advanceTimersByTime(60_000);
    expect(toasts.list).toHaveLength(1);
    toasts.release(id);
    vi.advanceTimersByTime(6_000);
    expect(toasts.list).toHaveLength(0);
  });
});
