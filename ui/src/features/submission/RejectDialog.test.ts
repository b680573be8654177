import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { detail, HASH } from "$/testing/office.ts";

import RejectDialog from "./RejectDialog.svelte";

function opened() {
  const act = vi.fn().mockResolvedValue(detail());
  const onRejected = vi.fn();
  render(RejectDialog, { open: true, detail: detail(), act, onRejected });
  return { act, onRejected, user: userEvent.setup() };
}

describe("rejecting", () => {
  it("wants a reason first", async () => {
    const { act, user } = opened();
    await user.click(screen.getByRole("button", { name: "Tolak, kembalikan ke Kontrol" }));
    expect(screen.getByRole("alert")).toHaveTextContent("Tuliskan alasan penolakan.");
    expect(act).not.toHaveBeenCalled();
  });

  it("takes a common reason with one click and goes one step back by the SOP", async () => {
    const { act, onRejected, user } = opened();
    await user.click(screen.getByRole("button", { name: "Caption perlu diperbaiki." }));
    await user.click(screen.getByRole("button", { name: "Tolak, kembalikan ke Kontrol" }));
    expect(act).toHaveBeenCalledWith({
      type: "reject",
      digest: HASH,
      to: "kontrol",
      reason: "Caption perlu diperbaiki.",
    });
    expect(onRejected).toHaveBeenCalledWith("Kontrol");
  });

  it("can send it further back", async () => {
    const { act, user } = opened();
    await user.type(screen.getByLabelText("Alasan penolakan"), "Ganti fotonya.");
    await user.selectOptions(screen.getByLabelText("Kembalikan ke"), "ajukan");
    await user.click(screen.getByRole("button", { name: "Tolak, kembalikan ke Ajukan" }));
    expect(act).toHaveBeenCalledWith(expect.objectContaining({ to: "ajukan" }));
  });
});
