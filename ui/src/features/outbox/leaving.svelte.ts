/** Signing out asks first while something has not reached the office. */
import { outbox } from "$/state/outbox.svelte.ts";
import { session } from "$/state/session.svelte.ts";

class Leaving {
  asking = $state(false);

  async leave(): Promise<void> {
    if (outbox.all.length > 0) this.asking = true;
    else await session.signOut();
  }

  async sure(): Promise<void> {
    this.asking = false;
    await session.signOut();
  }
}

export const leaving = new Leaving();
