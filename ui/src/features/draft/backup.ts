/** What was typed and is not saved yet, kept on this computer so that a crash takes nothing. */
import type { Content } from "$/api/index.ts";

export type Backup = { content: Content; lateReason: string; revision: number };

const key = (id: string) => `terbit.draft.${id}`;

export function keepBackup(id: string, backup: Backup): void {
  try {
    localStorage.setItem(key(id), JSON.stringify(backup));
  } catch {
    // Full or switched off: the autosave to the office is then the only keeper.
  }
}

export function readBackup(id: string): Backup | null {
  try {
    const text = localStorage.getItem(key(id));
    return text ? (JSON.parse(text) as Backup) : null;
  } catch {
    return null;
  }
}

export function dropBackup(id: string): void {
  try {
    localStorage.removeItem(key(id));
  } catch {
    // Nothing was kept then.
  }
}
