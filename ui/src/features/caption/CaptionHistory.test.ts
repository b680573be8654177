import { render, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import type { CaptionHistory as History, SinceDecision as Since } from "$/api/index.ts";

import CaptionHistory from "./CaptionHistory.svelte";
import SinceDecision from "./SinceDecision.svelte";

const hand = (version: number, person: number, name: string) => ({
  version,
  person,
  name,
  initials: name.slice(0, 1),
  position_label: "",
  at: "2026-11-24T07:05:00Z",
});

const history: History = {
  hands: [hand(1, 0, "Rina"), hand(2, 1, "Tono"), hand(3, 0, "Rina")],
  pieces: [
    { text: "Rapat ", written: 0, struck: null },
    { text: "di Gedung ", written: 0, struck: 1 },
    { text: "besar", written: 1, struck: null },
    { text: " sekali", written: 2, struck: null },
  ],
};

describe("a corrected caption", () => {
  it("says at each change whose it is", () => {
    const { container } = render(CaptionHistory, { history });
    expect(container.querySelector("del")?.title).toMatch(/^Dicoret Tono di versi 2/);
    const [besar, sekali] = container.querySelectorAll("ins");
    expect(besar?.title).toMatch(/^Ditulis Tono/);
    expect(sekali?.title).toMatch(/^Ditulis Rina di versi 3/);
    expect(besar?.className).not.toBe(sekali?.className);
    const people = screen.getByRole("list", { name: "Yang mengoreksi" });
    expect([...people.querySelectorAll("li")].map((one) => one.textContent?.trim())).toEqual([
      "T Tono",
      "R Rina",
    ]);
  });
});

describe("what changed since a decision", () => {
  const since: Since = {
    decision: "accepted",
    at: "2026-11-24T07:05:00Z",
    step_short: "Kontrol",
    version: 1,
    digest: "a".repeat(64),
    changes: [],
    caption: null,
  };

  it("says so when nothing did", () => {
    render(SinceDecision, { since, onCompare: () => undefined });
    expect(screen.getByRole("status")).toHaveTextContent("Tidak ada yang berubah: isinya sama persis.");
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("tells each change and leads to the comparison", () => {
    const changed: Since = {
      ...since,
      decision: "rejected",
      changes: ["a.jpg diganti b.jpg"],
      caption: [{ kind: "written", text: "Baru" }],
    };
    render(SinceDecision, { since: changed, onCompare: () => undefined });
    expect(screen.getByRole("status")).toHaveTextContent("Yang berubah sejak Anda tolak");
    expect(screen.getByRole("listitem")).toHaveTextContent("a.jpg diganti b.jpg");
    expect(screen.getByRole("button", { name: "Bandingkan gambarnya" })).toBeVisible();
  });
});
