import { afterEach, expect, it, vi } from "vitest";

import { browser } from "./browser.ts";

afterEach(() => vi.unstubAllGlobals());

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
