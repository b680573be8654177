import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { api } from "$/api/index.ts";
import { detail } from "$/testing/office.ts";

import { fetchAhead, forgetAhead, readyAhead, takeAhead } from "./ahead.ts";

const decode = vi.fn(() => Promise.resolve());

beforeEach(() => {
  Object.defineProperty(HTMLImageElement.prototype, "decode", { value: decode, configurable: true });
  vi.spyOn(api, "renditions").mockResolvedValue({ platforms: [] });
  vi.spyOn(api, "submission").mockImplementation((id) => Promise.resolve(detail({ id })));
});
afterEach(() => {
  forgetAhead(null);
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe("what is fetched ahead", () => {
  it("is ready with its picture decoded, and asked for once", async () => {
    fetchAhead("s1");
    fetchAhead("s1");
    expect(readyAhead("s1")).toBeNull();
    await vi.waitFor(() => expect(readyAhead("s1")?.detail.id).toBe("s1"));
    expect(api.submission).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => expect(decode).toHaveBeenCalled());
  });

  it("is waited for while it is under way, and given once", async () => {
    fetchAhead("s2");
    expect((await takeAhead("s2"))?.detail.id).toBe("s2");
    expect(await takeAhead("s2")).toBeNull();
  });

  it("is forgotten when it has changed or grown old", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    fetchAhead("s3");
    await vi.waitFor(() => expect(readyAhead("s3")).not.toBeNull());
    forgetAhead("s3");
    expect(readyAhead("s3")).toBeNull();
    fetchAhead("s4");
    await vi.waitFor(() => expect(readyAhead("s4")).not.toBeNull());
    vi.setSystemTime(Date.now() + 61_000);
    expect(readyAhead("s4")).toBeNull();
    fetchAhead("s4");
    expect(api.submission).toHaveBeenCalledTimes(3);
  });

  it("is old when the PC's clock is set back: it would stay new for as long", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    fetchAhead("s6");
    await vi.waitFor(() => expect(readyAhead("s6")).not.toBeNull());
    vi.setSystemTime(Date.now() - 3_600_000);
    expect(readyAhead("s6")).toBeNull();
  });

  it("comes to nothing without a word when it can't be fetched", async () => {
    vi.mocked(api.submission).mockRejectedValueOnce(new Error("away"));
    fetchAhead("s5");
    expect(await takeAhead("s5")).toBeNull();
  });
});
