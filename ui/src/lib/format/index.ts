export { visibleCharacters } from "./characters.ts";
export {
  cameraMoment,
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
export { ago, duration, runningTime, timeLeft } from "./durations.ts";
export { bytes, coordinates, number, pixels } from "./sizes.ts";
