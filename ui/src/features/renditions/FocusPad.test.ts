import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";

import type { FocusPoint } from "$/api/index.ts";
import { HASH, picturePlaces } from "$/testing/office.ts";

import FocusPad from "./FocusPad.svelte";

const [place] = picturePlaces() as [ReturnType<typeof picturePlaces>[0]];
const proposed = { x: 6000, y: 2000 };

function pad(focus: FocusPoint | null, onFocus?: (focus: FocusPoint) => void) {
  const picture = { width: 3000, height: 2000 };
  return render(FocusPad, { sha256: HASH, picture, name: "foto.jpg", place, focus, proposed, onFocus });
}

describe("the focus point", () => {
  it.each([
    ["ArrowRight", false, { x: 5100, y: 5000 }],
    ["ArrowUp", false, { x: 5000, y: 4900 }],
    ["ArrowLeft", true, { x: 4500, y: 5000 }],
    ["Home", false, proposed],
  ])("is moved by %s (shift: %s)", async (key, shiftKey, wanted) => {
    const onFocus = vi.fn();
    pad({ x: 5000, y: 5000 }, onFocus);
    await fireEvent.keyDown(screen.getByRole("slider", { name: "Titik fokus" }), { key, shiftKey });
    expect(onFocus).toHaveBeenCalledWith(wanted);
  });

  it("stays on the picture", async () => {
    const onFocus = vi.fn();
    pad({ x: 9950, y: 0 }, onFocus);
    const point = screen.getByRole("slider");
    await fireEvent.keyDown(point, { key: "ArrowRight", shiftKey: true });
    expect(onFocus).toHaveBeenLastCalledWith({ x: 10_000, y: 0 });
    await fireEvent.keyDown(point, { key: "ArrowUp" });
    expect(onFocus).toHaveBeenLastCalledWith({ x: 9950, y: 0 });
  });

  it("says where it is", () => {
    pad({ x: 2500, y: 4000 }, vi.fn());
    expect(screen.getByRole("slider")).toHaveAttribute("aria-valuetext", "25 % dari kiri, 40 % dari atas");
  });

  it("can't be moved by whoever only looks, and is absent where nothing is cut", () => {
    pad({ x: 5000, y: 5000 });
    pad(null, vi.fn());
    expect(screen.queryByRole("slider")).toBeNull();
  });
});
