/** A copy of a video that a platform takes, made by the office's computer: asked for, followed, stopped. */
import { api, Failure, type CopyState } from "$/api/index.ts";

const ASK_EVERY_MS = 1_000;

export class VideoCopy {
  state = $state.raw<CopyState>({ state: "absent" });
  failure = $state.raw<Failure | null>(null);
  readonly #sha256: string;
  readonly #place: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #left = false;

  constructor(sha256: string, place: string) {
    this.#sha256 = sha256;
    this.#place = place;
    void this.#ask(() => api.videoCopy(sha256, place));
  }

  /** From 0 to 1 while it is being made. */
  get progress(): number {
    if (this.state.state !== "running" || this.state.total_ms === 0) return 0;
    return Math.min(1, this.state.done_ms / this.state.total_ms);
  }

  make(): Promise<void> {
    return this.#ask(() => api.makeVideoCopy(this.#sha256, this.#place));
  }

  cancel(): Promise<void> {
    return this.#ask(async () => {
      await api.cancelVideoCopy(this.#sha256, this.#place);
      return api.videoCopy(this.#sha256, this.#place);
    });
  }

  /** The screen is left; what is being made goes on. */
  leave(): void {
    this.#left = true;
    clearTimeout(this.#timer);
  }

  async #ask(question: () => Promise<CopyState>): Promise<void> {
    clearTimeout(this.#timer);
    try {
      this.state = await question();
      this.failure = null;
    } catch (thrown) {
      this.failure = Failure.from(thrown);
      return;
    }
    if (this.#left || this.state.state !== "running") return;
    this.#timer = setTimeout(
      () => void this.#ask(() => api.videoCopy(this.#sha256, this.#place)),
      ASK_EVERY_MS,
    );
  }
}
