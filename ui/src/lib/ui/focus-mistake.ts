import { tick } from "svelte";

/** Puts the cursor where something has to be mended: the first field of the form that is marked as wrong. */
export async function focusMistake(form: HTMLFormElement | undefined): Promise<void> {
  await tick();
  form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
}
