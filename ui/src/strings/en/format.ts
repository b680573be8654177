import type { format as original } from "../id/format.ts";
import type { Twin } from "../twin.ts";

export const format: Twin<typeof original> = {
  day_at: "{day}, {time} {zone}",
  today: "today",
  tomorrow: "tomorrow",
  yesterday: "yesterday",
  today_at: "today {time}",
  yesterday_at: "yesterday {time}",
  in_days: "in {n} day|in {n} days",
  days_ago: "{n} day ago|{n} days ago",
  just_now: "just now",
  ago: "{duration} ago",
  seconds: "{n} second|{n} seconds",
  minutes: "{n} minute|{n} minutes",
  hours: "{n} hour|{n} hours",
  days: "{n} day|{n} days",
  hours_minutes: "{h} h {m} min",
  left: "{duration} left",
  late: "{duration} late",
  paused: "outside working hours",
  less_than_minute: "less than a minute",
};
