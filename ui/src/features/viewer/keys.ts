/** The viewer's keys, and whether a press of one is meant for it. */

export type Move = { to: "in" | "out" | "fit" | "actual" } | { to: "pan"; across: number; down: number };

/** How much of what is visible an arrow moves. */
const PART = 0.2;

const MOVES: Record<string, Move> = {
  "+": { to: "in" },
  "=": { to: "in" },
  "-": { to: "out" },
  "0": { to: "fit" },
  "1": { to: "actual" },
};
const ARROWS: Record<string, Move> = {
  ArrowLeft: { to: "pan", across: -PART, down: 0 },
  ArrowRight: { to: "pan", across: PART, down: 0 },
  ArrowUp: { to: "pan", across: 0, down: -PART },
  ArrowDown: { to: "pan", across: 0, down: PART },
};

/** What a key does; arrows only while the picture itself has the focus, since elsewhere they scroll and choose. */
export function moveOf(event: KeyboardEvent, onPicture: boolean): Move | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  return MOVES[event.key] ?? (onPicture ? ARROWS[event.key] : undefined) ?? null;
}

/** Not while somebody types, chooses from a menu, or has a dialog before the picture. */
export function isFor(event: KeyboardEvent, root: Element): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (
    target?.closest(
      "input:not([type=radio], [type=range]), textarea, select, [contenteditable=true], [role=menu]",
    )
  )
    return false;
  const dialogs = [...document.querySelectorAll("[role=dialog], [role=alertdialog]")];
  const front = dialogs.at(-1);
  return !front || front.contains(root);
}
