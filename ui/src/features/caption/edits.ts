/**
 * Differences between two texts while somebody types, word by word. What is recorded is compared by the office; this is
 * for what is not recorded yet: a suggestion being written, and one being taken into a caption.
 */
import { diffArrays } from "diff";

import type { Edit } from "$/api/index.ts";

const segmenter = new Intl.Segmenter("id", { granularity: "word" });
const wordsOf = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);
const isSpace = (words: readonly string[]) => words.every((word) => /^[^\S\n]+$/.test(word));

type Run = { same: boolean; before: readonly string[]; after: readonly string[] };

/** Runs of words in order. Spaces between two changes are part of the change. */
function runs(before: readonly string[], after: readonly string[]): Run[] {
  const found = diffArrays([...before], [...after]);
  const list: Run[] = [];
  found.forEach(({ added, removed, value }, index) => {
    const same = !added && !removed && !(index > 0 && index < found.length - 1 && isSpace(value));
    const [old, fresh] = [added ? [] : value, removed ? [] : value];
    const last = list.at(-1);
    if (last && !last.same && !same) {
      last.before = [...last.before, ...old];
      last.after = [...last.after, ...fresh];
    } else list.push({ same, before: old, after: fresh });
  });
  return list;
}

export function compare(before: string, after: string): Edit[] {
  return runs(wordsOf(before), wordsOf(after)).flatMap((run): Edit[] => {
    const [old, fresh] = [run.before.join(""), run.after.join("")];
    if (run.same) return [{ kind: "kept", text: old }];
    return [
      ...(old ? [{ kind: "struck" as const, text: old }] : []),
      ...(fresh ? [{ kind: "written" as const, text: fresh }] : []),
    ];
  });
}

/** A part of a suggestion that can be taken or left by itself: other words for `before`, after what stands around it. */
export type Hunk = { before: string; after: string };
/** A suggestion as plain text and hunks in turn. */
export type Part = string | Hunk;

export function partsOf(edits: readonly Edit[]): Part[] {
  const parts: Part[] = [];
  for (const { kind, text } of edits) {
    const last = parts.at(-1);
    if (kind === "kept") parts.push(text);
    else if (typeof last === "object" && !(kind === "struck" && last.after)) {
      if (kind === "struck") last.before += text;
      else last.after += text;
    } else parts.push(kind === "struck" ? { before: text, after: "" } : { before: "", after: text });
  }
  return parts;
}

/** The text with the hunks in `taken` (counted from 0) as suggested and the others as they were. */
export function compose(parts: readonly Part[], taken: ReadonlySet<number>): string {
  let index = -1;
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      index += 1;
      return taken.has(index) ? part.after : part.before;
    })
    .join("");
}

/**
 * Makes the change from `from` to `to` in `live`, which was `from` once and may have been typed in since. Null where what
 * is to change, or the words beside it, are no longer there.
 */
export function carry(from: string, to: string, live: string): string | null {
  if (live === from) return to;
  const [old, fresh, now] = [wordsOf(from), wordsOf(to), wordsOf(live)];
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;

  // Where each word of `from` stands in `live`; those that are gone stand nowhere.
  const place = new Map<number, number>();
  let [i, j] = [0, 0];
  for (const { added, removed, value } of diffArrays(old, now)) {
    if (!added && !removed) value.forEach((_, step) => place.set(i + step, j + step));
    if (!added) i += value.length;
    if (!removed) j += value.length;
  }
  const left = head === 0 ? -1 : place.get(head - 1);
  const right = tail === 0 ? now.length : place.get(old.length - tail);
  if (left === undefined || right === undefined || right <= left) return null;
  const there = now.slice(left + 1, right).join("");
  if (there !== old.slice(head, old.length - tail).join("")) return null;
  const put = fresh.slice(head, fresh.length - tail);
  return [...now.slice(0, left + 1), ...put, ...now.slice(right)].join("");
}
