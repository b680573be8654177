/** One suggestion while somebody takes it into the caption that they are writing, hunk by hunk. */
import type { Suggestion } from "$/api/index.ts";

import { carry, compose, partsOf, type Hunk, type Part } from "./edits.ts";

export type Answer = "open" | "taken" | "left";

export class Review {
  readonly suggestion: Suggestion;
  readonly parts: readonly Part[];
  readonly hunks: readonly Hunk[];
  answers = $state<Answer[]>([]);
  /** Hunks whose place is no longer in the caption. */
  lost = $state<boolean[]>([]);

  /** `live`: the caption as it is now; what it already says counts as taken. */
  constructor(suggestion: Suggestion, live: string) {
    this.suggestion = suggestion;
    this.parts = partsOf(suggestion.edits);
    this.hunks = this.parts.filter((part) => typeof part === "object");
    this.lost = this.hunks.map(() => false);
    this.answers = this.hunks.map((_, index) => {
      const [from, to] = [this.#text(new Set()), this.#text(new Set([index]))];
      return carry(from, to, live) === null && carry(to, from, live) !== null ? "taken" : "open";
    });
  }

  #text(taken: ReadonlySet<number>): string {
    return compose(this.parts, taken);
  }

  get #taken(): Set<number> {
    return new Set(this.answers.flatMap((answer, index) => (answer === "taken" ? [index] : [])));
  }

  get open(): number {
    return this.answers.filter((answer) => answer === "open").length;
  }

  get isTaken(): boolean {
    return this.answers.includes("taken");
  }

  /** Answers a hunk and gives the caption that results; null where its place is gone. */
  answer(index: number, answer: Answer, live: string): string | null {
    const before = this.#taken;
    const after = new Set(before);
    if (answer === "taken") after.add(index);
    else after.delete(index);
    const caption = after.size === before.size ? live : carry(this.#text(before), this.#text(after), live);
    this.lost[index] = caption === null;
    if (caption !== null) this.answers[index] = answer;
    return caption;
  }

  /** Takes every hunk that is open; gives the caption that results. */
  takeAll(live: string): string {
    return this.hunks.reduce(
      (caption, _, index) =>
        this.answers[index] === "open" ? (this.answer(index, "taken", caption) ?? caption) : caption,
      live,
    );
  }
}
