/** The two SOP files themselves, as the server hands them out: what a file leaves out is empty or null. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { parse } from "smol-toml";

import type { Sop } from "$/api/index.ts";

type Table = Record<string, unknown>;

const FOLDER = resolve(process.cwd(), "../crates/workflow/sops");

const DEFAULTS = {
  sheet: { flow_title: null, column_numbers: [], legend_intro: null, legend_heads: [], legend: [] },
  columns: { remarks: null },
  cover: { value: [], emphasis: false },
  block: { corrected_label: null, items: [] },
  step: {
    italics: [],
    powers: [],
    requirements: [],
    time: [],
    standard_minutes: null,
    output: "",
    remarks: [],
    needs: [],
    rejected: null,
    cell_labels: [],
    inferred: [],
  },
} as const;

function read(name: string): Sop {
  const file = parse(readFileSync(resolve(FOLDER, `${name}.toml`), "utf8")) as Table;
  const sheet = file["sheet"] as Table;
  const each = (list: unknown, defaults: Table) => (list as Table[]).map((row) => ({ ...defaults, ...row }));
  return {
    ...file,
    step: each(file["step"], DEFAULTS.step),
    sheet: {
      ...DEFAULTS.sheet,
      ...sheet,
      columns: { ...DEFAULTS.columns, ...(sheet["columns"] as Table) },
      cover: each(sheet["cover"], DEFAULTS.cover),
      block: each(sheet["block"], DEFAULTS.block),
    },
  } as unknown as Sop;
}

export const dki = read("dki-pengelolaan-media-sosial");
export const jabar = read("jabar-pembuatan-konten-sosial-media");
