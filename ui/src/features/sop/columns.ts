/** How wide each column of the flow table is, in em, so that a sheet of any SOP fills the same paper. */
import type { Sop } from "$/api/index.ts";

/** The table's width; the paper's margins come on top. */
export const TABLE_WIDTH = 95;
/** The paper's width with its margins. */
export const PAPER_WIDTH = 99;

const NUMBER = 2.8;
const ACTORS = { together: 38, least: 7.4, most: 10.5 };
const TEXT = { least: 5.5, most: 24 };
/** The description is what people read first: it gets more than its length asks for. */
const DESCRIPTION = 1.3;

export type ColumnWidths = {
  number: number;
  text: number;
  actor: number;
  requirements: number;
  time: number;
  output: number;
  remarks: number;
};

export function columnWidths(sop: Sop): ColumnWidths {
  const actor = clamp(ACTORS.together / sop.actor.length, ACTORS.least, ACTORS.most);
  const texts = {
    text: weight(sop.step.map((step) => step.text)) * DESCRIPTION,
    requirements: weight(sop.step.map((step) => step.requirements.join(" "))),
    time: weight(sop.step.map((step) => step.time.join(" "))),
    output: weight(sop.step.map((step) => step.output)),
    remarks: sop.sheet.has_remarks ? weight(sop.step.map((step) => step.remarks.join(" "))) : 0,
  };
  const wanted = Object.values(texts).reduce((sum, value) => sum + value, 0);
  const scale = (TABLE_WIDTH - NUMBER - actor * sop.actor.length) / wanted;
  return {
    number: NUMBER,
    actor,
    text: texts.text * scale,
    requirements: texts.requirements * scale,
    time: texts.time * scale,
    output: texts.output * scale,
    remarks: texts.remarks * scale,
  };
}

/** A cell's area grows with its text, so its width with the text's square root. */
function weight(cells: string[]): number {
  return clamp(Math.sqrt(Math.max(...cells.map((cell) => cell.length))), TEXT.least, TEXT.most);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
