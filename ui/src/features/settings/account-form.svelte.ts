/** An account as it is being added or changed. */
import type { AccountCard } from "$/api/index.ts";
import { LOGIN, Person } from "$/features/setup/person.svelte.ts";
import { t } from "$/strings/index.svelte.ts";

export class AccountForm extends Person {
  isAdmin = $state(false);
  isDesigner = $state(false);

  constructor(account?: AccountCard | null) {
    super();
    if (!account) return;
    this.name = account.name;
    this.call(account.login);
    this.positions = account.positions.map(({ sop, position }) => `${sop}/${position}`);
    this.isAdmin = account.is_admin;
    this.isDesigner = account.is_designer;
    this.unit = account.unit;
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
