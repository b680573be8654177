/** Where a platform folds a text: after so many lines as they are set, or after so many characters. */

export type Fold = {
  lines: number;
  /** As people count them; absent: only the lines count. */
  characters?: number;
};

/** Tells whether a text keeps within the lines; `folded`: with the word that unfolds it at its end. */
export type Fits = (text: string, folded: boolean) => boolean;

const graphemes = new Intl.Segmenter("id", { granularity: "grapheme" });
/** A word is kept whole if not more than so much of the last line is lost by it. */
const LONGEST_STEP_BACK = 14;

/** The UTF-16 unit before which the text is cut off; null where nothing is. */
export function foldedAt(text: string, { characters = Infinity }: Fold, fits: Fits): number | null {
  const ends: number[] = [];
  let short = true;
  for (const { index, segment } of graphemes.segment(text)) {
    if (ends.length >= characters) {
      short = false;
      break;
    }
    ends.push(index + segment.length);
  }
  if (short && fits(text, false)) return null;

  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, ends[middle - 1]).trimEnd(), true)) low = middle;
    else high = middle - 1;
  }
  const end = low === 0 ? 0 : (ends[low - 1] ?? 0);
  return text.slice(0, atWordEnd(text, end)).trimEnd().length;
}

function atWordEnd(text: string, end: number): number {
  if (end >= text.length || /\s/.test(text[end] ?? " ")) return end;
  const space = text.slice(0, end).search(/\s\S*$/);
  return space > 0 && end - space <= LONGEST_STEP_BACK ? space : end;
}
