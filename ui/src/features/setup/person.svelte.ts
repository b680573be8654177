/** Somebody whose account is being made or changed: what they are called and what they hold. */
import type { NewAccount } from "$/api/index.ts";

/** What an account may be called. */
export const LOGIN = /^[a-z0-9][a-z0-9._@-]{2,63}$/;

export class Person {
  name = $state("");
  login = $state("");
  /** The part of the office; may be empty. */
  unit = $state("");
  /** "sop/position" of those ticked. */
  positions = $state<string[]>([]);
  /** The account name follows the person's name until it is typed by hand. */
  protected typed = false;

  rename(name: string): void {
    this.name = name;
    if (!this.typed) this.login = suggestedLogin(name);
  }

  call(login: string): void {
    this.login = login;
    this.typed = true;
  }

  toggle(held: string): void {
    this.positions = this.positions.includes(held)
      ? this.positions.filter((one) => one !== held)
      : [...this.positions, held];
  }

  /** As the office takes them. */
  get holdings(): NewAccount["positions"] {
    return this.positions.map((held) => {
      const [sop = "", position = ""] = held.split("/");
      return { sop, position };
    });
  }
}

/** "Dr. Marlina Situmorang" → "marlina". */
export function suggestedLogin(name: string): string {
  const words = name
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^a-z\s.]/g, "")
    .split(/\s+/)
    .filter((word) => word !== "" && !word.endsWith("."));
  return words[0] ?? "";
}
