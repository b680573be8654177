export { visibleCharacters } from "./characters.ts";
export {
  clockTime,
  dayOf,
  daysUntil,
  instantOf,
  longDay,
  longMoment,
  nearDay,
  nearMoment,
  officeZone,
  shortDay,
  time,
  today,
  weekdayName,
  zoneName,
} from "./dates.svelte.ts";
export { ago, duration, timeLeft } from "./durations.ts";
export { bytes, number, pixels } from "./sizes.ts";
