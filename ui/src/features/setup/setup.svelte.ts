/** What is being set up: the office's name, its SOPs, its accounts, and what is still wrong with them. */
import { api, type NewAccount, type Session, type SopSummary } from "$/api/index.ts";
import { visibleCharacters } from "$/lib/format/index.ts";
import { newId } from "$/lib/ids.ts";
import { t } from "$/strings/index.svelte.ts";

import { LEAST, newPassword } from "./password.ts";
import { LOGIN, Person } from "./person.svelte.ts";

export class AccountRow extends Person {
  readonly key = newId();
  password = $state(newPassword());
  shown = $state(true);

  toNewAccount(): NewAccount {
    const { name, login, password, holdings, unit } = this;
    return { name: name.trim(), login: login.trim(), password, positions: holdings, unit: unit.trim() };
  }
}

export type RowErrors = { name?: string; login?: string; password?: string };

export class Setup {
  bundled = $state.raw<SopSummary[]>([]);
  officeName = $state("");
  sops = $state<string[]>([]);
  accounts = $state<AccountRow[]>([new AccountRow()]);
  readonly chosen = $derived(this.bundled.filter(({ id }) => this.sops.includes(id)));

  async load(): Promise<void> {
    this.bundled = await api.bundledSops();
    const [only, second] = this.bundled;
    if (only && !second) this.sops = [only.id];
  }

  toggleSop(id: string): void {
    this.sops = this.sops.includes(id) ? this.sops.filter((one) => one !== id) : [...this.sops, id];
    for (const row of this.accounts)
      row.positions = row.positions.filter((held) => this.#offered.includes(held));
  }

  get #offered(): string[] {
    return this.chosen.flatMap(({ id, positions }) => positions.map((position) => `${id}/${position.id}`));
  }

  addAccount(): void {
    this.accounts.push(new AccountRow());
  }

  removeAccount(row: AccountRow): void {
    this.accounts = this.accounts.filter(({ key }) => key !== row.key);
  }

  errorsOf(row: AccountRow): RowErrors {
    const errors: RowErrors = {};
    const login = row.login.trim();
    const count = visibleCharacters(row.password);
    if (row.name.trim() === "") errors.name = t("setup.name_missing");
    if (login === "") errors.login = t("setup.login_missing");
    else if (!LOGIN.test(login)) errors.login = t("setup.login_bad");
    else {
      const first = this.accounts.find((other) => other.login.trim() === login);
      if (first && first.key !== row.key) errors.login = t("setup.login_twice");
    }
    if (count < LEAST)
      errors.password = t("setup.password_short", { count, least: LEAST, more: LEAST - count });
    return errors;
  }

  readonly complete = $derived(
    this.officeName.trim() !== "" &&
      this.sops.length > 0 &&
      this.accounts.length > 0 &&
      this.accounts.every((row) => Object.keys(this.errorsOf(row)).length === 0),
  );

  /** Positions of the chosen SOPs that no account holds. */
  readonly unheld = $derived(
    this.chosen.flatMap((sop) =>
      sop.positions
        .filter(({ id }) => !this.accounts.some((row) => row.positions.includes(`${sop.id}/${id}`)))
        .map(({ label }) => ({ sop: sop.name, label })),
    ),
  );

  /** Somebody who alone submits and alone holds another position: the item could never be decided. */
  readonly alone = $derived.by(() => {
    for (const { id, positions } of this.chosen) {
      const holders = (position: string) =>
        this.accounts.filter((row) => row.positions.includes(`${id}/${position}`));
      const [first, ...rest] = positions;
      const [submitter, ...others] = first ? holders(first.id) : [];
      if (!submitter || others.length > 0) continue;
      const both = rest.find((position) => {
        const [holder, ...more] = holders(position.id);
        return holder?.key === submitter.key && more.length === 0;
      });
      if (both) return { name: submitter.name, position: both.label };
    }
    return null;
  });

  /** The list that is handed out: one line an account. */
  handout(): string {
    return this.accounts.map(({ name, login, password }) => `${name}\t${login}\t${password}`).join("\n");
  }

  finish(): Promise<Session> {
    return api.setUpOffice({
      name: this.officeName.trim(),
      sops: this.chosen.map(({ id }) => id),
      accounts: this.accounts.map((row) => row.toNewAccount()),
    });
  }
}
