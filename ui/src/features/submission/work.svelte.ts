/** What a person prepares on an item before acting: platforms, a note, which dialog is open. */
import { Failure, type SubmissionDetail } from "$/api/index.ts";
import { href } from "$/lib/router/index.ts";
import { toasts } from "$/lib/ui/index.ts";
import { sops } from "$/state/sops.svelte.ts";
import { t } from "$/strings/index.svelte.ts";

import type { Item } from "./item.svelte.ts";

/** Where the item is when it leaves the person's hands. */
export type Left = "accepted" | "rejected" | "completed" | "cancelled" | "published";

export class Work {
  readonly item: Item;
  platforms = $state<string[]>([]);
  note = $state("");
  noting = $state(false);
  rejecting = $state(false);
  suggesting = $state(false);
  cancelling = $state(false);
  /** Asks first: remarks of this person are still open. */
  doubting = $state(false);
  editing = $state(false);
  /** Shows what is missing, after a first try. */
  tried = $state(false);
  failure = $state.raw<Failure | null>(null);
  readonly #onLeft: (left: Left, detail: SubmissionDetail) => void;
  #platformsFor = "";
  #seen = 0;

  constructor(item: Item, onLeft: (left: Left, detail: SubmissionDetail) => void) {
    this.item = item;
    this.#onLeft = onLeft;
  }

  /** The first time an item is seen at a step, its platforms are those wished for. */
  prepare(detail: SubmissionDetail): void {
    // A refusal was about what stood there before; whatever has changed deserves a new try.
    if (this.#seen !== detail.revision) this.failure = null;
    this.#seen = detail.revision;
    const key = `${detail.id} ${detail.step} ${detail.version}`;
    if (this.#platformsFor === key) return;
    this.#platformsFor = key;
    this.platforms = detail.content.platforms.length > 0 ? detail.content.platforms : detail.content.wished;
    this.tried = false;
  }

  /** Accepts a decision step, completes a work or archive step. */
  async goOn(sure = false): Promise<void> {
    const { detail } = this.item;
    if (!detail || !(detail.acts.accept || detail.acts.complete) || this.editing) return;
    this.tried = true;
    this.failure = null;
    if (detail.acts.choose_platforms && this.platforms.length === 0) return;
    if (detail.acts.accept && !sure && ownOpen(detail) > 0) {
      this.doubting = true;
      return;
    }
    const order = sops.get(detail.sop)?.platform.map(({ id }) => id) ?? [];
    const chosen = order.filter((id) => this.platforms.includes(id));
    const type = detail.acts.accept ? "accept" : "complete";
    try {
      const after = await this.item.act({
        type,
        digest: detail.digest.sha256,
        platforms: detail.acts.choose_platforms ? chosen : null,
        note: this.note.trim(),
      });
      if (!after) return;
      this.note = "";
      this.noting = false;
      const said = { title: detail.title };
      toasts.show(type === "accept" ? t("submission.accepted", said) : t("submission.completed", said), {
        tone: "accepted",
      });
      this.#onLeft(type === "accept" ? "accepted" : "completed", after);
    } catch (thrown) {
      this.failure = Failure.from(thrown);
    }
  }

  /** Says where it went and who has it now. */
  rejected(after: SubmissionDetail): void {
    const who = after.holders.join(", ") || after.position_label;
    toasts.show(t("reasons.rejected_toast", { step: after.step_short, who, title: after.title }), {
      tone: "returned",
      action: { label: t("reasons.open_item"), href: href({ name: "submission", id: after.id }) },
    });
    this.#onLeft("rejected", after);
  }

  /** Takes nothing of a suggestion; the record says so. */
  async decline(suggestion: number): Promise<boolean> {
    this.failure = null;
    try {
      const after = await this.item.act({ type: "decline_suggestion", suggestion });
      if (after) toasts.show(t("caption.declined", { n: suggestion }));
      return after !== null;
    } catch (thrown) {
      this.failure = Failure.from(thrown);
      return false;
    }
  }

  cancelled(): void {
    const { detail } = this.item;
    if (!detail) return;
    toasts.show(t("submission.cancelled", { title: detail.title }));
    this.#onLeft("cancelled", detail);
  }

  published(detail: SubmissionDetail): void {
    this.#onLeft("published", detail);
  }
}

/** How many remarks of the person who looks are still open. */
export function ownOpen({ remarks }: SubmissionDetail): number {
  return remarks.threads.filter(({ author, resolution }) => author.is_me && !resolution).length;
}
