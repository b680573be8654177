import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { api, type AccountCard } from "$/api/index.ts";
import { session } from "$/state/session.svelte.ts";
import { social } from "$/state/social.svelte.ts";

import SocialPanel from "./SocialPanel.svelte";

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
const [INSTAGRAM, YOUTUBE] = [
  { brand: "instagram", name: "", handle: "" },
  { brand: "youtube", name: "Biro KDH", handle: "birokdh" },
];

beforeEach(() => {
  social.list = null;
  session.account = account(true);
  vi.spyOn(api, "socialAccounts").mockResolvedValue({ accounts: [INSTAGRAM, YOUTUBE] });
});
afterEach(() => vi.restoreAllMocks());

describe("the office's accounts on its platforms", () => {
  it("are read by everybody and changed by the administrator", async () => {
    session.account = account(false);
    render(SocialPanel);
    expect(await screen.findByText(/@birokdh/)).toBeVisible();
    expect(screen.getByText("belum diisi")).toBeVisible();
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("are saved against what was seen", async () => {
    const set = vi
      .spyOn(api, "setSocialAccounts")
      .mockResolvedValue({ accounts: [{ ...INSTAGRAM, handle: "biro.kdh" }, YOUTUBE] });
    const user = userEvent.setup();
    render(SocialPanel);
    await user.click(await screen.findByRole("button", { name: "Ubah akun" }));
    await user.type(screen.getByLabelText("Nama pengguna di instagram"), "@biro.kdh");
    await user.click(screen.getByRole("button", { name: "Simpan akun" }));
    expect(set).toHaveBeenCalledWith({
      accounts: [{ ...INSTAGRAM, handle: "@biro.kdh" }, YOUTUBE],
      seen: [INSTAGRAM, YOUTUBE],
    });
    expect(await screen.findByText("@biro.kdh")).toBeVisible();
  });
});
