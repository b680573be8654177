/** The office's quick phrases for rejections. */
import { api } from "$/api/index.ts";

import { OfficeSetting } from "./office-setting.svelte.ts";

class Reasons extends OfficeSetting<string> {
  protected async ask() {
    return (await api.rejectReasons({ background: true })).reasons;
  }

  /** `seen`: the list that was changed. Throws a Failure. */
  async set(list: string[], seen: readonly string[]): Promise<void> {
    this.list = (await api.setRejectReasons({ reasons: list, seen: [...seen] })).reasons;
  }
}

export const reasons = new Reasons();
