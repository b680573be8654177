import type { paraf as original } from "../id/paraf.ts";
import type { Twin } from "../twin.ts";

export const paraf: Twin<typeof original> = {
  row: "Initials of the officials, {done} of {total} steps done",
  head: "Step {number}, {position}",
  head_short: "Step {number} {short}, {position}",
  done: "{head}: accepted by {name}, {time}.",
  done_brief: "{head}: accepted ({name}).",
  returned_brief: "{head}: sent back ({name}).",
  done_used: "{head}: accepted by {name}, {time}, {used}.",
  returned: "{head}: returned by {name}, {time}.",
  void: "{head}: the initials of {name} no longer hold, because the content changed or was returned.",
  current: "{head}: waiting for a decision, {left}.",
  current_plain: "{head}: under way.",
  paused: "{left}, paused outside working hours",
  todo: "{head}: not there yet.",
  used_of: "{used} of {standard}",
  used_of_late: "{used} of {standard}, late",
  nobody: "an official",
  standard: "standard {standard}",
  no_standard: "no limit in minutes",
  void_short: "void",
  returned_short: "returned",
  tiny_minutes: "{n}m",
  tiny_hours: "{n}h",
  tiny_days: "{n}d",
};
