/** Something of the office's settings: read when it is first wanted, and again when the office changes. */
import { Failure } from "$/api/index.ts";

import { live } from "./live.svelte.ts";

export abstract class OfficeSetting<Item> {
  list = $state.raw<readonly Item[] | null>(null);
  failure = $state.raw<Failure | null>(null);
  #listens = false;

  protected abstract ask(): Promise<readonly Item[]>;

  want(): void {
    if (!this.#listens) {
      this.#listens = true;
      live.onOffice(() => void this.load());
    }
    if (!this.list) void this.load();
  }

  async load(): Promise<void> {
    try {
      this.list = await this.ask();
      this.failure = null;
    } catch (thrown) {
      this.failure = Failure.from(thrown);
    }
  }
}
