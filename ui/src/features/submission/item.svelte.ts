/** One submission on the screen: loads it, acts on it, and tells when somebody else was faster. */
import { api, Failure, newCommandId, type Act, type SubmissionDetail } from "$/api/index.ts";
import { live } from "$/state/live.svelte.ts";
import { outbox } from "$/state/outbox.svelte.ts";

import { readyAhead, takeAhead } from "./ahead.ts";

export class Item {
  readonly id: string;
  detail = $state.raw<SubmissionDetail | null>(null);
  loadedAt = $state(Date.now());
  failure = $state.raw<Failure | null>(null);
  /** The sentence about who acted before; the newest state is already shown. */
  conflict = $state<string | null>(null);
  busy = $state(false);
  #command: { written: string; id: string } | null = null;

  /** `known`: what was just heard of it. */
  constructor(id: string, known?: SubmissionDetail) {
    this.id = id;
    const ready = readyAhead(id);
    // At once, so that no skeleton is drawn for one frame.
    if (known) this.#show(known);
    else if (ready) this.#show(ready.detail, ready.at);
    else void this.load();
  }

  async load(background = false): Promise<void> {
    try {
      const kept = background ? null : await takeAhead(this.id);
      const found = kept ?? { detail: await api.submission(this.id, { background }), at: Date.now() };
      // An older answer must not overwrite what an act has brought meanwhile.
      if (this.detail && found.detail.revision < this.detail.revision) return;
      this.#show(found.detail, found.at);
      this.failure = null;
    } catch (thrown) {
      if (!background || !this.detail) this.failure = Failure.from(thrown);
    }
  }

  #show(detail: SubmissionDetail, at: number = Date.now()): void {
    this.detail = detail;
    this.loadedAt = at;
  }

  /** Keeps it fresh until the answer is called. */
  watch(): () => void {
    return live.on((notice) => {
      if (notice === "resync") void this.load(true);
      else if (notice.submission === this.id && notice.revision !== this.detail?.revision)
        void this.load(true);
    });
  }

  /** What was confirmed here and has not reached the office; remarks are not among it. */
  get unsent() {
    return outbox.of(this.id);
  }

  /**
   * Throws the Failure of a refusal; on a conflict shows the new state and answers null. So it does where no office
   * answers and the act is kept to be sent later: `unsent` has it then.
   */
  async act(act: Act): Promise<SubmissionDetail | null> {
    const outcome = await this.#send(act);
    return outcome === "kept" ? null : outcome;
  }

  /** As `act`, for a remark: true when it is in the record, or kept to be sent later. */
  async remark(act: Act): Promise<boolean> {
    return (await this.#send(act)) !== null;
  }

  async #send(act: Act): Promise<SubmissionDetail | "kept" | null> {
    if (!this.detail || this.busy) return null;
    const { revision, title } = this.detail;
    const written = JSON.stringify([revision, act]);
    // The same act tried again after a broken line keeps its id, so that it can't happen twice.
    if (this.#command?.written !== written) this.#command = { written, id: newCommandId() };
    this.busy = true;
    this.conflict = null;
    try {
      const detail = await api.act(this.id, { command_id: this.#command.id, revision, act });
      this.#show(detail);
      return detail;
    } catch (thrown) {
      const failure = Failure.from(thrown);
      const { id } = this.#command;
      if (failure.isUnreached) {
        const at = Date.now();
        if (outbox.keep({ kind: "act", id, title, at, submission: this.id, revision, act })) return "kept";
      }
      const current = failure.extra["current"] as SubmissionDetail | undefined;
      if (failure.status !== 409 || !current) throw failure;
      this.#show(current);
      this.conflict = failure.message;
      return null;
    } finally {
      this.busy = false;
    }
  }
}
