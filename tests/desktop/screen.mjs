//! A screen of the test's own: display, window manager, pointer and pictures of what is on it.
//!
//! Nothing is faked: windows get focus from a real window manager and drags come from a real
//! pointer, so what works here works on an office's desktop.

import { spawn, execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The screen that most of the office's PCs have. */
const SIZE = "1366x768";
const PICTURES = new URL("../test-results/desktop/", import.meta.url).pathname;
const GUIDE = new URL("../../docs/gambar/", import.meta.url).pathname;

export class Screen {
  #server;
  #manager;
  #display;

  static async open(size = SIZE) {
    const screen = new Screen();
    await screen.#start(size);
    return screen;
  }

  async #start(size) {
    // The server picks a free display and says which on its third descriptor.
    this.#server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", `${size}x24`, "-nolisten", "tcp"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    const number = await new Promise((found, failed) => {
      this.#server.once("error", failed);
      this.#server.once("exit", () => failed(new Error("Xvfb ended before it had a display")));
      this.#server.stdio[3].once("data", (text) => found(String(text).trim()));
    });
    this.#display = `:${number}`;
    this.#manager = spawn("openbox", [], { env: this.environment, stdio: "ignore" });
    await this.#untilManaged();
  }

  /** What a program needs to be shown on this screen. */
  get environment() {
    return { ...process.env, DISPLAY: this.#display, WEBKIT_DISABLE_COMPOSITING_MODE: "1" };
  }

  /** Moves and presses the real pointer: arguments as `xdotool` takes them. */
  async pointer(...commands) {
    const { stdout } = await run("xdotool", commands.map(String), { env: this.environment });
    return stdout.trim();
  }

  /** Takes a picture of the whole screen, and gives its path. */
  async picture(name) {
    await mkdir(PICTURES, { recursive: true });
    const path = join(PICTURES, `${name}.png`);
    await run("import", ["-window", "root", path], { env: this.environment });
    return path;
  }

  /**
   * Takes a picture for docs/panduan.md, if it is being illustrated (`TERBIT_GUIDE`). `part`: of the screen, as
   * ImageMagick writes a geometry.
   */
  async guide(name, part = "100%") {
    if (!process.env.TERBIT_GUIDE) return;
    const path = await this.picture(name);
    // Fewer colours show what it is about as well.
    await run("convert", [path, "-crop", part, "+repage", "+dither", "-colors", "96", "-strip", `png8:${join(GUIDE, `${name}.png`)}`]);
  }

  close() {
    this.#manager.kill();
    this.#server.kill();
  }

  /** A window manager says that it is there in a property of the root window. */
  async #untilManaged() {
    for (let tries = 0; tries < 600; tries += 1) {
      const answer = await run("xdotool", ["getactivewindow"], { env: this.environment }).then(
        () => true,
        (error) => !String(error.stderr).includes("not supported"),
      );
      if (answer) return;
      await pause(50);
    }
    throw new Error("the window manager did not start");
  }
}
