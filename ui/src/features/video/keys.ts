/** The player's keys, while it has the focus. J, K and L stay with the inbox. */
import type { Player } from "./player.svelte.ts";

const JUMP_S = 5;

/** True when the key was the player's. */
export function pressed(player: Player, { key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (altKey || ctrlKey || metaKey) return false;
  const jump = shiftKey ? 1 : JUMP_S;
  const acts: Record<string, () => void> = {
    " ": () => player.toggle(),
    ",": () => player.step(-1),
    ".": () => player.step(1),
    ArrowLeft: () => player.seek(player.time - jump),
    ArrowRight: () => player.seek(player.time + jump),
    Home: () => player.seek(0),
    End: () => player.seek(player.duration),
    m: () => player.toggleSound(),
  };
  const act = acts[key.length === 1 ? key.toLowerCase() : key];
  act?.();
  return act !== undefined;
}
