import { afterEach, expect, it, vi } from "vitest";

import { browser } from "./browser.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it("has everything asked for again as soon as changes are heard: what happened before was told to nobody", () => {
  const sources: EventTarget[] = [];
  class Source extends EventTarget {
    constructor() {
      super();
      sources.push(this);
    }
    close() {}
  }
  vi.stubGlobal("EventSource", Source);
  const heard = vi.fn();
  const stop = browser.subscribe(heard);
  expect(heard).not.toHaveBeenCalled();
  sources[0]?.dispatchEvent(new Event("open"));
  expect(heard).toHaveBeenLastCalledWith("resync");
  sources[0]?.dispatchEvent(new Event("open"));
  expect(heard).toHaveBeenCalledTimes(2);
  stop();
});

it("says when the office can't be reached and when it can again, and takes an answer for one", () => {
  const sources: Source[] = [];
  class Source extends EventTarget {
    static readonly CLOSED = 2;
    readyState = 0;
    constructor() {
      super();
      sources.push(this);
    }
    close() {}
  }
  vi.stubGlobal("EventSource", Source);
  const told = vi.fn();
  const stopHearing = browser.onReach(told);
  const stop = browser.subscribe(() => undefined);
  const [source] = sources;
  source?.dispatchEvent(new Event("error"));
  expect(told).toHaveBeenLastCalledWith("down");
  source?.dispatchEvent(new Event("open"));
  expect(told).toHaveBeenLastCalledWith("up");
  source?.dispatchEvent(new Event("error"));
  if (source) source.readyState = Source.CLOSED;
  source?.dispatchEvent(new Event("error"));
  expect(told).toHaveBeenLastCalledWith("up");
  stop();
  stopHearing();
});

it("looks for the office anew when it has said nothing at all for long", () => {
  vi.useFakeTimers();
  const sources: Source[] = [];
  class Source extends EventTarget {
    isOpen = true;
    constructor() {
      super();
      sources.push(this);
    }
    close() {
      this.isOpen = false;
    }
  }
  vi.stubGlobal("EventSource", Source);
  const told = vi.fn();
  const stopHearing = browser.onReach(told);
  const stop = browser.subscribe(() => undefined);
  sources[0]?.dispatchEvent(new Event("open"));
  for (let quarter = 0; quarter < 20; quarter += 1) {
    vi.advanceTimersByTime(15_000);
    sources[0]?.dispatchEvent(new Event("alive"));
  }
  expect(sources).toHaveLength(1);
  expect(told).toHaveBeenLastCalledWith("up");
  vi.advanceTimersByTime(40_000);
  expect(told).toHaveBeenLastCalledWith("down");
  expect(sources.map(({ isOpen }) => isOpen)).toEqual([false, true]);
  sources[1]?.dispatchEvent(new Event("open"));
  expect(told).toHaveBeenLastCalledWith("up");
  stop();
  stopHearing();
  vi.advanceTimersByTime(100_000);
  expect(sources).toHaveLength(2);
});
