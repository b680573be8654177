/** Which office this is, who is signed in, and what happens when the session ends in the middle of work. */
import {
  api,
  Failure,
  onSignedOut,
  type AccountCard,
  type ActingPosition,
  type OfficeStatus,
  type Session,
} from "$/api/index.ts";

import { router } from "$/lib/router/index.ts";

import { counts } from "./counts.svelte.ts";
import { live } from "./live.svelte.ts";
import { places } from "./places.svelte.ts";
import { sops } from "./sops.svelte.ts";

type Stage =
  | "starting"
  /** The office does not answer at all. */
  | "unreachable"
  /** A new data directory: nothing is set up. */
  | "empty"
  | "signed_out"
  | "signed_in"
  /** Signed out by time: the screen stays as it is, under the sign-in. */
  | "expired";

type Held = Pick<Session, "account" | "acting">;

class SessionState {
  stage = $state<Stage>("starting");
  office = $state.raw<OfficeStatus | null>(null);
  account = $state.raw<AccountCard | null>(null);
  /** Positions held for a time, as of the sign-in or the last look. */
  acting = $state.raw<readonly ActingPosition[]>([]);
  failure = $state.raw<Failure | null>(null);

  constructor() {
    onSignedOut(() => {
      if (this.stage === "signed_in") this.stage = "expired";
    });
  }

  async start(): Promise<void> {
    this.stage = "starting";
    try {
      this.office = await api.office();
      if (hasLeft()) await api.signOut().then(forgetLeft);
      if (this.office.state === "empty") {
        this.stage = "empty";
        return;
      }
      await this.#enter(await api.session());
    } catch (thrown) {
      const failure = Failure.from(thrown);
      if (failure.status === 401) {
        this.stage = "signed_out";
      } else {
        this.failure = failure;
        this.stage = "unreachable";
      }
    }
  }

  /** Throws a Failure when the name or the password is wrong. */
  async signIn(login: string, password: string, second: string | null = null): Promise<void> {
    await this.#comeIn(await api.signIn(login, password, second));
  }

  /** With a code from the administrator; the password holds from then on. Throws a Failure. */
  async signInWithCode(
    login: string,
    code: string,
    password: string,
    second: string | null = null,
  ): Promise<void> {
    await this.#comeIn(await api.signInWithCode({ login, code, password, second }));
  }

  /** After a change of the person's own account. */
  async refreshAccount(): Promise<void> {
    this.#hold(await api.session());
  }

  async #comeIn(entered: Session): Promise<void> {
    forgetLeft();
    // Back from an ended session as the same person: the work on the screen goes on.
    if (this.stage === "expired" && this.account?.id === entered.account.id) {
      this.#hold(entered);
      this.stage = "signed_in";
      return;
    }
    await this.#enter(entered);
  }

  /** After the office was set up, which signs the first account in. */
  async begin(account: AccountCard): Promise<void> {
    this.office = await api.office();
    await this.#enter({ account, acting: [] });
  }

  /** Where no office hears it, it is said again before anybody is let in at this computer. */
  async signOut(): Promise<void> {
    await api.signOut().then(forgetLeft, rememberLeft);
    this.leave();
    this.office = await api.office().catch(() => this.office);
  }

  /** Drops what the person who left could see; whoever comes next begins at their own Beranda. */
  leave(): void {
    router.go({ name: "home" }, { replace: true });
    live.stop();
    sops.forget();
    places.forget();
    counts.forget();
    this.account = null;
    this.acting = [];
    this.stage = "signed_out";
  }

  async #enter(entered: Held): Promise<void> {
    sops.forget();
    places.forget();
    await sops.load();
    this.#hold(entered);
    this.stage = "signed_in";
    live.start();
  }

  #hold({ account, acting }: Held): void {
    this.account = account;
    this.acting = acting;
  }

  /** An administrator may have changed what the person holds, or a period has begun or ended. */
  async look(): Promise<void> {
    if (this.stage !== "signed_in") return;
    const held = await api.session({ background: true }).catch(() => null);
    if (held && this.account?.id === held.account.id) this.#hold(held);
  }

  /** For good and for a time. */
  get held(): { sop: string; position: string }[] {
    return [...(this.account?.positions ?? []), ...this.acting];
  }

  get isDesigner(): boolean {
    return this.account?.is_designer ?? false;
  }

  /** Whether the person holds the position that acts at a step of this kind, in any SOP. */
  actsAt(kind: "publish" | "work" | "decision"): boolean {
    return this.held.some(({ sop, position }) =>
      sops.get(sop)?.step.some((step) => step.kind === kind && step.actor === position),
    );
  }

  /** The SOPs whose first step the person may do: where material can be handed in. */
  get submittable(): string[] {
    return [
      ...new Set(
        this.held
          .filter(({ sop, position }) => sops.get(sop)?.step[0]?.actor === position)
          .map(({ sop }) => sop),
      ),
    ];
  }

  /** The SOPs that the person may begin a draft for: to hand it in, or to offer it. */
  get draftable(): string[] {
    return this.isDesigner ? sops.summaries.map(({ id }) => id) : this.submittable;
  }
}

export const session = new SessionState();

const LEFT = "terbit.left";

function rememberLeft(): void {
  try {
    localStorage.setItem(LEFT, "1");
  } catch {
    // Switched off: then the session ends when it has been idle.
  }
}

function forgetLeft(): void {
  try {
    localStorage.removeItem(LEFT);
  } catch {
    // Nothing was kept then.
  }
}

function hasLeft(): boolean {
  try {
    return localStorage.getItem(LEFT) !== null;
  } catch {
    return false;
  }
}
