import { describe, expect, it } from "vitest";

import { newPassword } from "./password.ts";
import { suggestedLogin } from "./person.svelte.ts";
import { AccountRow, Setup } from "./setup.svelte.ts";

function office(): Setup {
  const setup = new Setup();
  setup.bundled = [
    {
      id: "sop",
      edition: "2025-07-28",
      name: "Pengelolaan Media Sosial",
      unit: "Biro",
      region: "DKI Jakarta",
      step_count: 2,
      positions: [
        { id: "admin", label: "Admin Medsos", short: "Admin" },
        { id: "kepala", label: "Kepala Biro", short: "Kepala" },
      ],
    },
  ];
  setup.officeName = "Biro";
  setup.sops = ["sop"];
  return setup;
}

function person(setup: Setup, name: string, ...positions: string[]): AccountRow {
  const row = new AccountRow();
  row.rename(name);
  row.positions = positions;
  setup.accounts.push(row);
  return row;
}

describe("setting an office up", () => {
  it("suggests an account name from the person's own", () => {
    expect(suggestedLogin("Dra. Marlina Situmorang, M.Si.")).toBe("marlina");
    expect(suggestedLogin("")).toBe("");
  });

  it("makes passwords that are long enough and never the same", () => {
    expect(newPassword()).toMatch(/^([a-z]{4}-){4}\d\d$/);
    expect(newPassword()).not.toBe(newPassword());
  });

  it("names each position that nobody holds", () => {
    const setup = office();
    setup.accounts = [];
    person(setup, "Rani", "sop/admin");
    expect(setup.unheld).toEqual([{ sop: "Pengelolaan Media Sosial", label: "Kepala Biro" }]);
    person(setup, "Marlina", "sop/kepala");
    expect(setup.unheld).toEqual([]);
    expect(setup.alone).toBeNull();
  });

  it("warns when one person alone would submit and decide", () => {
    const setup = office();
    setup.accounts = [];
    person(setup, "Rani", "sop/admin", "sop/kepala");
    expect(setup.alone).toEqual({ name: "Rani", position: "Kepala Biro" });
  });

  it("wants names that differ and passwords of twelve characters", () => {
    const setup = office();
    setup.accounts = [];
    const first = person(setup, "Rani Wulandari");
    const second = person(setup, "Rani Kusuma");
    second.password = "pendek";
    expect(setup.errorsOf(first)).toEqual({});
    expect(setup.errorsOf(second)).toEqual({
      login: "Nama akun ini sudah dipakai di atas.",
      password: "Kata sandi 6 karakter, paling sedikit 12. Tambah 6.",
    });
    expect(setup.complete).toBe(false);
  });

  it("an SOP that is taken back takes its positions along", () => {
    const setup = office();
    setup.accounts = [];
    const row = person(setup, "Rani", "sop/admin");
    setup.toggleSop("sop");
    expect(row.positions).toEqual([]);
  });
});
