/** What the navigation offers to this person, with the numbers beside it. */
import Archive from "@lucide/svelte/icons/archive";
import FilePlus2 from "@lucide/svelte/icons/file-plus-2";
import House from "@lucide/svelte/icons/house";
import Inbox from "@lucide/svelte/icons/inbox";
import Route_ from "@lucide/svelte/icons/route";
import SquareKanban from "@lucide/svelte/icons/square-kanban";
import Upload from "@lucide/svelte/icons/upload";

import type { Route } from "$/lib/router/index.ts";
import type { IconType } from "$/lib/ui/index.ts";
import { counts } from "$/state/counts.svelte.ts";
import { session } from "$/state/session.svelte.ts";
import { t } from "$/strings/index.svelte.ts";

export type Entry = {
  route: Route;
  /** Routes that count as being here. */
  within: readonly Route["name"][];
  label: string;
  /** For the phone's bar. */
  brief?: string;
  icon: IconType;
  count?: number;
  late?: boolean;
};

export function entries(): Entry[] {
  const list: Entry[] = [{ route: { name: "home" }, within: ["home"], label: t("shell.home"), icon: House }];
  // A designer decides nothing, so nothing ever waits there.
  if (!session.isDesigner) {
    list.push({
      route: { name: "inbox", id: null },
      within: ["inbox", "history"],
      label: t("shell.inbox"),
      brief: t("shell.inbox_brief"),
      icon: Inbox,
      count: counts.inbox,
      late: counts.late > 0,
    });
  }
  if (session.draftable.length > 0) {
    list.push({
      route: { name: "submit", draft: null },
      within: ["submit"],
      label: t("shell.submit"),
      icon: FilePlus2,
    });
  }
  list.push({
    route: { name: "running" },
    within: ["running", "submission"],
    label: t("shell.running"),
    brief: t("shell.running_brief"),
    icon: SquareKanban,
    count: counts.open,
  });
  if (session.actsAt("publish")) {
    list.push({
      route: { name: "publish", id: null },
      within: ["publish"],
      label: t("shell.publish"),
      icon: Upload,
      count: counts.publish,
    });
  }
  list.push(
    { route: { name: "archive" }, within: ["archive", "record"], label: t("shell.archive"), icon: Archive },
    { route: { name: "sop", id: null }, within: ["sop"], label: t("shell.sop"), icon: Route_ },
  );
  return list;
}
