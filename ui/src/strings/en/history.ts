import type { history as original } from "../id/history.ts";
import type { Twin } from "../twin.ts";

export const history: Twin<typeof original> = {
  title: "My history",
  lead: "What you decided and did, when, and on which item.",
  search: "Search title, text or reason",
  filter: "Filter by act",
  all: "All",
  accepted: "Accepted",
  rejected: "Rejected",
  handed_on: "Handed on",
  changed: "Changed",
  published: "Published",
  cancelled: "Withdrawn",
  count: "{n} act|{n} acts",
  now_at: "Now at {step}",
  as: "as {position}",
  more: "Show {n} more",
  nothing_title: "No act matches",
  nothing_text: "Try a shorter word, or show all acts.",
  clear: "Show all",
  empty_title: "You have not acted on any item yet",
  empty_text: "Whenever you hand in, accept, reject or publish, it is kept here.",
};
