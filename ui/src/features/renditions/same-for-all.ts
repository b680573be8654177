/** "Apply to all photos": the same manner for one place of every picture. A crop keeps each photo's own focus. */
import type { PicturePlace } from "$/api/index.ts";
import type { DeskFile } from "$/features/files/desk-file.ts";

import { Choices } from "./choices.svelte.ts";
import { isFittable } from "./fit.ts";

/** Answers for how many other pictures it was done. */
export function sameForAll(
  files: readonly DeskFile[],
  from: DeskFile,
  place: PicturePlace,
  places: readonly PicturePlace[],
): number {
  const choicesOf = ({ asset, view, onFits }: DeskFile) =>
    new Choices(() => ({ asset, view, fits: asset.fits ?? {}, places, onFits }));
  const fit = choicesOf(from).fitOf(place);
  const others = files.filter((file) => file.key !== from.key && file.onFits && isFittable(file.asset));
  for (const file of others) {
    const choices = choicesOf(file);
    choices.set(place, fit.how === "crop" ? { how: "crop", focus: choices.proposedFocus } : fit);
  }
  return others.length;
}
