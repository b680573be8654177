/** An account as it is being added or changed. */
import type { AccountCard, NewAccount } from "$/api/index.ts";
import { suggestedLogin } from "$/features/setup/setup.svelte.ts";
import { t } from "$/strings/index.svelte.ts";

const LOGIN = /^[a-z0-9][a-z0-9._@-]{2,63}$/;

export class AccountForm {
  name = $state("");
  login = $state("");
  /** "sop/position" of those held. */
  held = $state<string[]>([]);
  isAdmin = $state(false);
  /** The account name follows the person's name until it is typed by hand. */
  #typed = false;

  constructor(account?: AccountCard | null) {
    if (!account) return;
    this.name = account.name;
    this.login = account.login;
    this.#typed = true;
    this.held = account.positions.map(({ sop, position }) => `${sop}/${position}`);
    this.isAdmin = account.is_admin;
  }

  rename(name: string): void {
    this.name = name;
    if (!this.#typed) this.login = suggestedLogin(name);
  }

  call(login: string): void {
    this.login = login;
    this.#typed = true;
  }

  toggle(held: string): void {
    this.held = this.held.includes(held) ? this.held.filter((one) => one !== held) : [...this.held, held];
  }

  get positions(): NewAccount["positions"] {
    return this.held.map((held) => {
      const [sop = "", position = ""] = held.split("/");
      return { sop, position };
    });
  }

  /** `taken`: account names of the others. */
  errors(taken: readonly string[]): { name?: string; login?: string } {
    const found: { name?: string; login?: string } = {};
    const login = this.login.trim();
    if (this.name.trim() === "") found.name = t("setup.name_missing");
    if (login === "") found.login = t("setup.login_missing");
    else if (!LOGIN.test(login)) found.login = t("setup.login_bad");
    else if (taken.includes(login)) found.login = t("settings.login_taken");
    return found;
  }
}
