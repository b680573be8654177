/** Who signed in on this computer before, so that people who take turns only type their password. */
import type { AccountCard } from "$/api/index.ts";

export type Recent = { login: string; name: string; initials: string };

const KEY = "terbit.recent";
const MOST = 6;

export function recentAccounts(): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? (kept as Recent[]) : [];
  } catch {
    return [];
  }
}

function keep(list: Recent[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(list.slice(0, MOST)));
  } catch {
    // Storage may be switched off: people then type their account's name.
  }
}

export function remember({ login, name, initials }: AccountCard): void {
  keep([{ login, name, initials }, ...recentAccounts().filter((one) => one.login !== login)]);
}

export function forget(login: string): Recent[] {
  keep(recentAccounts().filter((one) => one.login !== login));
  return recentAccounts();
}
