/**
 * What a person has confirmed while the office could not be reached: kept on this computer, and sent in order when it
 * answers again. Each carries the id of its command, so that a lost answer never makes it happen twice.
 */
import { untrack } from "svelte";

import { api, Failure, type Act, type Content, type SubmissionDetail } from "$/api/index.ts";

/** Between tries while something waits, ms. */
const EVERY = 5_000;
const PREFIX = "terbit.unsent.";

type Common = {
  /** The command's id. */
  id: string;
  title: string;
  /** When it was confirmed, by this computer's clock. */
  at: number;
  /** Why the office did not take it; it is not tried again by itself. */
  refusal?: { code: string; message: string };
};
export type UnsentAct = Common & { kind: "act"; submission: string; revision: number; act: Act };
export type UnsentDraft = Common & {
  kind: "submit";
  draft: string;
  revision: number;
  content: Content;
  lateReason: string;
  /** Whether the reason belongs to what is handed in. */
  late: boolean;
};
export type Unsent = UnsentAct | UnsentDraft;
type Sent = { unsent: Unsent; detail: SubmissionDetail };

class Outbox {
  all = $state.raw<readonly Unsent[]>([]);
  sending = $state(false);
  #account: string | null = null;
  #listeners = new Set<(sent: Sent) => void>();

  /** What still waits for the office to answer. */
  readonly waiting = $derived(this.all.filter(({ refusal }) => !refusal));
  readonly refused = $derived(this.all.filter(({ refusal }) => refusal));

  /** Shows and sends what this person left, until the answer is called. Nobody sees what is another's. */
  watch(account: string): () => void {
    this.#account = account;
    const again = () => void this.send();
    // Another window of the same person at this computer keeps, sends and discards too.
    const seen = (event: StorageEvent) => {
      if (event.key === null || event.key.startsWith(PREFIX)) this.#read();
    };
    const timer = setInterval(again, EVERY);
    window.addEventListener("online", again);
    window.addEventListener("storage", seen);
    // Whoever watches in an effect watches this person, and not how the sending goes.
    untrack(() => {
      this.#read();
      again();
    });
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", again);
      window.removeEventListener("storage", seen);
      this.#account = null;
      this.all = [];
    };
  }

  /** Told of each one that arrived, until the answer is called. */
  onSent(listener: (sent: Sent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What was decided on an item or done with it, without remarks: those keep nobody from deciding. */
  of(submission: string): readonly UnsentAct[] {
    return this.#on(submission).filter(({ act }) => !isRemark(act));
  }

  remarksOn(submission: string): readonly UnsentAct[] {
    return this.#on(submission).filter(({ act }) => isRemark(act));
  }

  #on(submission: string): readonly UnsentAct[] {
    return this.all.filter((one): one is UnsentAct => one.kind === "act" && one.submission === submission);
  }

  ofDraft(draft: string): UnsentDraft | null {
    return this.all.find((one): one is UnsentDraft => one.kind === "submit" && one.draft === draft) ?? null;
  }

  /** Whether it is safe here now. */
  keep(unsent: Unsent): boolean {
    if (!this.#account) return false;
    // Pressed once more while it waits.
    if (this.waiting.some((one) => means(one) === means(unsent))) return true;
    // In the order in which they were confirmed, also after somebody has put the clock back.
    const last = this.all.at(-1)?.at ?? 0;
    const kept = { ...unsent, at: Math.max(unsent.at, last + 1) };
    if (!this.#write(kept)) return false;
    this.all = [...this.all, kept];
    return true;
  }

  /** Gives it up; the office never hears of it, unless it had arrived already. */
  discard(id: string): void {
    const found = this.all.find((one) => one.id === id);
    if (!found) return;
    localStorage.removeItem(this.#key(found));
    this.all = this.all.filter((one) => one.id !== id);
  }

  /** Tries what was refused once more. */
  async retry(id: string): Promise<void> {
    const found = this.all.find((one) => one.id === id);
    if (!found) return;
    this.#replace({ ...found, refusal: undefined });
    await this.send();
  }

  /** Sends what waits, oldest first; stops where the office can't be reached. */
  async send(): Promise<void> {
    if (this.sending || this.waiting.length === 0) return;
    this.sending = true;
    try {
      for (const { id } of this.waiting) {
        // As it is now: what went before may have changed it.
        const unsent = this.all.find((one) => one.id === id);
        if (!unsent) continue;
        const detail = await this.#sendOne(unsent);
        if (detail === "later") return;
        if (!detail) continue;
        this.discard(id);
        if (unsent.kind === "act" && isRemark(unsent.act)) this.#follow(unsent, detail);
        for (const listener of this.#listeners) listener({ unsent, detail });
      }
    } finally {
      this.sending = false;
    }
  }

  /** Null where the office did not take it; "later" where nothing can be sent now. */
  async #sendOne(unsent: Unsent): Promise<SubmissionDetail | null | "later"> {
    try {
      return unsent.kind === "act" ? await sendAct(unsent) : await sendDraft(unsent);
    } catch (thrown) {
      const failure = Failure.from(thrown);
      // After signing in again it goes on.
      if (failure.isUnreached || failure.status === 401) return "later";
      const { code, message } = failure;
      this.#replace({ ...unsent, refusal: { code, message } });
      return null;
    }
  }

  /** What was confirmed after a remark of one's own is not too late because of that remark, if nothing else came between. */
  #follow(remark: UnsentAct, { revision }: SubmissionDetail): void {
    if (revision !== remark.revision + 1) return;
    for (const later of this.#on(remark.submission))
      if (later.revision === remark.revision) this.#replace({ ...later, revision });
  }

  #replace(changed: Unsent): void {
    this.#write(changed);
    this.all = this.all.map((one) => (one.id === changed.id ? changed : one));
  }

  #key({ at, id }: Unsent): string {
    return `${PREFIX}${this.#account}.${at.toString().padStart(15, "0")}.${id}`;
  }

  #write(unsent: Unsent): boolean {
    try {
      localStorage.setItem(this.#key(unsent), JSON.stringify(unsent));
      return true;
    } catch {
      // Full or switched off: then it stays in the form, with the failure beside it.
      return false;
    }
  }

  #read(): void {
    const own = `${PREFIX}${this.#account}.`;
    const keys = Object.keys(localStorage)
      .filter((key) => key.startsWith(own))
      .sort();
    this.all = keys.flatMap((key) => {
      try {
        return [JSON.parse(localStorage.getItem(key) ?? "") as Unsent];
      } catch {
        return [];
      }
    });
  }
}

