/** The flow's lines and words over the table, measured anew whenever the table's layout changes. */
import type { Sop } from "$/api/index.ts";

import { flowEdges, type FlowEdge } from "./flow/edges.ts";
import type { TableGeometry } from "./flow/geometry.ts";
import { placeLabels, type PlacedLabel } from "./flow/labels.ts";
import { routeFlow, type Route } from "./flow/route.ts";
import { SHEET_WORDS } from "./flow/words.ts";
import { measureTable } from "./measure.ts";

export class FlowDrawing {
  readonly edges: FlowEdge[] = $derived.by(() => flowEdges(this.#sop(), SHEET_WORDS));
  /** Null until the table is laid out. */
  table = $state.raw<TableGeometry | null>(null);
  readonly routes: Route[] = $derived.by(() => (this.table ? routeFlow(this.table, this.edges) : []));
  readonly labels: PlacedLabel[] = $derived.by(() =>
    this.table ? placeLabels(this.table, this.routes) : [],
  );
  readonly #sop: () => Sop;

  constructor(sop: () => Sop) {
    this.#sop = sop;
  }

  /** An attachment for the table: keeps measuring while it is on the screen. */
  readonly watch = (element: HTMLElement): (() => void) | undefined => {
    if (typeof ResizeObserver === "undefined") return undefined;
    let frame = 0;
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => (this.table = measureTable(element)));
    };
    const observer = new ResizeObserver(soon);
    for (const part of [element, ...element.querySelectorAll("tr[data-step], [data-symbol-box]")]) {
      observer.observe(part);
    }
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  };
}
