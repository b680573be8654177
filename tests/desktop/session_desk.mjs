//! The desktop's place for notes and tray signs, as a program on the session bus.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const PROGRAM = new URL("session_desk.py", import.meta.url).pathname;

export class SessionDesk {
  #process;
  #menus = [];
  /** Everything that was shown, in order: `{id, app, title, text, actions}`. */
  notes = [];

  static async open(screen) {
    const desk = new SessionDesk();
    // Debian's own Python has the bindings, whatever else is first in PATH.
    desk.#process = spawn("/usr/bin/python3", [PROGRAM], { env: screen.environment, stdio: ["pipe", "pipe", "inherit"] });
    const gone = once(desk.#process, "exit").then(() => {
      throw new Error("the desk of the session ended");
    });
    gone.catch(() => undefined);
    const ready = new Promise((done) => {
      createInterface({ input: desk.#process.stdout }).on("line", (line) => {
        const { note, menu, ready } = JSON.parse(line);
        if (note) desk.notes.push(note);
        if (menu) desk.#menus.shift()?.(menu);
        if (ready) done();
      });
    });
    await Promise.race([ready, gone]);
    return desk;
  }

  /** Presses a note. */
  press({ id }) {
    this.#say({ press: id });
  }

  /** The entries of the tray sign's menu; none while there is no sign. */
  menu() {
    return this.#ask({ menu: true });
  }

  /** Chooses one of them. */
  choose(entry) {
    return this.#ask({ choose: entry });
  }

  close() {
    this.#process.kill();
  }

  #ask(wish) {
    return new Promise((answer) => {
      this.#menus.push(answer);
      this.#say(wish);
    });
  }

  #say(wish) {
    this.#process.stdin.write(`${JSON.stringify(wish)}\n`);
  }
}
