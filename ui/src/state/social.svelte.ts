/** What the office is called on each platform. */
import { api, type SocialAccount } from "$/api/index.ts";

import { OfficeSetting } from "./office-setting.svelte.ts";

class Social extends OfficeSetting<SocialAccount> {
  protected async ask() {
    return (await api.socialAccounts({ background: true })).accounts;
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
