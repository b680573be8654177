/** An edition's name as people say it: most are the date on the sheet. */
import { shortDay } from "$/lib/format/index.ts";

export function editionName(edition: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(edition) ? shortDay(edition) : edition;
}
