//! One office a test file: a server of its own on a data folder that goes when the file's tests end.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { request, test } from "@playwright/test";

import { Network } from "../../desktop/network.mjs";
import { Server } from "./server.ts";

export const PASSWORD = "contoh-terbit";

export class Office {
  #server: Server | null = null;
  #data = "";
  #network: Network | null = null;
  readonly #onNetwork: boolean;
  readonly #behindCable: boolean;

  constructor(onNetwork = false, behindCable = false) {
    this.#onNetwork = onNetwork;
    this.#behindCable = behindCable;
  }

  async open(demo: boolean): Promise<void> {
    this.#data = await mkdtemp(join(tmpdir(), "terbit-kantor-"));
    if (this.#behindCable) this.#network = await Network.open();
    this.#server = await Server.start(this.#data, "0", this.#onNetwork, this.#network);
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
    await this.#network?.close();
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

  /** Nobody hears from the server any more, and nobody is told. */
  async cableOut(): Promise<void> {
    await this.#network!.cut(this.#server!);
  }

  async cableIn(): Promise<void> {
    await this.#network!.mend(this.#server!);
  }

  /** Comes back under the same address, as the office's server would. */
  async powerBack(): Promise<void> {
    this.#server = await Server.start(this.#data, this.#server?.port, this.#onNetwork, this.#network);
  }
}

/**
 * The office of this test file. `empty`: nothing is set up yet; `onNetwork`: with TLS, as other PCs see it;
 * `behindCable`: so, and on a computer of its own, whose cable can be pulled.
 */
export function officeOfThisFile({ empty = false, onNetwork = false, behindCable = false } = {}): Office {
  const office = new Office(onNetwork || behindCable, behindCable);
  test.beforeAll(() => office.open(!empty));
  test.afterAll(() => office.close());
  return office;
}
