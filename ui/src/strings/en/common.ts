import type { common as original } from "../id/common.ts";
import type { Twin } from "../twin.ts";

export const common: Twin<typeof original> = {
  app: "Terbit",
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  remove: "Remove",
  edit: "Edit",
  retry: "Try again",
  back: "Back",
  next: "Next",
  search: "Search",
  optional: "optional",
  loading: "Loading",
  notes: "Notifications",
  copied: "Copied.",
  failed_title: "That did not work",
  failed_unknown:
    "Something unexpected went wrong. Try again; if it stays this way, tell whoever looks after Terbit in your office.",
  offline: "Your office's Terbit does not answer. Check the network, then try again.",
  files: "{n} file|{n} files",
  yes_leave: "Yes, leave",
  stay: "Stay here",
};
