/**
 * Reads the laid-out flow table. All lengths are in em of the sheet, from the left edge of the first
 * pelaksana column and the top of the first step's row, so that they hold at every zoom and in print.
 */
import type { Rect, Span, TableGeometry } from "./flow/geometry.ts";

export function measureTable(table: HTMLElement): TableGeometry | null {
  const em = Number.parseFloat(getComputedStyle(table).fontSize);
  const heads = [...table.querySelectorAll<HTMLElement>("[data-actor-head]")];
  const rows = [...table.querySelectorAll<HTMLElement>("tr[data-step]")];
  const symbols = [...table.querySelectorAll<HTMLElement>("[data-symbol-box]")];
  const [firstHead, firstRow] = [heads[0], rows[0]];
  if (!firstHead || !firstRow || !(em > 0) || symbols.length !== rows.length) return null;
  const left = firstHead.getBoundingClientRect().left;
  const top = firstRow.getBoundingClientRect().top;
  const across = (element: HTMLElement): Span => {
    const box = element.getBoundingClientRect();
    return { start: (box.left - left) / em, end: (box.right - left) / em };
  };
  const down = (element: HTMLElement): Span => {
    const box = element.getBoundingClientRect();
    return { start: (box.top - top) / em, end: (box.bottom - top) / em };
  };
  const rect = (element: HTMLElement): Rect => {
    const [x, y] = [across(element), down(element)];
    return { left: x.start, right: x.end, top: y.start, bottom: y.end };
  };
  return { columns: heads.map(across), rows: rows.map(down), symbols: symbols.map(rect) };
}
