import { fireEvent, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { Review } from "./review.svelte.ts";
import ReviewPanel from "./ReviewPanel.svelte";
import { suggestion } from "./suggestion.fixture.ts";

const BASE = "delegasi kota tokyo di balai kota";

function opened() {
  const onDecline = vi.fn();
  const review = new Review(suggestion(BASE, "delegasi Kota Tokyo di Balai Kota"), BASE);
  render(ReviewPanel, { review, caption: BASE, onDecline });
  return { review, onDecline, user: userEvent.setup() };
}

const take = () => screen.getAllByRole("button", { name: "Pakai" });

describe("a suggestion beside the caption", () => {
  it("is taken hunk by hunk by keyboard, and the focus goes on", async () => {
    const { review, user } = opened();
    take()[0]?.focus();
    await user.keyboard("p");
    expect(review.answers).toEqual(["taken", "open"]);
    await vi.waitFor(() => expect(take()[0]).toHaveFocus());
    await user.keyboard("t");
    expect(review.answers).toEqual(["taken", "left"]);
    await vi.waitFor(() => expect(screen.getAllByRole("button", { name: "Urungkan" })[1]).toHaveFocus());
    await user.keyboard("{ArrowUp}u");
    expect(review.answers).toEqual(["open", "left"]);
  });

  it("takes keys that follow each other within one frame", async () => {
    const { review } = opened();
    take()[0]?.focus();
    const pressed = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
    await Promise.all([pressed("p"), pressed("p")]);
    expect(review.answers).toEqual(["taken", "taken"]);
    await Promise.all([pressed("u"), pressed("t")]);
    expect(review.answers).toEqual(["taken", "left"]);
  });

  it("is taken as a whole, and can then no longer be declined as a whole", async () => {
    const { review, onDecline, user } = opened();
    await user.click(screen.getByRole("button", { name: "Jangan pakai usulan ini" }));
    expect(onDecline).toHaveBeenCalledOnce();
    await user.click(screen.getByRole("button", { name: "Pakai semuanya" }));
    expect(review.answers).toEqual(["taken", "taken"]);
    expect(screen.getByRole("button", { name: "Jangan pakai usulan ini" })).toBeDisabled();
  });
});
