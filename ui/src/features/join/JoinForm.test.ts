import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import { Failure } from "$/api/index.ts";

const joining = vi.hoisted(() => ({
  standing: vi.fn(() => Promise.resolve({ joined: null, computer: "HUMAS-02" })),
  find: vi.fn(() =>
    Promise.resolve([
      { office: "Biro Umum", address: "192.168.1.10:7777" },
      { office: "Biro Hukum", address: "192.168.1.20:7777" },
    ]),
  ),
  join: vi.fn<(address: string, code: string, name: string) => Promise<void>>(),
  leave: vi.fn(),
}));
vi.mock("$/host/index.ts", () => ({ host: { joining } }));

import JoinForm from "./JoinForm.svelte";

beforeEach(() => {
  joining.join.mockReset();
});

it("knows what the computer is called, and sends what was typed", async () => {
  joining.join.mockReturnValue(new Promise(() => undefined));
  render(JoinForm);
  await waitFor(() => expect(screen.getByLabelText("Nama komputer ini")).toHaveValue("HUMAS-02"));
  const submit = screen.getByRole("button", { name: "Gabung" });
  expect(submit).toBeDisabled();
  await userEvent.type(screen.getByLabelText("Alamat pusat kantor"), "192.168.1.10");
  await userEvent.type(screen.getByLabelText("Kode gabung"), "7KQF2M9");
  await userEvent.click(submit);
  expect(joining.join).toHaveBeenCalledWith("192.168.1.10", "7KQF2M9", "HUMAS-02");
});

it("fills the address in where only one office was heard, and never over what was typed", async () => {
  const only = [{ office: "Biro Umum", address: "192.168.1.10:7777" }];
  joining.find.mockResolvedValueOnce(only);
  const { unmount } = render(JoinForm);
  await waitFor(() => expect(screen.getByLabelText("Alamat pusat kantor")).toHaveValue("192.168.1.10:7777"));
  unmount();
  let heard = (_: typeof only): void => undefined;
  joining.find.mockReturnValueOnce(new Promise((resolve) => (heard = resolve)));
  render(JoinForm);
  await userEvent.type(screen.getByLabelText("Alamat pusat kantor"), "10.0.0.5");
  heard(only);
  await screen.findByRole("button", { name: /Biro Umum/ });
  expect(screen.getByLabelText("Alamat pusat kantor")).toHaveValue("10.0.0.5");
});

it("takes the address of an office that was heard", async () => {
  render(JoinForm);
  await userEvent.click(await screen.findByRole("button", { name: /Biro Umum/ }));
  expect(screen.getByLabelText("Alamat pusat kantor")).toHaveValue("192.168.1.10:7777");
});

it("takes the administrator's whole note at once", async () => {
  render(JoinForm);
  const code = "ABCDEF0-1234567-GHJKMNP-QRSTVWX-YZ01234-5678ABC";
  await userEvent.click(screen.getByLabelText("Alamat pusat kantor"));
  await userEvent.paste(`Alamat pusat kantor: 10.1.2.3:7777\nKode gabung: ${code}`);
  expect(screen.getByLabelText("Alamat pusat kantor")).toHaveValue("10.1.2.3:7777");
  expect(screen.getByLabelText("Kode gabung")).toHaveValue(code);
});

it("says what is wrong at its field, and elsewhere what belongs to none", async () => {
  joining.join.mockRejectedValueOnce(new Failure(400, "pairing_code", "Salah ketik di kelompok 1.", "code"));
  joining.join.mockRejectedValueOnce(new Failure(403, "device_revoked", "Komputer ini dicabut."));
  render(JoinForm);
  await userEvent.type(screen.getByLabelText("Alamat pusat kantor"), "192.168.1.10");
  await userEvent.type(screen.getByLabelText("Kode gabung"), "7KQF2M9");
  await userEvent.click(screen.getByRole("button", { name: "Gabung" }));
  await waitFor(() =>
    expect(screen.getByLabelText("Kode gabung")).toHaveAccessibleDescription(/Salah ketik di kelompok 1/),
  );
  await userEvent.click(screen.getByRole("button", { name: "Gabung" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Komputer ini dicabut.");
});
