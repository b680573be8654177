//! The real program serving a real office from a data folder.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

import type { Network } from "../../desktop/network.mjs";

const EXE = process.platform === "win32" ? "terbit.exe" : "terbit";

export function program(): string {
  const given = process.env["TERBIT_BIN"];
  if (given) return resolve(given);
  const target = process.env["CARGO_TARGET_DIR"] ?? resolve(import.meta.dirname, "../../../target");
  return resolve(target, "debug", EXE);
}

export class Server {
  readonly #child: ChildProcess;
  readonly address: string;

  private constructor(child: ChildProcess, address: string) {
    this.#child = child;
    this.address = address;
  }

  /** Port 0: the system chooses, and the first line says which. On all of the machine's addresses there is TLS. */
  static async start(data: string, port = "0", onNetwork = false, network: Network | null = null): Promise<Server> {
    const listen = `${network?.listening ?? (onNetwork ? "0.0.0.0" : "127.0.0.1")}:${port}`;
    const serve = ["serve", "--data", data, "--listen", listen, "--log-level", "error"];
    const [command, args] = network?.there(program(), serve) ?? [program(), serve];
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
    const failed = new Promise<never>((_, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`terbit serve ended at once with ${code}`)));
    });
    failed.catch(() => undefined);
    const lines = createInterface({ input: child.stdout! });
    const [line] = (await Promise.race([once(lines, "line"), failed])) as [string];
    const address = /https?:\/\/[\d.:]+/.exec(line)?.[0];
    if (!address) throw new Error(`no address in "${line}"`);
    return new Server(child, address);
  }

  get port(): string {
    return new URL(this.address).port;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** As the power going away would end it, or in order. */
  async end(how: "killed" | "asked" = "asked"): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.kill(how === "killed" ? "SIGKILL" : "SIGTERM");
    await gone;
  }
}
