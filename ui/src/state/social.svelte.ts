/** What the office is called on each platform; read when first needed, and again when the office changes. */
import { api, Failure, type SocialAccount } from "$/api/index.ts";

import { live } from "./live.svelte.ts";

class Social {
  list = $state.raw<readonly SocialAccount[] | null>(null);
  failure = $state.raw<Failure | null>(null);
  #listens = false;

  want(): void {
    if (!this.#listens) {
      this.#listens = true;
      live.on((notice) => {
        if (notice === "resync" || notice.kind === "office") void this.load();
      });
    }
    if (!this.list) void this.load();
  }

  async load(): Promise<void> {
    try {
      this.list = (await api.socialAccounts({ background: true })).accounts;
      this.failure = null;
    } catch (thrown) {
      this.failure = Failure.from(thrown);
    }
  }

  /** Nothing entered: undefined. */
  of(brand: string): SocialAccount | undefined {
    return this.list?.find((one) => one.brand === brand && (one.name !== "" || one.handle !== ""));
  }

  /** `seen`: the list that was changed. Throws a Failure. */
  async set(accounts: SocialAccount[], seen: readonly SocialAccount[]): Promise<void> {
    this.list = (await api.setSocialAccounts({ accounts, seen: [...seen] })).accounts;
  }
}

export const social = new Social();
