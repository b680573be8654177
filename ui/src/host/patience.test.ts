import { afterEach, expect, it, vi } from "vitest";

import { Failure } from "$/api/index.ts";

import { persist } from "./patience.ts";

afterEach(() => vi.useRealTimers());

const offline = () => new Failure(0, "offline", "Tidak tersambung.");

it("goes on though the PC's clock is set a year ahead while the line is broken", async () => {
  vi.useFakeTimers({ now: new Date(2026, 10, 28) });
  let tries = 0;
  const work = () => {
    tries += 1;
    vi.setSystemTime(new Date(2026 + tries, 10, 28));
    return tries < 4 ? Promise.reject(offline()) : Promise.resolve("sampai");
  };
  const done = persist(work, () => undefined, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await done).toBe("sampai");
});

it("ends after ten minutes without any success", async () => {
  vi.useFakeTimers();
  const given = persist(
    () => Promise.reject(offline()),
    () => undefined,
    new AbortController().signal,
  ).catch((thrown: unknown) => thrown);
  await vi.advanceTimersByTimeAsync(11 * 60_000);
  expect(await given).toEqual(offline());
});
