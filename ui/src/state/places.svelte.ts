/** The places of the platforms that this office prepares files for, loaded once when first needed. */
import { api, type PicturePlace, type Places, type Tools, type VideoPlace } from "$/api/index.ts";

class PlacesState {
  #all = $state.raw<Places | null>(null);
  #tools = $state.raw<Tools | null>(null);
  #asked = false;

  /** Asks for them if nobody has; a screen shows them once they are there. */
  want(): void {
    if (this.#asked) return;
    this.#asked = true;
    Promise.all([api.places(), api.tools()]).then(
      ([places, tools]) => {
        this.#all = places;
        this.#tools = tools;
      },
      // The next screen that wants them asks again.
      () => (this.#asked = false),
    );
  }

  forget(): void {
    this.#all = null;
    this.#tools = null;
    this.#asked = false;
  }

  get pictures(): readonly PicturePlace[] {
    return this.#all?.pictures ?? [];
  }

  get videos(): readonly VideoPlace[] {
    return this.#all?.videos ?? [];
  }

  /** Null until it is known. */
  get hasFfmpeg(): boolean | null {
    return this.#tools?.ffmpeg.available ?? null;
  }
}

export const places = new PlacesState();
