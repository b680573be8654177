import { act, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { accepted, box } from "./box.fixture.ts";
import ParafRow from "./ParafRow.svelte";
import { sentence, tinyTime } from "./sentence.ts";

beforeEach(() => vi.useFakeTimers({ now: new Date("2026-11-21T08:00:00Z") }));
afterEach(() => vi.useRealTimers());

const boxes = () => screen.getAllByRole("listitem");

describe("what a box says", () => {
  it("tells who accepted, when, and how fast", () => {
    expect(sentence(accepted, null)).toBe(
      "Langkah 3, Kasubbag TU: diterima oleh Siti Rahmawati, hari ini 14.05, 6 menit dari 15 menit.",
    );
  });

  it("says when the standard was overrun", () => {
    expect(sentence({ ...accepted, worked_seconds: 1200, late: true }, null)).toContain(
      "20 menit dari 15 menit, terlambat",
    );
  });

  it("says that initials no longer hold", () => {
    expect(sentence({ ...accepted, state: "void" }, null)).toContain("paraf Siti Rahmawati gugur");
  });

  it("leaves out the full stop that a sheet prints behind a number", () => {
    expect(sentence(box({ number: "2." }), null)).toBe("Langkah 2, Kasubbag TU: belum sampai.");
  });

  it("shortens the time left to a few letters", () => {
    expect([59, 60, 3599, 3600, 90_000, -125].map(tinyTime)).toEqual(["0m", "1m", "59m", "1j", "1h", "−2m"]);
  });
});

describe.each(["tiny", "full"] as const)("the %s row", (size) => {
  it("has one box a step, each with its sentence", () => {
    render(ParafRow, { size, boxes: [accepted, box({ step: "kontrol", number: "4" })] });
    expect(boxes()).toHaveLength(2);
    expect(screen.getByRole("list")).toHaveAccessibleName("Paraf berjenjang, 1 dari 2 langkah selesai");
    expect(boxes()[0]).toHaveTextContent("diterima oleh Siti Rahmawati");
    expect(boxes()[0]).toHaveTextContent("SR");
    expect(boxes()[1]).toHaveTextContent("belum sampai");
  });

  it("ticks while a box is open, and turns late", async () => {
    render(ParafRow, { size, boxes: [box({ state: "current", remaining_seconds: 61 })] });
    expect(boxes()[0]).toHaveTextContent("sisa 1 menit");
    await act(() => vi.advanceTimersByTime(121_000));
    expect(boxes()[0]).toHaveTextContent("lewat 1 menit");
    expect(boxes()[0]).toHaveClass("late");
  });

  it("stands still outside working hours", async () => {
    render(ParafRow, { size, paused: true, boxes: [box({ state: "current", remaining_seconds: 61 })] });
    await act(() => vi.advanceTimersByTime(600_000));
    expect(boxes()[0]).toHaveTextContent("sisa 1 menit");
  });

  it("counts from when the boxes were loaded", () => {
    const loadedAt = Date.now() - 120_000;
    render(ParafRow, { size, loadedAt, boxes: [box({ state: "current", remaining_seconds: 300 })] });
    expect(boxes()[0]).toHaveTextContent("sisa 3 menit");
  });

  it("stamps a decision that lands while it is shown, and only that", async () => {
    const { rerender } = render(ParafRow, {
      size,
      boxes: [box({ state: "current" }), { ...accepted, step: "kontrol" }],
    });
    expect(document.querySelector(".landed")).toBeNull();
    await rerender({ boxes: [{ ...accepted }, { ...accepted, step: "kontrol" }] });
    await act();
    expect(document.querySelectorAll(".landed")).toHaveLength(1);
    expect(boxes()[0]?.querySelector(".landed")).toHaveTextContent("SR");
  });
});
