/**
 * A draft on the screen: saves itself a moment after the last change, keeps a copy on this computer
 * until that has worked, and never overwrites what was saved elsewhere without asking.
 */
import { untrack } from "svelte";

import { api, Failure, newCommandId, type Draft, type Sop, type SubmissionDetail } from "$/api/index.ts";
import { ContentForm } from "$/features/content/form.svelte.ts";
import { outbox } from "$/state/outbox.svelte.ts";
import { t } from "$/strings/index.svelte.ts";

import { dropBackup, keepBackup, readBackup } from "./backup.ts";

const QUIET_MS = 800;
const RETRY_MS = 8_000;

type Save =
  | { state: "saved"; at: string }
  | { state: "dirty" }
  | { state: "saving" }
  | { state: "failed"; failure: Failure }
  | { state: "stale"; current: Draft };

const written = (content: unknown, lateReason: string) => JSON.stringify([content, lateReason]);

export class DraftState {
  readonly id: string;
  readonly form: ContentForm;
  save = $state.raw<Save>({ state: "dirty" });
  /** Something that was typed before a crash is back on the screen. */
  restored = $state(false);
  #revision: number;
  #saved: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  /** One id for this submission, however often the button has to be pressed. */
  readonly #command = newCommandId();

  constructor(draft: Draft, sop: Sop) {
    this.id = draft.id;
    this.form = new ContentForm(sop, draft.content);
    this.form.lateReason = draft.late_reason;
    this.form.checklist = draft.checklist;
    this.#revision = draft.revision;
    this.#saved = this.#now;
    this.save = { state: "saved", at: draft.updated_at };
    this.#restore(draft);
  }

  get #now(): string {
    return written(this.form.content, this.form.lateReason);
  }

  #restore(draft: Draft): void {
    const backup = readBackup(draft.id);
    if (!backup || written(backup.content, backup.lateReason) === this.#saved) return;
    this.form.fill(backup.content);
    this.form.lateReason = backup.lateReason;
    this.restored = true;
    this.save = backup.revision === draft.revision ? { state: "dirty" } : { state: "stale", current: draft };
  }

  /** Call in an effect: it reads all that can change. */
  follow(): void {
    const snapshot = this.#snapshot();
    // Only what is typed may start a save, not how the last one ended: that would go in circles.
    untrack(() => {
      if (this.#now === this.#saved || this.save.state === "stale") return;
      keepBackup(this.id, { ...snapshot, revision: this.#revision });
      this.#schedule(QUIET_MS);
    });
  }

  #snapshot() {
    return { content: this.form.content, lateReason: this.form.lateReason };
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    if (this.save.state === "saved") this.save = { state: "dirty" };
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  /** Saves now what is not saved. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
    if (this.#now === this.#saved || this.save.state === "stale") return;
    this.#running = this.#put();
    await this.#running;
    this.#running = null;
  }

  async #put(): Promise<void> {
    const { content, lateReason } = this.#snapshot();
    this.save = { state: "saving" };
    try {
      const draft = await api.saveDraft(this.id, {
        revision: this.#revision,
        content,
        late_reason: lateReason,
      });
      this.#revision = draft.revision;
      this.#saved = written(content, lateReason);
      this.form.checklist = draft.checklist;
      this.save = { state: "saved", at: draft.updated_at };
      if (this.#now === this.#saved) dropBackup(this.id);
      else this.#schedule(QUIET_MS);
    } catch (thrown) {
      const failure = Failure.from(thrown);
      const current = failure.extra["current"] as Draft | undefined;
      if (failure.code === "stale" && current) {
        this.save = { state: "stale", current };
      } else {
        this.save = { state: "failed", failure };
        if (failure.status === 0 || failure.status >= 500)
          this.#timer = setTimeout(() => void this.flush(), RETRY_MS);
      }
    }
  }

  /** After a draft was changed in two places: which one counts. */
  async resolve(which: "mine" | "theirs"): Promise<void> {
    if (this.save.state !== "stale") return;
    const { current } = this.save;
    this.#revision = current.revision;
    if (which === "theirs") {
      this.form.fill(current.content);
      this.form.lateReason = current.late_reason;
      this.form.checklist = current.checklist;
      this.#saved = this.#now;
      dropBackup(this.id);
      this.save = { state: "saved", at: current.updated_at };
      return;
    }
    this.#saved = written(current.content, current.late_reason);
    this.save = { state: "dirty" };
    await this.flush();
  }

  /** What keeps it from being handed in, as a sentence; null when nothing does. */
  readonly obstacle = $derived.by(() => {
    const { tray, missing, needsReason, lateReason, captionOver, checklist } = this.form;
    if (tray.underWay.length > 0) return t("draft.submit_busy", { n: tray.underWay.length });
    if (tray.failed.length > 0) return t("files.failed_some", { n: tray.failed.length });
    if (missing.length > 0)
      return t("draft.submit_missing", { what: missing.map(({ label }) => label).join("; ") });
    if (captionOver > 0) {
      const limit = this.form.kindChosen?.caption_limit ?? 0;
      return t("draft.caption_over", { n: this.form.captionLength, limit, over: captionOver });
    }
    if (checklist?.problems[0]) return checklist.problems[0].message;
    if (needsReason && lateReason.trim() === "") return t("draft.reason_missing");
    return null;
  });

  /** Null where no office answers: it is kept then, and handed in when one does. */
  async submit(): Promise<SubmissionDetail | null> {
    await this.flush();
    if (this.save.state === "failed") return this.#keep(this.save.failure);
    const reason = this.form.lateReason.trim();
    const wanted = {
      command_id: this.#command,
      revision: this.#revision,
      late_reason: this.form.needsReason ? reason : null,
    };
    let detail;
    try {
      detail = await api.submitDraft(this.id, wanted);
    } catch (thrown) {
      return this.#keep(Failure.from(thrown));
    }
    this.#saved = this.#now;
    dropBackup(this.id);
    return detail;
  }

  #keep(failure: Failure): null {
    clearTimeout(this.#timer);
    const { content, lateReason } = this.#snapshot();
    const kept =
      failure.isUnreached &&
      outbox.keep({
        kind: "submit",
        id: this.#command,
        title: content.title,
        at: Date.now(),
        draft: this.id,
        revision: this.#revision,
        content,
        lateReason,
        late: this.form.needsReason,
      });
    if (!kept) throw failure;
    // From here on the outbox saves it, so that it arrives before it is handed in.
    this.#saved = this.#now;
    return null;
  }

  /** Gives it to whoever hands in; files that are still coming in are waited for first. */
  async offer(): Promise<Draft> {
    const { tray } = this.form;
    if (tray.underWay.length > 0) {
      throw new Failure(0, "busy", t("draft.submit_busy", { n: tray.underWay.length }));
    }
    await this.flush();
    if (this.save.state === "failed") throw this.save.failure;
    const draft = await api.offerDraft(this.id, this.#revision);
    dropBackup(this.id);
    return draft;
  }

  async remove(): Promise<void> {
    clearTimeout(this.#timer);
    await api.deleteDraft(this.id);
    this.#saved = this.#now;
    dropBackup(this.id);
    this.form.tray.cancelAll();
  }

  /** The screen is left: what is open is saved, and pictures from memory are given back. */
  leave(): void {
    void this.flush();
    for (const tile of this.form.tray.tiles) tile.forgetLocal();
  }
}
