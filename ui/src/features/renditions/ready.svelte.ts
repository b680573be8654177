/** The pictures of a submission that are ready to be uploaded, platform by platform. */
import { api, Failure, type PlatformRenditions, type SubmissionDetail } from "$/api/index.ts";

/** What was asked for ahead, by what it was made from: those of so many submissions are kept. */
const ahead = new Map<string, readonly PlatformRenditions[]>();
const MOST = 6;

/** A change of any of these makes other pictures. */
const madeFrom = ({ id, version, content }: SubmissionDetail) =>
  `${id} ${version} ${content.platforms.join()} ${content.wished.join()}`;

/** Asks before the submission is opened; its pictures are then known at once. */
export async function fetchReady(detail: SubmissionDetail): Promise<readonly PlatformRenditions[]> {
  const key = madeFrom(detail);
  const known = ahead.get(key);
  if (known) return known;
  const { platforms } = await api.renditions(detail.id, { background: true });
  ahead.set(key, platforms);
  while (ahead.size > MOST) ahead.delete(ahead.keys().next().value ?? "");
  return platforms;
}

export class Ready {
  platforms = $state.raw<readonly PlatformRenditions[] | null>(null);
  failure = $state.raw<Failure | null>(null);
  #loaded = "";

  /** Call in an effect: asks again whenever the content has changed. */
  follow(detail: SubmissionDetail): void {
    const wanted = madeFrom(detail);
    if (wanted === this.#loaded) return;
    this.#loaded = wanted;
    const known = ahead.get(wanted);
    if (known) {
      this.platforms = known;
      this.failure = null;
      return;
    }
    api.renditions(detail.id, { background: true }).then(
      ({ platforms }) => {
        if (this.#loaded !== wanted) return;
        this.platforms = platforms;
        this.failure = null;
      },
      (thrown: unknown) => {
        if (this.#loaded !== wanted) return;
        this.failure = Failure.from(thrown);
        this.#loaded = "";
      },
    );
  }

  of(platform: string): PlatformRenditions | null {
    return this.platforms?.find((one) => one.platform === platform) ?? null;
  }
}
