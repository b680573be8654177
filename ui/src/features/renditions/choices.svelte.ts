/** The fits of one picture while they are looked at and changed. Only what differs by choice is kept. */
import type { Asset, AssetView, Fit, Fits, FocusPoint, PicturePlace } from "$/api/index.ts";

import { placesMade, proposedFit, proposedFocus, sameFit } from "./fit.ts";

type Given = {
  asset: Asset;
  view: AssetView | null;
  fits: Fits;
  places: readonly PicturePlace[];
  onFits?: ((fits: Fits) => void) | undefined;
};

export class Choices {
  readonly #given: () => Given;

  constructor(given: () => Given) {
    this.#given = given;
  }

  get proposedFocus(): FocusPoint {
    return proposedFocus(this.#given().view);
  }

  fitOf(place: PicturePlace): Fit {
    return this.#given().fits[place.id] ?? this.proposed(place);
  }

  proposed(place: PicturePlace): Fit {
    const { view, places } = this.#given();
    return proposedFit(view, place, places);
  }

  isChanged(place: PicturePlace): boolean {
    return !sameFit(this.fitOf(place), this.proposed(place));
  }

  isMade(place: PicturePlace): boolean {
    return this.#made(place.platform).some(({ id }) => id === place.id);
  }

  /** The only place of its platform: a picture that goes there has to be made for one. */
  isLast(place: PicturePlace): boolean {
    const made = this.#made(place.platform);
    return made.length === 1 && made[0]?.id === place.id;
  }

  set(place: PicturePlace, fit: Fit): void {
    this.#write({ ...this.#written(place.platform), [place.id]: fit });
  }

  /** Moves the focus of this place, or of all places that this picture is cropped for. */
  aim(place: PicturePlace, focus: FocusPoint, onlyHere: boolean): void {
    const { places, fits } = this.#given();
    const fit: Fit = { how: "crop", focus };
    if (onlyHere) {
      this.set(place, fit);
      return;
    }
    const cropped = places.filter((one) => this.isMade(one) && this.fitOf(one).how === "crop");
    const aimed = Object.fromEntries([...cropped, place].map(({ id }) => [id, fit]));
    this.#write({ ...fits, ...aimed });
  }

  /** Makes the picture for this place too, or no longer. */
  make(place: PicturePlace, on: boolean): void {
    const written = this.#written(place.platform);
    if (on) this.#write({ ...written, [place.id]: this.fitOf(place) });
    else if (!this.isLast(place)) this.#write(without(written, place.id));
  }

  /** Back to what is proposed; the place stays one that the picture is made for. */
  reset(place: PicturePlace): void {
    const { fits } = this.#given();
    const others = this.#made(place.platform).filter(({ id }) => id !== place.id);
    if (others.length === 0 && place.default) this.#write(without(fits, place.id));
    else this.#write({ ...fits, [place.id]: this.proposed(place) });
  }

  #made(platform: string): PicturePlace[] {
    const { fits, places } = this.#given();
    return placesMade(fits, platform, places);
  }

  /** All fits, with those of this platform written out: what is not named is not made. */
  #written(platform: string): Fits {
    const made = this.#made(platform).map((place) => [place.id, this.fitOf(place)] as const);
    return { ...this.#given().fits, ...Object.fromEntries(made) };
  }

  #write(fits: Fits): void {
    this.#given().onFits?.(fits);
  }
}

function without(fits: Fits, place: string): Fits {
  return Object.fromEntries(Object.entries(fits).filter(([id]) => id !== place));
}
