import { afterEach, expect, it, vi } from "vitest";

import { Failure } from "$/api/index.ts";

import { Wait } from "./wait.svelte.ts";

afterEach(() => vi.useRealTimers());

it("counts down by itself, also when the PC's clock is set meanwhile", () => {
  for (const year of [2010, 2040]) {
    vi.useFakeTimers({ now: new Date(2026, 10, 28) });
    const over = vi.fn();
    const wait = new Wait(over);
    wait.after(Failure.of(429, { code: "too_many_tries", message: "Tunggu.", retry_after_seconds: 8 }));
    const stop = wait.tick();
    vi.setSystemTime(new Date(year, 0, 1));
    vi.advanceTimersByTime(2_000);
    expect(wait.seconds).toBe(6);
    expect(over).not.toHaveBeenCalled();
    vi.advanceTimersByTime(6_000);
    expect(wait.seconds).toBe(0);
    expect(over).toHaveBeenCalledOnce();
    stop?.();
  }
});
