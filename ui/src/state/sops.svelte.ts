/** The SOPs of this office, loaded once: lists for choosing, and whole sheets by id. */
import { SvelteMap } from "svelte/reactivity";

import { api, type Platform, type Sop, type SopSummary, type Step } from "$/api/index.ts";
import { officeZone } from "$/lib/format/index.ts";

class Sops {
  summaries = $state.raw<SopSummary[]>([]);
  #whole = new SvelteMap<string, Sop>();
  #loading = new Map<string, Promise<Sop>>();

  async load(): Promise<void> {
    this.summaries = await api.sops();
    // All sheets are small, and most screens need a step's or a platform's words.
    await Promise.all(this.summaries.map(({ id }) => this.fetch(id)));
  }

  forget(): void {
    this.summaries = [];
    this.#whole.clear();
    this.#loading.clear();
  }

  fetch(id: string): Promise<Sop> {
    let loading = this.#loading.get(id);
    if (!loading) {
      loading = api.sop(id).then(({ sop }) => {
        this.#whole.set(id, sop);
        officeZone.now = sop.time_zone;
        return sop;
      });
      loading.catch(() => this.#loading.delete(id));
      this.#loading.set(id, loading);
    }
    return loading;
  }

  /** Undefined until it is loaded. */
  get(id: string): Sop | undefined {
    return this.#whole.get(id);
  }

  step(sop: string, step: string | null): Step | undefined {
    return this.get(sop)?.step.find((one) => one.id === step);
  }

  platform(sop: string, platform: string): Platform | undefined {
    return this.get(sop)?.platform.find((one) => one.id === platform);
  }
}

export const sops = new Sops();
