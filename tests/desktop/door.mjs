//! A way to a program that listens on its own computer only, such as a WebDriver.
//!
//! Run as a program on that computer, it takes connections from the network and passes them on. From here they are
//! passed to it, so that whoever connects asks for this machine: a driver goes by the name it was asked for.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";

/** Passes what comes to `listen` on to `to`, each a port and an address. */
async function passage(listen, to) {
  const server = createServer((outside) => {
    const inside = connect(...to);
    for (const [one, other] of [[outside, inside], [inside, outside]]) {
      one.pipe(other);
      one.on("error", () => other.destroy());
    }
  });
  server.listen(...listen);
  await once(server, "listening");
  return server;
}

export class Door {
  #there;
  #here;

  /** A port of this machine that leads to `port` on `pc`. */
  static async to(pc, port) {
    const door = new Door();
    const program = new URL(import.meta.url).pathname;
    const [command, args] = pc.there(process.execPath, [program, pc.address, String(port)]);
    door.#there = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
    const [outer] = await once(door.#there.stdout, "data");
    door.#here = await passage([0, "127.0.0.1"], [Number(outer), pc.address]);
    return door;
  }

  get port() {
    return this.#here.address().port;
  }

  close() {
    this.#here.close();
    this.#there.kill();
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [address, inner] = process.argv.slice(2);
  const server = await passage([0, address], [Number(inner), "127.0.0.1"]);
  console.log(server.address().port);
}
