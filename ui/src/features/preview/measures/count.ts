/** How long a text is by each platform's own count. */
import { visibleCharacters } from "$/lib/format/index.ts";

import { tokenize } from "../text/tokens.ts";

export const MEASURES = {
  /** Characters as people see them. */
  characters: visibleCharacters,
  /** UTF-16 units: an emoji is two or more. */
  units: (text: string) => text.length,
  /** Bytes of UTF-8: é is two, an emoji four or more. */
  bytes: (text: string) => new TextEncoder().encode(text).length,
  weighted,
} satisfies Record<string, (text: string) => number>;

export type Measure = keyof typeof MEASURES;

/** Of an address, however long it is: it is replaced by a short one. */
const LINK_WEIGHT = 23;
const EMOJI_WEIGHT = 2;
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;
/** Code points that count once; all others count twice. */
const LIGHT = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
] as const;
const graphemes = new Intl.Segmenter("id", { granularity: "grapheme" });

/**
 * Twitter's count (its open `twitter-text`, configuration 3): addresses 23, emoji 2, Latin letters and
 * most alphabets 1, the rest such as Chinese, Japanese and Korean 2; after composing accents (NFC).
 */
function weighted(text: string): number {
  let sum = 0;
  for (const { kind, text: part } of tokenize(text.normalize("NFC"))) {
    if (kind === "link") sum += LINK_WEIGHT;
    else for (const { segment } of graphemes.segment(part)) sum += weightOf(segment);
  }
  return sum;
}

function weightOf(grapheme: string): number {
  if (EMOJI.test(grapheme)) return EMOJI_WEIGHT;
  let sum = 0;
  for (const letter of grapheme) {
    const point = letter.codePointAt(0) ?? 0;
    sum += LIGHT.some(([first, last]) => point >= first && point <= last) ? 1 : 2;
  }
  return sum;
}
