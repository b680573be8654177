import { describe, expect, it } from "vitest";

import { frameAt, middleOf, timecode } from "./timecode.ts";

describe("frames", () => {
  it.each([23.976, 25, 29.97, 30, 50, 59.94])("steps one by one at %s frames a second", (rate) => {
    for (let frame = 0; frame < 400; frame += 1) expect(frameAt(middleOf(frame, rate), rate)).toBe(frame);
  });

  it("counts a frame from its beginning, however the browser rounds it", () => {
    expect(frameAt(1, 25)).toBe(25);
    expect(frameAt(0.999999, 25)).toBe(25);
    expect(frameAt(0.98, 25)).toBe(24);
  });
});

describe("a timecode", () => {
  it("is minutes, seconds and frames", () => {
    expect(timecode(0, 25)).toBe("00:00:00");
    expect(timecode(67.5, 25)).toBe("01:07:12");
    expect(timecode(59.999999, 30)).toBe("01:00:00");
  });

  it("has hours where there are any", () => {
    expect(timecode(3661, 25)).toBe("01:01:01:00");
  });
});
