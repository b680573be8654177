//! One office a test file: a server of its own on a data folder that goes when the file's tests end.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { request, test } from "@playwright/test";

import { Server } from "./server.ts";

export const PASSWORD = "contoh-terbit";

export class Office {
  #server: Server | null = null;
  #data = "";
  readonly #onNetwork: boolean;

  constructor(onNetwork = false) {
    this.#onNetwork = onNetwork;
  }

  async open(demo: boolean): Promise<void> {
    this.#data = await mkdtemp(join(tmpdir(), "terbit-kantor-"));
    this.#server = await Server.start(this.#data, "0", this.#onNetwork);
    if (!demo) return;
    const line = await request.newContext({
      baseURL: this.address,
      extraHTTPHeaders: { "X-Terbit": "1" },
      ignoreHTTPSErrors: true,
    });
    const answer = await line.post("/api/office/demo", { timeout: 120_000 });
    if (!answer.ok()) throw new Error(`the sample office was not set up: ${await answer.text()}`);
    await line.dispose();
  }

  async close(): Promise<void> {
    await this.#server?.end();
    await rm(this.#data, { recursive: true, force: true, maxRetries: 5 });
  }

  get address(): string {
    if (!this.#server) throw new Error("the office is not open");
    return this.#server.address;
  }

  get data(): string {
    return this.#data;
  }

  /** The power goes: nobody is asked. */
  async powerCut(): Promise<void> {
    await this.#server?.end("killed");
  }

  /** Comes back under the same address, as the office's server would. */
  async powerBack(): Promise<void> {
    this.#server = await Server.start(this.#data, this.#server?.port, this.#onNetwork);
  }
}

/** The office of this test file. `empty`: nothing is set up yet; `onNetwork`: with TLS, as other PCs see it. */
export function officeOfThisFile({ empty = false, onNetwork = false } = {}): Office {
  const office = new Office(onNetwork);
  test.beforeAll(() => office.open(!empty));
  test.afterAll(() => office.close());
  return office;
}
