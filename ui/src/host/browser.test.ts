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
