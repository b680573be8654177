import type { home as original } from "../id/home.ts";
import type { Twin } from "../twin.ts";

export const home: Twin<typeof original> = {
  title: "Have a good day, {name}",
  waiting: "Waiting for you",
  late: "Past its time",
  returned: "Returned to you",
  open: "Under way",
  see_all: "See all ({n})",
  step: "{number} {short}",
  facts: "Step {step} · {kind} · {name}, {when}",
  returned_from: "Returned from {step}: {reason}",
  submit: "Submit content",
  empty_title: "Nothing is waiting for you",
  empty_submitter: "Submit new content, or choose a coming day at the side and begin its greeting.",
  empty_decider: "Items appear here once they reach your step ({steps}), with the time they have left.",
  no_position_title: "Your account holds no position yet",
  no_position_text:
    "Ask the person in charge of Terbit to add one. Until then you can read the SOPs and the archive.",
  no_position_admin: "Add the accounts of your colleagues with their positions, so that items can move.",
  to_settings: "Open the settings",
  to_sop: "Read the SOP",
  to_running: "See what is under way",
  upcoming: "Coming days",
  upcoming_empty: "No holiday or commemorative day in the next 30 days.",
  kind_libur: "Holiday",
  kind_cuti_bersama: "Joint leave",
  kind_peringatan: "Commemorative",
  begin: "Begin content for {name}",
  more_days: "Show {n} more",
  fewer: "Fewer",
};
