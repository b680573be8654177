//! The office's host: `terbit serve` on its own computer in the network, over TLS.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export class Host {
  #network;
  #process;
  #port = "0";
  #data;

  static async open(network) {
    const host = new Host();
    host.#network = network;
    host.#data = await mkdtemp(join(tmpdir(), "terbit-pusat-"));
    await host.start();
    await host.#sampleOffice();
    return host;
  }

  /** As it is typed: address and port. */
  get place() {
    return `${this.#network.address}:${this.#port}`;
  }

  get data() {
    return this.#data;
  }

  async start() {
    const listen = `${this.#network.listening}:${this.#port}`;
    const [program, args] = this.#network.there(needed("TERBIT_BIN"), [
      "serve", "--data", this.#data, "--listen", listen,
    ]);
    this.#process = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    const ended = once(this.#process, "exit").then(([code]) => {
      throw new Error(`terbit serve ended at once with ${code}`);
    });
    ended.catch(() => undefined);
    const lines = createInterface({ input: this.#process.stdout });
    const [line] = await Promise.race([once(lines, "line"), ended]);
    this.#port = new URL(line).port;
  }

  /** `ip netns exec` becomes the program, so this is the program. */
  kill(signal) {
    this.#process.kill(signal);
  }

  /** As a power cut ends it. */
  async powerCut() {
    const gone = once(this.#process, "exit");
    this.kill("SIGKILL");
    await gone;
  }

  async close() {
    if (this.#process?.exitCode === null && this.#process.signalCode === null) await this.powerCut();
    await rm(this.#data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  #sampleOffice() {
    const [hostname, port] = this.place.split(":");
    return new Promise((done, failed) => {
      const asked = request(
        { hostname, port, path: "/api/office/demo", method: "POST", headers: { "X-Terbit": "1" }, rejectUnauthorized: false },
        (answer) => {
          answer.resume();
          if (answer.statusCode === 201) answer.on("end", done);
          else failed(new Error(`the sample office was not set up: ${answer.statusCode}`));
        },
      );
      asked.on("error", failed);
      asked.end();
    });
  }
}

function needed(variable) {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run the tests with \`cargo xtask test --only desktop\``);
  return value;
}
