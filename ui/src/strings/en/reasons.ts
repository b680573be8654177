import type { reasons as original } from "../id/reasons.ts";
import type { Twin } from "../twin.ts";

export const reasons: Twin<typeof original> = {
  title: "Reasons for rejection",
  text: "Ready sentences for rejecting an item. The first nine can be chosen with the keys 1–9.",
  edit: "Change the list",
  admin_only: "Only an administrator can change this list.",
  empty: "There are no ready reasons. One can always write one's own.",
  line: "Reason {n}",
  up: "Move reason {n} up",
  down: "Move reason {n} down",
  remove: "Remove reason {n}",
  add: "Add a reason",
  save: "Save the list",
  newest: "Open the newest list",
  saved: "The reasons for rejection are saved.",
  too_long: "{n} characters, at most {limit}.",
  twice: "This reason stands above already.",
  keys: "The keys 1–9 insert a reason while the field is empty; then Alt+1–9.",
  rejected_toast: "Returned to {step}: {title}. Now with {who}.",
  open_item: "Open the item",
  now_with: "Now with {who}, {position}, step {step}.",
  now_with_nobody: "Now at the step {step} ({position}). Nobody holds that position yet.",
};
