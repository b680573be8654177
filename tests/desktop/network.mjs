//! The office's network: the host, and as many PCs as a test asks for, each a computer of its own with an address and a
//! cable that can be pulled, all on one switch.
//!
//! A computer is a network namespace, the switch a bridge. Where the tests may not make them, the host is another
//! loopback address, everybody else this machine, and instead of pulling the host's cable its process is stopped: it says
//! nothing more, as behind a cut cable, but its connections stay. Which of the two it was is printed.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Several of these may be open on one machine. */
const SUBNET = `10.77.${process.pid % 256}`;

/** One computer on the switch; without a namespace it is this machine. */
class Computer {
  #space;
  address;

  constructor(space, address) {
    this.#space = space;
    this.address = address;
  }

  /** A program on this computer: what is to be started, and its arguments. */
  there(program, args) {
    return this.#space ? ["ip", ["netns", "exec", this.#space, program, ...args]] : [program, args];
  }
}

export class Network {
  #name = `tb${process.pid}`;
  #spaces = [];
  #isReal = false;
  #host = new Computer(null, "127.0.0.2");
  /** Besides the host. */
  pcs = [];

  static async open({ pcs = 0 } = {}) {
    const network = new Network();
    try {
      await network.#plugIn(1 + pcs);
      console.log(`# a switch with ${1 + pcs} computers, each with a network namespace of its own`);
    } catch (error) {
      await network.close();
      network.pcs = Array.from({ length: pcs }, () => new Computer(null, "127.0.0.1"));
      console.log(`# no network namespaces here, the host is on 127.0.0.2: ${error.message.trim()}`);
    }
    return network;
  }

  async #plugIn(count) {
    await run("ip", ["link", "add", this.#name, "type", "bridge"]);
    await run("ip", ["addr", "add", `${SUBNET}.1/24`, "dev", this.#name]);
    await run("ip", ["link", "set", this.#name, "up"]);
    const all = [];
    for (let number = 0; number < count; number += 1) {
      const space = `${this.#name}s${number}`;
      await run("ip", ["netns", "add", space]);
      this.#spaces.push(space);
      const inside = `${this.#name}c${number}`;
      await run("ip", ["link", "add", this.#cable(number), "type", "veth", "peer", "name", inside]);
      await run("ip", ["link", "set", inside, "netns", space]);
      await run("ip", ["link", "set", this.#cable(number), "master", this.#name, "up"]);
      const address = `${SUBNET}.${number + 2}`;
      await run("ip", ["-n", space, "addr", "add", `${address}/24`, "dev", inside]);
      await run("ip", ["-n", space, "link", "set", inside, "up"]);
      await run("ip", ["-n", space, "link", "set", "lo", "up"]);
      all.push(new Computer(space, address));
    }
    [this.#host, ...this.pcs] = all;
    this.#isReal = true;
  }

  /** The switch's end of a computer's cable. */
  #cable(number) {
    return `${this.#name}p${number}`;
  }

  /** Whether the host has a computer of its own. */
  get isReal() {
    return this.#isReal;
  }

  /** Where the host is. */
  get address() {
    return this.#host.address;
  }

  /** What the host listens on; everywhere but on this machine alone, so that it speaks TLS. */
  get listening() {
    return this.#isReal ? this.#host.address : "0.0.0.0";
  }

  /** A program on the host's computer. */
  there(program, args) {
    return this.#host.there(program, args);
  }

  /** Pulls the host's cable, or stops `host` where there is none. Nobody else's computer notices a change of its own. */
  async cut(host) {
    if (this.#isReal) await this.#pass(0, false);
    else host.kill("SIGSTOP");
  }

  async mend(host) {
    if (this.#isReal) await this.#pass(0, true);
    else host.kill("SIGCONT");
  }

  /** Whether the switch passes on what comes and goes on a cable: its states are 0, disabled, and 3, forwarding. */
  async #pass(number, passes) {
    await run("bridge", ["link", "set", "dev", this.#cable(number), "state", passes ? "3" : "0"]);
  }

  async close() {
    // Half-made ones too: what is not there need not go. A cable goes with either of its ends.
    for (const [number, space] of this.#spaces.entries()) {
      await run("ip", ["link", "del", this.#cable(number)]).catch(() => undefined);
      await run("ip", ["netns", "del", space]).catch(() => undefined);
    }
    await run("ip", ["link", "del", this.#name]).catch(() => undefined);
    this.#spaces = [];
    this.#isReal = false;
  }
}
