import type { inbox as original } from "../id/inbox.ts";
import type { Twin } from "../twin.ts";

export const inbox: Twin<typeof original> = {
  title: "Approvals",
  publish_title: "Publish",
  search: "Search this list",
  late: "Late",
  today: "Today",
  next: "Next",
  others: "Waiting for others",
  list: "Items waiting for you",
  empty_title: "Nothing waits for you",
  empty_text: "Items that reach your step appear here with the time left.",
  publish_empty_title: "Nothing is ready to publish yet",
  publish_empty_text: "Content that the last official has approved appears here, ready to copy and upload.",
  nothing_found: 'No item matches "{q}".',
  clear: "Clear the search",
  choose_title: "Choose an item from the list",
  choose_text: "It is shown here as the public will see it.",
  returned_mark: "returned",
  no_standard: "no time limit",
  new_arrived: "New item: {title}",
  back_to_list: "Back to the list",
  keys_title: "Keyboard",
  keys: "J/K move · T accept · X reject · / search · ? help",
  all_done_title: "Everything is decided",
  waiting_n: "{n} waiting",
};
