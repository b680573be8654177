/** How one looks at previews on this computer; it stays so for the next post. */
import type { Look } from "./palette.ts";

const KEY = "terbit.preview";
type Kept = { look: Look; trueSize: boolean; safe: boolean };
const USUAL: Kept = { look: "light", trueSize: false, safe: false };

function read(): Kept {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Kept>;
    return {
      look: found.look === "dark" ? "dark" : "light",
      trueSize: found.trueSize === true,
      safe: found.safe === true,
    };
  } catch {
    return USUAL;
  }
}

class Choices {
  #kept = $state.raw(read());

  get look(): Look {
    return this.#kept.look;
  }
  get trueSize(): boolean {
    return this.#kept.trueSize;
  }
  get safe(): boolean {
    return this.#kept.safe;
  }

  set(change: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...change };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#kept));
    } catch {
      // Storage may be switched off: the choice then holds until the window closes.
    }
  }
}

export const choices = new Choices();
