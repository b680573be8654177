import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import { Failure } from "$/api/index.ts";
import { session } from "$/state/session.svelte.ts";

import SignInForm from "./SignInForm.svelte";

afterEach(() => vi.restoreAllMocks());

async function tryOnce() {
  const user = userEvent.setup();
  render(SignInForm, {});
  await user.type(screen.getByLabelText("Nama akun"), "rani");
  await user.type(screen.getByLabelText("Kata sandi"), "salah");
  await user.click(screen.getByRole("button", { name: "Masuk" }));
}

describe("signing in", () => {
  it("shows the server's sentence about a wrong password", async () => {
    vi.spyOn(session, "signIn").mockRejectedValue(new Failure(401, "wrong_password", "Kata sandi salah."));
    await tryOnce();
    expect(await screen.findByRole("alert")).toHaveTextContent("Kata sandi salah.");
    expect(screen.getByRole("button", { name: "Masuk" })).toBeEnabled();
  });

  it("counts down after too many tries", async () => {
    const extra = { retry_after_seconds: 20 };
    vi.spyOn(session, "signIn").mockRejectedValue(
      new Failure(429, "too_many_tries", "Terlalu banyak percobaan.", null, extra),
    );
    await tryOnce();
    expect(await screen.findByRole("button", { name: /Coba lagi dalam (20|19) detik/ })).toBeDisabled();
  });

  it("asks for the second factor only when the office does, and sends it along", async () => {
    const needed = new Failure(401, "second_factor_needed", "Ketik juga kode.", "second");
    const wrong = new Failure(401, "wrong_second_factor", "Kode verifikasi salah.", "second");
    const signIn = vi.spyOn(session, "signIn");
    signIn.mockRejectedValueOnce(needed).mockRejectedValueOnce(wrong).mockResolvedValueOnce();
    await tryOnce();
    const user = userEvent.setup();
    const field = await screen.findByLabelText("Kode verifikasi");
    expect(screen.queryByRole("alert")).toBeNull();
    await user.type(field, "123456");
    await user.click(screen.getByRole("button", { name: "Masuk" }));
    expect(await screen.findByText("Kode verifikasi salah.")).toBeVisible();
    expect(field).toHaveValue("");
    await user.type(field, "654321");
    await user.click(screen.getByRole("button", { name: "Masuk" }));
    expect(signIn.mock.calls.map(([, , second]) => second)).toEqual([null, "123456", "654321"]);
  });
});
