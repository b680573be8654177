/** "(3) Kotak persetujuan – Biro Kerja Sama – Terbit": first how much waits, as a tab or a task bar cuts the rest off. */
import { t } from "$/strings/index.svelte.ts";

import { counts } from "./counts.svelte.ts";
import { session } from "./session.svelte.ts";

export function windowTitle(screen: string): string {
  const waiting = session.account === null ? 0 : counts.waiting;
  const name = waiting > 0 ? `(${waiting}) ${screen}` : screen;
  return [name, session.office?.name, t("common.app")].filter(Boolean).join(" – ");
}
