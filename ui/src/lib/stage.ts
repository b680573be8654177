/** Whether a part of the window can be seen: what is drawn ahead, out of sight, must not take the window's keys. */
import { getContext, setContext } from "svelte";

const STAGE = Symbol("stage");

/** For everything drawn inside the calling component. */
export function setStage(seen: () => boolean): void {
  setContext(STAGE, seen);
}

/** Call while a component is made; the answer tells at any time whether the person sees it. */
export function onStage(): () => boolean {
  return getContext<(() => boolean) | undefined>(STAGE) ?? (() => true);
}
