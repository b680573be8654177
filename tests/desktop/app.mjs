//! The real program in a real window, with a data folder of its own that goes when the test ends.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, mkdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { Door } from "./door.mjs";
import { family, untilGone } from "./processes.mjs";
import { Driver } from "./webdriver.mjs";

export class App {
  #driver;
  #server;
  #door;
  #home;
  #keeps;

  /**
   * Opens the program on a screen; `settings` are further environment variables. `home` given: its
   * folders are there already and stay. `program` is another program than Terbit. `pc` is the computer of a network that
   * it runs on.
   */
  static async open(screen, settings = {}, { home, program, pc } = {}) {
    const app = new App();
    app.#keeps = home !== undefined;
    app.#home = home ?? (await mkdtemp(join(tmpdir(), "terbit-desktop-")));
    await mkdir(app.data, { recursive: true });
    try {
      await app.#start(screen, settings, program, pc);
    } catch (error) {
      await app.close();
      throw error;
    }
    return app;
  }

  async #start(screen, settings, program, pc) {
    const [port, nativePort] = [await freePort(), await freePort()];
    const home = (name) => join(this.#home, name);
    // The program inherits the driver's environment: nothing of it may touch the real user's.
    const environment = {
      ...screen.environment,
      XDG_CONFIG_HOME: home("config"),
      XDG_DATA_HOME: home("share"),
      XDG_CACHE_HOME: home("cache"),
      TERBIT_DATA: this.data,
      // Dates are typed in this order, whatever the machine speaks.
      LC_ALL: "C.UTF-8",
      TERBIT_TEST_NO_DIALOG: "1",
      ...settings,
    };
    const driver = needed("TAURI_DRIVER");
    const ports = ["--port", port, "--native-port", nativePort].map(String);
    const started = { env: environment, stdio: ["ignore", "ignore", "inherit"] };
    this.#server = spawn(...(pc?.there(driver, ports) ?? [driver, ports]), started);
    // The driver listens where it is, and nowhere else.
    this.#door = pc && (await Door.to(pc, port));
    const address = `http://127.0.0.1:${this.#door?.port ?? port}`;
    await untilAnswering(`${address}/status`);
    this.startedAt = Date.now();
    const args = program ? [] : ["--data", this.data];
    this.#driver = await Driver.open(address, program ?? needed("TERBIT_DESKTOP"), args);
  }

  /** The process of the driver; the program is one of its descendants. */
  get driverProcess() {
    return this.#server.pid;
  }

  get data() {
    return join(this.#home, "data");
  }

  get page() {
    return this.#driver;
  }

  async close() {
    const all = this.#server ? await family(this.#server.pid) : [];
    // A program that has ended already has closed its session.
    await this.#driver?.close().catch(() => undefined);
    this.#server?.kill();
    this.#door?.close();
    // The program lets go of its data when it has really ended, which is after it said so.
    await untilGone(all);
    if (this.#keeps) return;
    await rm(this.#home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

function needed(variable) {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run the tests with \`cargo xtask test --only desktop\``);
  return value;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function untilAnswering(address) {
  for (let tries = 0; tries < 600; tries += 1) {
    // Refused until the driver listens.
    const answered = await fetch(address).then(() => true, () => false);
    if (answered) return;
    await pause(50);
  }
  throw new Error(`nothing answers at ${address}`);
}
