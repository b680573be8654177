/** The choices under a person's name: appearance, language, help, leaving. */
import CircleHelp from "@lucide/svelte/icons/circle-help";
import History from "@lucide/svelte/icons/history";
import Languages from "@lucide/svelte/icons/languages";
import LogOut from "@lucide/svelte/icons/log-out";
import Monitor from "@lucide/svelte/icons/monitor";
import Moon from "@lucide/svelte/icons/moon";
import Settings from "@lucide/svelte/icons/settings";
import Sun from "@lucide/svelte/icons/sun";
import Users from "@lucide/svelte/icons/users";

import { leaving } from "$/features/outbox/leaving.svelte.ts";
import { router } from "$/lib/router/index.ts";
import type { MenuItem } from "$/lib/ui/index.ts";
import { theme } from "$/state/theme.svelte.ts";
import { language, t } from "$/strings/index.svelte.ts";

class HelpState {
  open = $state(false);
}

/** The help dialog; it opens from the menu and with "?". */
export const help = new HelpState();

export function accountItems(): MenuItem[] {
  return [
    { label: t("history.title"), icon: History, onSelect: () => router.go({ name: "history" }) },
    { label: t("shell.settings"), icon: Settings, onSelect: () => router.go({ name: "settings" }) },
    { label: t("shell.help"), icon: CircleHelp, onSelect: () => (help.open = true) },
    { line: true },
    { heading: t("shell.theme") },
    {
      label: t("shell.theme_system"),
      icon: Monitor,
      checked: theme.now === "system",
      onSelect: () => (theme.now = "system"),
    },
    {
      label: t("shell.theme_light"),
      icon: Sun,
      checked: theme.now === "light",
      onSelect: () => (theme.now = "light"),
    },
    {
      label: t("shell.theme_dark"),
      icon: Moon,
      checked: theme.now === "dark",
      onSelect: () => (theme.now = "dark"),
    },
    { heading: t("shell.language") },
    {
      label: "Bahasa Indonesia",
      icon: Languages,
      checked: language.now === "id",
      onSelect: () => (language.now = "id"),
    },
    {
      label: "English",
      icon: Languages,
      checked: language.now === "en",
      onSelect: () => (language.now = "en"),
    },
    { line: true },
    { label: t("shell.switch_account"), icon: Users, onSelect: () => void leaving.leave() },
    { label: t("shell.sign_out"), icon: LogOut, onSelect: () => void leaving.leave() },
  ];
}
