/** What the office knows of a post's videos: how long they run, and what it says platforms will refuse. */
import { api, type AssetView, type Content } from "$/api/index.ts";

export class KnownVideos {
  views = $state.raw<readonly AssetView[]>([]);
  #asked = "";

  /** Call in an effect: asks again when other videos are there. */
  follow({ assets }: Content): void {
    const hashes = assets.filter(({ group }) => group === "video").map(({ sha256 }) => sha256);
    const asked = hashes.join();
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.views = [];
    void Promise.allSettled(hashes.map((sha256) => api.asset(sha256, { background: true }))).then(
      (answers) => {
        if (this.#asked !== asked) return;
        this.views = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
      },
    );
  }

  durationOf(sha256: string): number | null {
    return this.views.find(({ asset }) => asset.sha256 === sha256)?.facts.duration_ms ?? null;
  }

  /** The office's own sentences about this file on this platform. */
  refusalsOf(sha256: string, platform: string): string[] {
    const view = this.views.find(({ asset }) => asset.sha256 === sha256);
    return (view?.refusals ?? []).filter((one) => one.platform === platform).map(({ message }) => message);
  }
}
