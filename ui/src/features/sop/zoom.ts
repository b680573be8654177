/** How large the sheet's type is: as wide as the window allows, or a chosen step. */
import { PAPER_WIDTH } from "./columns.ts";

/** Smallest type that a person should have to read, in px; 100 %. */
export const BASE_TYPE = 11;
export const STEPS = [75, 100, 125, 150, 200] as const;
export type Zoom = "fit" | (typeof STEPS)[number];

/** Larger than this, a sheet that fits a wide screen looks shouted. */
const LARGEST_FIT = 15;

/** The type's size in px for a desk of `room` px. */
export function typeSize(zoom: Zoom, room: number): number {
  if (zoom !== "fit") return (BASE_TYPE * zoom) / 100;
  const fitting = Math.floor((room / PAPER_WIDTH) * 20) / 20;
  return Math.min(LARGEST_FIT, Math.max(BASE_TYPE, fitting));
}

/** The next larger or smaller step from what is shown now. */
export function nextZoom(zoom: Zoom, room: number, direction: 1 | -1): Zoom {
  const now = (100 * typeSize(zoom, room)) / BASE_TYPE;
  const steps = direction === 1 ? STEPS : STEPS.toReversed();
  return steps.find((step) => (step - now) * direction > 1) ?? zoom;
}
