/** What the office has published on a platform, newest first: the neighbours of a new post on its profile. */
import { api, type SubmissionCard } from "$/api/index.ts";

const SHOWN = 9;

export class Neighbours {
  items = $state.raw<readonly SubmissionCard[]>([]);
  total = $state(0);
  #loaded = "";

  /** Call in an effect. A post that is published itself is no neighbour of its own. */
  follow(platform: string, sop: string, own: string): void {
    const wanted = `${platform} ${sop} ${own}`;
    if (wanted === this.#loaded) return;
    this.#loaded = wanted;
    api.archive({ platform, sop, limit: SHOWN }, { background: true }).then(
      ({ items, total }) => {
        if (this.#loaded !== wanted) return;
        this.items = items.filter(({ id }) => id !== own);
        this.total = total - (items.length - this.items.length);
      },
      // Without them the grid has empty places; the post itself is what one came for.
      () => (this.#loaded = ""),
    );
  }
}
