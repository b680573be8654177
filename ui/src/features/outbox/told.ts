/** What was confirmed and has not arrived, in words. */
import type { Unsent } from "$/state/outbox.svelte.ts";
import { t } from "$/strings/index.svelte.ts";

export function what(unsent: Unsent): string {
  if (unsent.kind === "submit") return t("outbox.act_submit");
  switch (unsent.act.type) {
    case "accept":
    case "reject":
    case "complete":
    case "revise":
    case "suggest_caption":
    case "decline_suggestion":
    case "record_pic_agreement":
    case "record_publication":
    case "cancel":
    case "annotate":
    case "reply_to_annotation":
    case "resolve_annotation":
    case "reopen_annotation":
    case "assign_annotation":
      return t(`outbox.act_${unsent.act.type}`);
    default:
      return t("outbox.act_other");
  }
}

/** What the person wrote with it, so that it can be read and copied if the office doesn't take it. */
export function wrote(unsent: Unsent): string {
  if (unsent.kind === "submit") return unsent.content.caption;
  const { act } = unsent;
  switch (act.type) {
    case "reject":
    case "cancel":
      return act.reason;
    case "accept":
    case "complete":
    case "record_pic_agreement":
      return act.note ?? "";
    case "suggest_caption":
    case "annotate":
    case "reply_to_annotation":
      return act.text;
    case "revise":
      return act.content.caption;
    case "record_publication":
      return act.url;
    default:
      return "";
  }
}
