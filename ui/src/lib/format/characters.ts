/** Characters as people see them: a family emoji or an accented letter counts once. */

const segmenter = new Intl.Segmenter("id", { granularity: "grapheme" });

export function visibleCharacters(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}
