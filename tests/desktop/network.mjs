//! The office's network: the host on a computer of its own, behind a cable that can be pulled.
//!
//! That computer is a network namespace with an address of its own. Where the tests may not make one, it is another
//! loopback address, and instead of the cable the host's process is stopped: it says nothing more, as behind a cut
//! cable, but its connections stay. Which of the two it was is printed.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

const [OURS, HOSTS] = ["10.77.13.1", "10.77.13.2"];

export class Network {
  #space = null;
  #cable = null;

  static async open() {
    const network = new Network();
    const name = `tb${process.pid}`;
    try {
      await run("ip", ["netns", "add", name]);
      network.#space = name;
      const [ours, hosts] = [`${name}a`, `${name}b`];
      await run("ip", ["link", "add", ours, "type", "veth", "peer", "name", hosts]);
      network.#cable = ours;
      await run("ip", ["link", "set", hosts, "netns", name]);
      await run("ip", ["addr", "add", `${OURS}/24`, "dev", ours]);
      await run("ip", ["link", "set", ours, "up"]);
      const inside = ["netns", "exec", name, "ip"];
      await run("ip", [...inside, "addr", "add", `${HOSTS}/24`, "dev", hosts]);
      await run("ip", [...inside, "link", "set", hosts, "up"]);
      await run("ip", [...inside, "link", "set", "lo", "up"]);
      console.log("# the host has a network namespace of its own");
    } catch (error) {
      await network.close();
      console.log(`# no network namespaces here, the host is on 127.0.0.2: ${error.message.trim()}`);
    }
    return network;
  }

  /** Whether the host has a computer of its own. */
  get isReal() {
    return this.#space !== null;
  }

  /** Where the host is. */
  get address() {
    return this.#space ? HOSTS : "127.0.0.2";
  }

  /** What the host listens on; everywhere but on this machine alone, so that it speaks TLS. */
  get listening() {
    return this.#space ? HOSTS : "0.0.0.0";
  }

  /** A program on the host's computer. */
  there(program, args) {
    return this.#space ? ["ip", ["netns", "exec", this.#space, program, ...args]] : [program, args];
  }

  /** Pulls the cable, or stops `host` where there is none. */
  async cut(host) {
    if (this.#cable) await run("ip", ["link", "set", this.#cable, "down"]);
    else host.kill("SIGSTOP");
  }

  async mend(host) {
    if (this.#cable) await run("ip", ["link", "set", this.#cable, "up"]);
    else host.kill("SIGCONT");
  }

  async close() {
    // Half-made ones too: what is not there need not go.
    if (this.#cable) await run("ip", ["link", "del", this.#cable]).catch(() => undefined);
    if (this.#space) await run("ip", ["netns", "del", this.#space]).catch(() => undefined);
    this.#cable = this.#space = null;
  }
}
