import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { api, Failure, type AccountCard } from "$/api/index.ts";

import AddAccountDialog from "./AddAccountDialog.svelte";

const addAccount = vi.spyOn(api, "addAccount");
const onAdded = vi.fn();

beforeEach(() => {
  addAccount.mockReset();
  onAdded.mockReset();
  render(AddAccountDialog, { open: true, taken: ["bagas"], onAdded });
});

const add = () => userEvent.click(screen.getByRole("button", { name: "Tambahkan" }));
const type = (label: string, text: string) => userEvent.type(screen.getByLabelText(label), text);

describe("adding an account", () => {
  it("asks for what is missing before it asks the office", async () => {
    await add();
    expect(screen.getByText("Tuliskan nama.")).toBeInTheDocument();
    expect(addAccount).not.toHaveBeenCalled();
  });

  it("knows the account names that are taken", async () => {
    await type("Nama lengkap", "Bagas Nugroho");
    await add();
    expect(screen.getByText("Nama akun ini sudah dipakai. Pilih yang lain.")).toBeInTheDocument();
  });

  it("sends the person and hands the new account on", async () => {
    const made = { id: "n", name: "Dewi Lestari" } as AccountCard;
    addAccount.mockResolvedValue(made);
    await type("Nama lengkap", "Dewi Lestari");
    await add();
    expect(addAccount).toHaveBeenCalledWith(
      expect.objectContaining({ name: "Dewi Lestari", login: "dewi", positions: [] }),
    );
    expect(onAdded).toHaveBeenCalledWith(made);
  });

  it("puts the office's objection at its field and keeps what was typed", async () => {
    addAccount.mockRejectedValue(new Failure(400, "login_taken", "Nama akun dewi sudah dipakai.", "login"));
    await type("Nama lengkap", "Dewi Lestari");
    await add();
    expect(await screen.findByText("Nama akun dewi sudah dipakai.")).toBeInTheDocument();
    expect(screen.getByLabelText("Nama lengkap")).toHaveValue("Dewi Lestari");
  });
});