/** A remark is never too late for the revision it was made on. */
export const isRemark = ({ type }: Act): boolean => type === "annotate" || type.endsWith("_annotation");

/** What it would do, whichever command it is. */
const means = (unsent: Unsent): string =>
  unsent.kind === "act" ? inOrder([unsent.submission, unsent.act]) : unsent.draft;

async function sendAct({ id, submission, revision, act }: UnsentAct): Promise<SubmissionDetail> {
  return api.act(submission, { command_id: id, revision, act });
}

async function sendDraft(unsent: UnsentDraft): Promise<SubmissionDetail> {
  const { id, draft, lateReason, late } = unsent;
  const revision = await saved(unsent);
  return api.submitDraft(draft, { command_id: id, revision, late_reason: late ? lateReason.trim() : null });
}

/** The draft's revision with this content in it. */
async function saved({ draft, revision, content, lateReason: late_reason }: UnsentDraft): Promise<number> {
  try {
    return (await api.saveDraft(draft, { revision, content, late_reason })).revision;
  } catch (thrown) {
    const failure = Failure.from(thrown);
    // Handed in already, and the answer was lost: the command's id finds it.
    if (failure.status === 404) return revision;
    const current = failure.extra["current"] as { revision: number; content: Content } | undefined;
    // Saved already, and the answer was lost.
    if (failure.code === "stale" && current && same(current.content, content)) return current.revision;
    throw failure;
  }
}

const same = (one: Content, other: Content) => inOrder(one) === inOrder(other);

/** As text, with the fields in the order of the alphabet. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

export const outbox = new Outbox();
