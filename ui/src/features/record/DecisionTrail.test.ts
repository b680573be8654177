import { render, screen, within } from "@testing-library/svelte";
import { expect, it } from "vitest";

import type { TrailEntry } from "$/api/index.ts";

import DecisionTrail from "./DecisionTrail.svelte";

const digest = { basis: "material", sha256: "cd".repeat(32) } as const;

const rejection: TrailEntry = {
  sequence: 7,
  revision: 3,
  at: "2026-11-20T07:05:00Z",
  account_name: "Siti Rahmawati",
  initials: "SR",
  position_label: "Kepala Subbagian Tata Usaha",
  event: {
    type: "rejected",
    step: "platform",
    to: "koreksi",
    digest,
    reason: "Foto kedua buram.",
    worked_seconds: 1320,
    same_person: false,
  },
  changes: [],
  caption_edits: null,
  sentence: "Menolak dan mengembalikan ke Koreksi",
  step_short: "Platform",
  worked_seconds: 1320,
  standard_seconds: 900,
  digest: digest.sha256,
  hash: "ef".repeat(32),
};

it("tells who decided what, when, how long against the standard, why, and on which content", () => {
  render(DecisionTrail, { trail: [rejection] });
  const entry = within(screen.getByRole("listitem"));
  expect(entry.getByText("Menolak dan mengembalikan ke Koreksi")).toBeInTheDocument();
  expect(entry.getByText("Siti Rahmawati, Kepala Subbagian Tata Usaha")).toBeInTheDocument();
  expect(entry.getByText("Jumat, 20 November 2026, 14.05 WIB")).toBeInTheDocument();
  expect(entry.getByText("22 menit dari baku 15 menit, terlambat")).toBeInTheDocument();
  expect(entry.getByText("Foto kedua buram.")).toBeInTheDocument();
  expect(entry.getByText("Sidik isi cdcdcdcdcdcd")).toHaveAttribute("title", digest.sha256);
});
