import { render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { api, type AccountCard, type SopSummary } from "$/api/index.ts";
import { session } from "$/state/session.svelte.ts";
import { sops } from "$/state/sops.svelte.ts";

import { dki } from "../sop/flow/sops.fixture.ts";
import NothingWaits from "./NothingWaits.svelte";

const account = (position: string | null, is_admin = false): AccountCard => ({
  id: "a",
  name: "Sari",
  login: "sari",
  initials: "S",
  is_admin,
  disabled: false,
  is_designer: false,
  unit: "",
  code_until: null,
  second_factor: false,
  positions: position === null ? [] : [{ sop: dki.id, sop_name: dki.name, position, label: "", short: "" }],
});

beforeEach(async () => {
  vi.spyOn(api, "sops").mockResolvedValue([{ id: dki.id } as SopSummary]);
  vi.spyOn(api, "sop").mockResolvedValue({ sop: dki, sha256: "0", counts: [] });
  sops.forget();
  await sops.load();
});

describe("when nothing waits", () => {
  it("who submits is shown the way to submit", () => {
    session.account = account("admin-medsos");
    render(NothingWaits);
    expect(screen.getByRole("link", { name: "Ajukan konten" })).toHaveAttribute("href", "#/ajukan");
  });

  it("who decides is told at which step items will come", () => {
    session.account = account("kasubbag-tu");
    render(NothingWaits);
    expect(screen.getByText(/begitu sampai di langkah Anda \(3 Platform\)/)).toBeInTheDocument();
    expect(screen.queryByRole("link", { name: "Ajukan konten" })).toBeNull();
  });

  it("who holds no position is told whom to ask", () => {
    session.account = account(null);
    render(NothingWaits);
    expect(screen.getByText(/Minta pengelola Terbit/)).toBeInTheDocument();
  });

  it("an administrator without a position is shown the way to the accounts", () => {
    session.account = account(null, true);
    render(NothingWaits);
    expect(screen.getByRole("link", { name: "Buka pengaturan" })).toHaveAttribute("href", "#/pengaturan");
  });
});
