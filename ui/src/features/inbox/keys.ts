/** Which key moves where in the list. */

export type Move = "next" | "previous" | "first" | "last" | "down" | "up";

const ANYWHERE: Record<string, Move> = { j: "next", k: "previous" };
/** These scroll a post that is being read; in the list they move. */
const IN_LIST: Record<string, Move> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  Home: "first",
  End: "last",
  PageDown: "down",
  PageUp: "up",
};

export function moveOf(key: string, inList: boolean): Move | undefined {
  return ANYWHERE[key.toLowerCase()] ?? (inList ? IN_LIST[key] : undefined);
}
