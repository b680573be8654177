/** The words that sheets print beside arrows. They are the sheet's, not the screen's: no translation. */
import type { LabelWords } from "./edges.ts";

export const SHEET_WORDS: LabelWords = { accepted: "Terima", rejected: "Tolak" };
