/** The list of submissions under way, page by page, by scope and search. */
import { api, Failure, type Scope, type SubmissionCard } from "$/api/index.ts";
import { live } from "$/state/live.svelte.ts";

const AT_ONCE = 50;

export class Running {
  scope = $state<Scope>("open");
  /** Empty: every SOP, every step. */
  sop = $state("");
  step = $state("");
  q = $state("");
  items = $state.raw<SubmissionCard[] | null>(null);
  total = $state(0);
  loadedAt = $state(Date.now());
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  #next: string | null = null;
  #stop: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get more(): number {
    return this.#next === null ? 0 : Math.min(AT_ONCE, this.total - (this.items?.length ?? 0));
  }

  async load({ background = false, further = false } = {}): Promise<void> {
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    this.busy = true;
    try {
      const page = await api.submissions(
        {
          scope: this.scope,
          sop: this.sop,
          step: this.step,
          q: this.q.trim(),
          limit: further ? AT_ONCE : Math.max(AT_ONCE, background ? (this.items?.length ?? 0) : 0),
          ...(further && this.#next ? { cursor: this.#next } : {}),
        },
        { background, signal: stop.signal },
      );
      this.#next = page.next;
      this.items = further ? [...(this.items ?? []), ...page.items] : page.items;
      this.total = page.total;
      this.loadedAt = Date.now();
      this.failure = null;
    } catch (thrown) {
      if (stop.signal.aborted) return;
      if (!background) this.failure = Failure.from(thrown);
    }
    this.busy = false;
  }

  /** Loads again a moment after the last key. */
  search(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.load(), 200);
  }

  watch(): () => void {
    const stop = live.on(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.load({ background: true }), 400);
    });
    return () => {
      clearTimeout(this.#timer);
      this.#stop?.abort();
      stop();
    };
  }
}
