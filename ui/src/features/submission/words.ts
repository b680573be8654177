/** Differences between two texts, word by word, so that a correction can be read as edits. */

export type Piece = { kind: "same" | "added" | "removed"; text: string };

/** Above this many words the table of the comparison would be too large to be worth it. */
const MOST = 1_500;

const split = (text: string) => text.match(/\s+|[^\s]+/g) ?? [];

export function compareWords(before: string, after: string): Piece[] {
  const [a, b] = [split(before), split(after)];
  if (a.length > MOST || b.length > MOST) {
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  }
  // Length of the longest common run of words from each pair of places to the end.
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = common[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pieces: Piece[] = [];
  const put = (kind: Piece["kind"], text: string) => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      put("same", a[i] ?? "");
      i += 1;
      j += 1;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) {
      put("removed", a[i] ?? "");
      i += 1;
    } else {
      put("added", b[j] ?? "");
      j += 1;
    }
  }
  return pieces;
}
