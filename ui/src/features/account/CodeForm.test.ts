import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import { Failure } from "$/api/index.ts";
import { session } from "$/state/session.svelte.ts";

import CodeForm from "./CodeForm.svelte";

afterEach(() => vi.restoreAllMocks());

async function filled(password: string) {
  const user = userEvent.setup();
  render(CodeForm, { login: "wulan" });
  await user.type(screen.getByLabelText("Kode masuk"), "7KQF-2M9P-X3TD");
  await user.type(screen.getByLabelText("Kata sandi baru"), password);
  await user.click(screen.getByRole("button", { name: "Simpan kata sandi dan masuk" }));
}

describe("signing in with a code", () => {
  it("sends the code with the password that was chosen", async () => {
    const enter = vi.spyOn(session, "signInWithCode").mockResolvedValue();
    await filled("kopi pagi di lantai dua");
    expect(enter).toHaveBeenCalledWith("wulan", "7KQF-2M9P-X3TD", "kopi pagi di lantai dua", null);
  });

  it("says how long a password must be before it asks the office", async () => {
    const enter = vi.spyOn(session, "signInWithCode").mockResolvedValue();
    await filled("pendek");
    expect(screen.getByText("Kata sandi 6 karakter, paling sedikit 8.")).toBeVisible();
    expect(enter).not.toHaveBeenCalled();
  });

  it("puts the office's answer at the field it is about", async () => {
    const wrong = new Failure(401, "wrong_code", "Kode masuk salah.", "code");
    vi.spyOn(session, "signInWithCode").mockRejectedValue(wrong);
    await filled("kopi pagi di lantai dua");
    expect(await screen.findByText("Kode masuk salah.")).toBeVisible();
    expect(screen.getByLabelText("Kode masuk")).toBeInvalid();
  });
});
