import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import {
  bytes,
  clockTime,
  coordinates,
  duration,
  instantOf,
  longDay,
  longMoment,
  nearDay,
  nearMoment,
  officeZone,
  runningTime,
  timeLeft,
  visibleCharacters,
} from "./index.ts";

beforeEach(() => vi.useFakeTimers({ now: new Date("2026-11-24T07:05:00Z") }));
afterEach(() => {
  vi.useRealTimers();
  officeZone.now = "Asia/Jakarta";
});

describe("days and moments", () => {
  it("says a moment as people do, in the office's zone", () => {
    expect(longMoment("2026-11-24T07:05:00Z")).toBe("Selasa, 24 November 2026, 14.05 WIB");
    officeZone.now = "Asia/Jayapura";
    expect(longMoment("2026-11-24T07:05:00Z")).toBe("Selasa, 24 November 2026, 16.05 WIT");
  });

  it("keeps a calendar day whatever the zone", () => {
    officeZone.now = "Pacific/Honolulu";
    expect(longDay("2026-11-24")).toBe("Selasa, 24 November 2026");
  });

  it("names the days around today", () => {
    expect(nearDay("2026-11-24")).toBe("hari ini");
    expect(nearDay("2026-11-25")).toBe("besok");
    expect(nearDay("2026-11-27")).toBe("3 hari lagi");
    expect(nearDay("2026-11-22")).toBe("2 hari lalu");
  });

  it("counts an evening in UTC as the office's next day", () => {
    expect(nearMoment("2026-11-23T18:00:00Z")).toBe("hari ini 01.00");
    expect(nearMoment("2026-11-23T16:30:00Z")).toBe("kemarin 23.30");
  });

  it("turns a day and a clock time into the instant and back", () => {
    expect(instantOf("2026-11-24", "14:05")).toBe("2026-11-24T07:05:00.000Z");
    expect(clockTime("2026-11-24T07:05:00Z")).toBe("14:05");
  });
});

describe("lengths", () => {
  it("says a duration by what matters at its length", () => {
    expect(duration(42)).toBe("42 detik");
    expect(duration(12 * 60 + 30)).toBe("12 menit");
    expect(duration(2 * 3600 + 10 * 60)).toBe("2 jam 10 menit");
    expect(duration(3 * 3600)).toBe("3 jam");
  });

  it("says what is left and what is late", () => {
    expect(timeLeft(15 * 60)).toBe("sisa 15 menit");
    expect(timeLeft(-12 * 60)).toBe("lewat 12 menit");
    expect(timeLeft(-5)).toBe("lewat kurang dari 1 menit");
  });

  it("says a video's length as players do", () => {
    expect(runningTime(15_000)).toBe("0.15");
    expect(runningTime(980_000)).toBe("16.20");
    expect(runningTime(3_723_400)).toBe("1.02.03");
  });

  it("says a place by its hemispheres", () => {
    expect(coordinates(-6.1754, 106.8272)).toBe("6,1754° LS 106,8272° BT");
    expect(coordinates(3.5, -70.25)).toBe("3,5° LU 70,25° BB");
  });

  it("writes sizes with a decimal comma", () => {
    expect(bytes(3_400_000)).toBe("3,4 MB");
    expect(bytes(12)).toBe("12 byte");
  });

  it("counts characters as people see them", () => {
    expect(visibleCharacters("Rapat 👨‍👩‍👧 é")).toBe(9);
  });
});
