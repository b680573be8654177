import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { api, Failure, type AccountCard } from "$/api/index.ts";
import { reasons } from "$/state/reasons.svelte.ts";
import { session } from "$/state/session.svelte.ts";

import ReasonsPanel from "./ReasonsPanel.svelte";

const account = (is_admin: boolean): AccountCard => ({
  id: "a",
  name: "Nadia",
  login: "nadia",
  initials: "N",
  positions: [],
  is_admin,
  disabled: false,
  is_designer: false,
  unit: "",
  code_until: null,
  second_factor: false,
});

beforeEach(() => {
  reasons.list = null;
  session.account = account(true);
  vi.spyOn(api, "rejectReasons").mockResolvedValue({ reasons: ["Satu.", "Dua."] });
});
afterEach(() => vi.restoreAllMocks());

async function opened() {
  const user = userEvent.setup();
  render(ReasonsPanel);
  await user.click(await screen.findByRole("button", { name: "Ubah daftar" }));
  return user;
}

describe("the office's reasons for rejection", () => {
  it("are read by everybody and changed by the administrator", async () => {
    session.account = account(false);
    render(ReasonsPanel);
    expect(await screen.findByText("Dua.")).toBeVisible();
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.getByText("Hanya pengelola yang dapat mengubah daftar ini.")).toBeVisible();
  });

  it("are added, moved and removed, and saved against the list that was seen", async () => {
    const set = vi
      .spyOn(api, "setRejectReasons")
      .mockImplementation(({ reasons }) => Promise.resolve({ reasons }));
    const user = await opened();
    await user.click(screen.getByRole("button", { name: "Tambah alasan" }));
    await user.keyboard(" Tiga. ");
    await user.click(screen.getByRole("button", { name: "Naikkan alasan ke-3" }));
    await user.click(screen.getByRole("button", { name: "Hapus alasan ke-1" }));
    await user.click(screen.getByRole("button", { name: "Simpan daftar" }));
    expect(set).toHaveBeenCalledWith({ reasons: ["Tiga.", "Dua."], seen: ["Satu.", "Dua."] });
    expect(within(await screen.findByRole("list")).getAllByRole("listitem")).toHaveLength(2);
  });

  it("are not saved twice or too long, and the office's objection is shown", async () => {
    const set = vi
      .spyOn(api, "setRejectReasons")
      .mockRejectedValue(new Failure(400, "bad_input", "Daftar ini baru saja diubah orang lain.", "seen"));
    const user = await opened();
    const second = screen.getByLabelText("Alasan ke-2");
    await user.clear(second);
    await user.type(second, "Satu.");
    expect(screen.getByRole("button", { name: "Simpan daftar" })).toBeDisabled();
    expect(second).toHaveAccessibleDescription("Alasan ini sudah ada di atas.");
    await user.type(second, "!");
    await user.click(screen.getByRole("button", { name: "Simpan daftar" }));
    expect(set).toHaveBeenCalledOnce();
    expect(await screen.findByRole("alert")).toHaveTextContent("diubah orang lain");
    await user.click(screen.getByRole("button", { name: "Buka daftar terbaru" }));
    expect(screen.getByLabelText("Alasan ke-2")).toHaveValue("Dua.");
  });
});
