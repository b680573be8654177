/** The remarks of one submission on the screen: which is looked at, what is being drawn, and the acts on them. */
import { Failure, type Act, type Asset, type SubmissionDetail, type ThreadView } from "$/api/index.ts";
import { newId } from "$/lib/ids.ts";

import { areaFragment, timeFragment, type Area } from "./place.ts";

export type Filter = "all" | "open" | "done";

/** A place that has been chosen and waits for its words. */
export type Begun = { source: string; asset: Asset | null; area: Area | null; time: number | null };

/** Chosen once, so that a remark sent again after a broken line is the same remark. */
const newAnnotation = () => `urn:uuid:${newId()}`;

export class Remarks {
  filter = $state<Filter>("all");
  /** The thread that is looked at. */
  selected = $state<string | null>(null);
  /** The thread whose reply is being written. */
  replying = $state<string | null>(null);
  /** A place is being chosen on the picture. */
  drawing = $state(false);
  begun = $state.raw<Begun | null>(null);
  sending = $state(false);
  failure = $state.raw<Failure | null>(null);
  /** Wanted on the picture: the view goes to its file and moves there. */
  wanted = $state.raw<{ thread: ThreadView } | null>(null);
  readonly #detail: () => SubmissionDetail | null;
  readonly #act: (act: Act) => Promise<boolean>;
  #ids = new Map<string, string>();

  /** `act` tells whether the act is in the record, or safe on this computer until the office answers. */
  constructor(detail: () => SubmissionDetail | null, act: (act: Act) => Promise<boolean>) {
    this.#detail = detail;
    this.#act = act;
  }

  readonly all = $derived.by(() => this.#detail()?.remarks.threads ?? []);
  readonly canAdd = $derived.by(() => this.#detail()?.remarks.can_add ?? false);
  readonly assignees = $derived.by(() => this.#detail()?.remarks.assignees ?? []);
  readonly open = $derived(this.all.filter(({ resolution }) => resolution === null));
  /** As the panel lists them: open ones first, then in their order. */
  readonly listed = $derived([
    ...(this.filter === "done" ? [] : this.open),
    ...(this.filter === "open" ? [] : this.all.filter(({ resolution }) => resolution !== null)),
  ]);
  readonly chosen = $derived(this.all.find(({ id }) => id === this.selected) ?? null);

  /** Those of one file, as far as the filter lets them through. */
  on(sha256: string): ThreadView[] {
    return this.listed.filter(({ shown_on }) => shown_on === sha256);
  }

  /** Looks at a thread, and shows its place. */
  look(thread: ThreadView): void {
    this.selected = thread.id;
    this.wanted = { thread };
  }

  /** The next one in the panel's order, or the one before. */
  step(by: 1 | -1): ThreadView | null {
    const { listed } = this;
    if (listed.length === 0) return null;
    const at = listed.findIndex(({ id }) => id === this.selected);
    const from = at < 0 && by < 0 ? 0 : at;
    const next = listed[(from + by + listed.length) % listed.length] ?? null;
    if (next) this.look(next);
    return next;
  }

  startDrawing(): void {
    if (!this.canAdd) return;
    this.begun = null;
    this.failure = null;
    this.drawing = true;
  }

  stopDrawing(): void {
    this.drawing = false;
  }

  /** A place on a picture, or a moment of a video, was chosen. */
  begin(asset: Asset, area: Area | null, time: number | null = null): void {
    this.drawing = false;
    this.failure = null;
    this.begun = { source: `urn:sha256:${asset.sha256}`, asset, area, time };
  }

  beginOnCaption(): void {
    const detail = this.#detail();
    if (!detail) return;
    this.drawing = false;
    this.failure = null;
    this.begun = { source: `urn:uuid:${detail.id}#caption`, asset: null, area: null, time: null };
  }

  drop(): void {
    this.begun = null;
    this.failure = null;
  }

  /** True when nothing is left to do. */
  async add(text: string, assigned_to: string | null): Promise<boolean> {
    const { begun } = this;
    if (!begun) return false;
    const fragment = begun.area
      ? areaFragment(begun.area)
      : begun.time !== null
        ? timeFragment(begun.time)
        : null;
    const id = this.#idFor(`${begun.source} ${fragment} ${text}`);
    const act: Act = {
      type: "annotate",
      id,
      motivation: "commenting",
      source: begun.source,
      fragment,
      text,
      assigned_to,
    };
    if (!(await this.#send(act))) return false;
    this.begun = null;
    this.selected = id;
    return true;
  }

  async reply({ id }: ThreadView, text: string): Promise<boolean> {
    const act: Act = { type: "reply_to_annotation", thread: id, id: this.#idFor(`${id} ${text}`), text };
    if (!(await this.#send(act))) return false;
    this.replying = null;
    return true;
  }

  resolve({ id, can_resolve }: ThreadView): Promise<boolean> {
    return can_resolve ? this.#send({ type: "resolve_annotation", thread: id }) : Promise.resolve(false);
  }

  reopen({ id }: ThreadView): Promise<boolean> {
    return this.#send({ type: "reopen_annotation", thread: id });
  }

  assign({ id }: ThreadView, to: string): Promise<boolean> {
    return this.#send({ type: "assign_annotation", thread: id, to });
  }

  #idFor(written: string): string {
    const known = this.#ids.get(written) ?? newAnnotation();
    this.#ids.set(written, known);
    return known;
  }

  async #send(act: Act): Promise<boolean> {
    if (this.sending) return false;
    this.sending = true;
    this.failure = null;
    try {
      const done = await this.#act(act);
      // The same words at the same place later are another remark.
      if (done) this.#ids.clear();
      return done;
    } catch (thrown) {
      this.failure = Failure.from(thrown);
      return false;
    } finally {
      this.sending = false;
    }
  }
}
