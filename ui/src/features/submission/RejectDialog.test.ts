import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { api } from "$/api/index.ts";
import { reasons } from "$/state/reasons.svelte.ts";
import { detail, HASH } from "$/testing/office.ts";

import RejectDialog from "./RejectDialog.svelte";

const PHRASES = ["Foto kurang jelas, mohon diganti.", "Caption perlu diperbaiki."];
beforeEach(() => {
  vi.spyOn(api, "rejectReasons").mockResolvedValue({ reasons: PHRASES });
  reasons.list = PHRASES;
});
afterEach(() => vi.restoreAllMocks());

function opened() {
  const act = vi.fn().mockResolvedValue(detail());
  const onRejected = vi.fn();
  render(RejectDialog, { open: true, detail: detail(), act, onRejected });
  return { act, onRejected, user: userEvent.setup() };
}

describe("rejecting", () => {
  it("has the office's phrases before it opens, so that a digit right after X is not typed", async () => {
    reasons.list = null;
    const { rerender } = render(RejectDialog, {
      open: false,
      detail: detail(),
      act: vi.fn(),
      onRejected: vi.fn(),
    });
    await vi.waitFor(() => expect(reasons.list).toEqual(PHRASES));
    await rerender({ open: true });
    const user = userEvent.setup();
    await user.click(screen.getByLabelText("Alasan penolakan"));
    await user.keyboard("1");
    expect(screen.getByLabelText("Alasan penolakan")).toHaveValue(PHRASES[0]);
  });

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
    expect(onRejected).toHaveBeenCalledWith(detail());
  });

  it("takes a reason by its digit while nothing is typed, and with Alt afterwards", async () => {
    const { user } = opened();
    const field = screen.getByLabelText("Alasan penolakan");
    await user.click(field);
    await user.keyboard("2");
    expect(field).toHaveValue(PHRASES[1]);
    await user.type(field, " 1 dari 2");
    expect(field).toHaveValue(`${PHRASES[1]} 1 dari 2`);
    await user.keyboard("{Alt>}1{/Alt}");
    expect(field).toHaveValue(`${PHRASES[1]} 1 dari 2\n${PHRASES[0]}`);
  });

  it("can send it further back", async () => {
    const { act, user } = opened();
    await user.type(screen.getByLabelText("Alasan penolakan"), "Ganti fotonya.");
    await user.selectOptions(screen.getByLabelText("Kembalikan ke"), "ajukan");
    await user.click(screen.getByRole("button", { name: "Tolak, kembalikan ke Ajukan" }));
    expect(act).toHaveBeenCalledWith(expect.objectContaining({ to: "ajukan" }));
  });
});
