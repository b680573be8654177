import { render, screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import type { Sop, StepCount } from "$/api/index.ts";

import { dki, jabar } from "./flow/sops.fixture.ts";
import SopSheet from "./SopSheet.svelte";

const sheets: [string, Sop][] = [
  ["DKI Jakarta", dki],
  ["Jawa Barat", jabar],
];

function sheet(sop: Sop, counts: StepCount[] | null = null, marks = true): HTMLElement {
  return render(SopSheet, { sop, counts, marks, type: 11 }).container;
}

const plain = (text: string) => text.replace(/\s+/g, " ").trim();

/** Every text that the paper shows: the whole of `sheet`, and of each step what is printed in its row. */
function printed(sop: Sop): string[] {
  const {
    letterhead,
    cover,
    block,
    flow_title,
    columns,
    column_numbers,
    legend_intro,
    legend_heads,
    legend,
  } = sop.sheet;
  return [
    ...letterhead,
    ...cover.flatMap((row) => [row.label, ...row.value]),
    ...block.flatMap((one) => [one.label, ...one.items]),
    flow_title ?? "",
    ...Object.values(columns).map((head) => head ?? ""),
    ...column_numbers,
    legend_intro ?? "",
    ...legend_heads,
    ...legend.flatMap((row) => [row.name, row.definition]),
    ...sop.actor.map((actor) => actor.label),
    ...sop.step.flatMap((step) => [
      step.number,
      step.text,
      ...step.requirements,
      ...step.time,
      step.output,
      ...step.remarks,
      ...step.cell_labels.map((label) => label.text),
    ]),
  ].filter((text) => text !== "");
}

describe.each(sheets)("the sheet of %s", (_, sop) => {
  it("shows every word of the file", () => {
    const shown = plain(sheet(sop).textContent);
    for (const text of printed(sop)) expect(shown).toContain(plain(text));
  });

  it("shows each step's texts in its own row", () => {
    const rows = [...sheet(sop).querySelectorAll<HTMLElement>("tr[data-step]")];
    sop.step.forEach((step, index) => {
      const shown = plain(rows[index]?.textContent ?? "");
      for (const text of [step.text, ...step.requirements, ...step.time, step.output, ...step.remarks]) {
        expect(shown).toContain(plain(text));
      }
    });
  });

  it("draws one symbol a step, in the acting column", () => {
    const rows = [...sheet(sop).querySelectorAll<HTMLElement>("tr[data-step]")];
    rows.forEach((row, index) => {
      const step = sop.step[index];
      const cells = [...row.querySelectorAll("td.actor")];
      const at = cells.findIndex((cell) => cell.querySelector("svg[data-symbol]"));
      expect(sop.actor[at]?.id).toBe(step?.actor);
      expect(row.querySelectorAll("svg[data-symbol]")).toHaveLength(1);
      expect(row.querySelector("svg[data-symbol]")).toHaveAttribute("data-symbol", step?.symbol);
    });
  });

  it("says why each concluded thing is as it is, and is silent without marks", () => {
    const reasons = sop.step.flatMap((step) => step.inferred.map(({ why }) => plain(why)));
    const marked = plain(sheet(sop).textContent);
    for (const why of reasons) expect(marked).toContain(why);
    const bare = plain(sheet(sop, null, false).textContent);
    for (const why of reasons) expect(bare).not.toContain(why);
  });
});

describe("the live numbers", () => {
  const counts: StepCount[] = [{ step: "platform", count: 3, late: 1, oldest_since: null }];

  it("stand at their step and lead to its items", () => {
    sheet(dki, counts);
    const row = screen.getByRole("row", { name: /memberikan keputusan platform/ });
    const link = within(row).getByRole("link", { name: "3 ajuan di langkah ini, 1 terlambat" });
    expect(link).toHaveAttribute("href", "#/ajuan?sop=dki-pengelolaan-media-sosial&step=platform");
  });

  it("are left out of the bare sheet", () => {
    sheet(dki, null);
    expect(screen.queryByRole("link")).toBeNull();
  });
});

describe("for those who don't see the drawing", () => {
  it("each row says who acts and where it goes", () => {
    sheet(dki);
    const row = screen.getByRole("row", { name: /Mengontrol konten/ });
    expect(row).toHaveTextContent(
      "Dikerjakan Kepala Bagian Perjalanan Dinas, simbol pengambilan keputusan. Lalu ke: Baris 5, Setujui. Bila ditolak ke: Baris 3, Platform.",
    );
  });
});
