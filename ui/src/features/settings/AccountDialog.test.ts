import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { api, Failure, type AccountCard } from "$/api/index.ts";

import AccountDialog from "./AccountDialog.svelte";

const addAccount = vi.spyOn(api, "addAccount");
const changeAccount = vi.spyOn(api, "changeAccount");
const [onAdded, onChanged] = [vi.fn(), vi.fn()];
const DEWI: AccountCard = {
  id: "d",
  name: "Dewi Lestari",
  login: "dewi",
  initials: "DL",
  positions: [],
  is_admin: false,
  disabled: false,
  is_designer: false,
  unit: "",
  code_until: null,
  second_factor: false,
};

beforeEach(() => {
  for (const one of [addAccount, changeAccount, onAdded, onChanged]) one.mockReset();
});

const opened = (account: AccountCard | null) =>
  render(AccountDialog, { open: true, account, taken: ["bagas"], onAdded, onChanged });
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const type = (label: string, text: string) => userEvent.type(screen.getByLabelText(label), text);

describe("adding an account", () => {
  it("asks for what is missing before it asks the office", async () => {
    opened(null);
    await press("Tambahkan");
    expect(screen.getByText("Tuliskan nama.")).toBeInTheDocument();
    expect(addAccount).not.toHaveBeenCalled();
  });

  it("knows the account names that are taken", async () => {
    opened(null);
    await type("Nama lengkap", "Bagas Nugroho");
    await press("Tambahkan");
    expect(screen.getByText("Nama akun ini sudah dipakai. Pilih yang lain.")).toBeInTheDocument();
  });

  it("sends the person without a password and hands the code on", async () => {
    const code = { code: "7KQF-2M9P-X3TD", until: "2026-12-04T00:00:00Z" };
    addAccount.mockResolvedValue({ account: DEWI, code });
    opened(null);
    await type("Nama lengkap", "Dewi Lestari");
    await press("Tambahkan");
    expect(addAccount).toHaveBeenCalledWith({
      name: "Dewi Lestari",
      login: "dewi",
      positions: [],
      is_admin: false,
      is_designer: false,
      unit: "",
    });
    expect(onAdded).toHaveBeenCalledWith(DEWI, code);
  });

  it("makes a designer without positions", async () => {
    addAccount.mockResolvedValue({ account: DEWI, code: null });
    opened(null);
    await type("Nama lengkap", "Dewi Lestari");
    await userEvent.click(screen.getByRole("checkbox", { name: /^Perancang/ }));
    expect(screen.queryByRole("group")).toBeNull();
    await type("Bagian", "Publikasi");
    await press("Tambahkan");
    const rights = { positions: [], is_admin: false, is_designer: true, unit: "Publikasi" };
    expect(addAccount).toHaveBeenCalledWith({ name: "Dewi Lestari", login: "dewi", ...rights });
  });

  it("puts the office's objection at its field and keeps what was typed", async () => {
    addAccount.mockRejectedValue(new Failure(400, "bad_input", "Nama akun dewi sudah dipakai.", "login"));
    opened(null);
    await type("Nama lengkap", "Dewi Lestari");
    await press("Tambahkan");
    expect(await screen.findByText("Nama akun dewi sudah dipakai.")).toBeInTheDocument();
    expect(screen.getByLabelText("Nama lengkap")).toHaveValue("Dewi Lestari");
  });
});

describe("changing an account", () => {
  it("sends what it is to be; the account name stays", async () => {
    changeAccount.mockImplementation((_, form) => Promise.resolve({ ...DEWI, ...form, positions: [] }));
    opened(DEWI);
    expect(screen.queryByLabelText("Nama akun")).toBeNull();
    await type("Nama lengkap", ", S.Kom.");
    await userEvent.click(screen.getByRole("checkbox", { name: /^Pengelola/ }));
    await press("Simpan");
    expect(changeAccount).toHaveBeenCalledWith("d", {
      name: "Dewi Lestari, S.Kom.",
      positions: [],
      is_admin: true,
      is_designer: false,
      unit: "",
      disabled: false,
    });
    expect(onChanged).toHaveBeenCalled();
  });

  it("says why the office refuses", async () => {
    const sentence = "Kantor perlu paling sedikit satu pengelola yang aktif.";
    changeAccount.mockRejectedValue(new Failure(400, "bad_input", sentence, "is_admin"));
    opened(DEWI);
    await press("Simpan");
    expect(await screen.findByText(sentence)).toBeVisible();
    expect(onChanged).not.toHaveBeenCalled();
  });
});
