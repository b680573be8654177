/** A post's text in parts: what platforms colour and link, and the rest. Nothing is ever read as markup. */

export type TokenKind = "text" | "hashtag" | "mention" | "link";
export type Token = { kind: TokenKind; text: string };

/** Letters, digits, marks and the underscore: what a hashtag is made of. */
const WORD = String.raw`[\p{L}\p{M}\p{N}_]`;
/** A tag needs a letter: "#1" is a rank. */
const HASHTAG = String.raw`(?<![\p{L}\p{M}\p{N}_&#/])#(?=${WORD}*\p{L})${WORD}+`;
/** Not in the middle of a word or an address: "humas@jakarta.go.id" mentions nobody. */
const MENTION = String.raw`(?<![\p{L}\p{M}\p{N}_.@/-])@[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?(?![@\p{L}\p{M}\p{N}])`;
const REST = String.raw`(?:[/?#][^\s<>"]*)?`;
const NAME = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?`;
/** Ends that are addresses without a scheme: the usual ones, or two letters behind at least two names. */
const BARE = String.raw`(?<![\p{L}\p{M}\p{N}_.@#/-])(?:(?:${NAME}\.)+(?:com|org|net|info|gov|edu|biz|app|dev)|(?:${NAME}\.){2,}[a-z]{2}|${NAME}\.[a-z]{2}(?=/))(?![\p{L}\p{N}@-])${REST}`;
const LINK = String.raw`(?<![\p{L}\p{N}@])https?://[^\s<>"]+|${BARE}`;

const PARTS = new RegExp(`(?<link>${LINK})|(?<mention>${MENTION})|(?<hashtag>${HASHTAG})`, "giu");

/** What ends a sentence and not an address. */
const TRAILING = /[.,;:!?'"…]+$/u;

function trimmed(link: string): string {
  let end = link.replace(TRAILING, "");
  // A bracket belongs to the address only if it was opened there.
  while (end.endsWith(")") && !end.includes("(")) end = end.slice(0, -1).replace(TRAILING, "");
  return end;
}

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const plain = (part: string) => {
    const last = tokens.at(-1);
    if (part === "") return;
    if (last?.kind === "text") last.text += part;
    else tokens.push({ kind: "text", text: part });
  };
  let from = 0;
  for (const { index, groups } of text.matchAll(PARTS)) {
    const [kind, found] = Object.entries(groups ?? {}).find(([, part]) => part !== undefined) ?? [];
    if (!kind || !found || index < from) continue;
    const part = kind === "link" ? trimmed(found) : found;
    plain(text.slice(from, index));
    tokens.push({ kind: kind as TokenKind, text: part });
    from = index + part.length;
  }
  plain(text.slice(from));
  return tokens;
}

/** The same parts of the text's first `end` UTF-16 units: a hashtag that is cut off keeps its colour. */
export function untilUnit(tokens: readonly Token[], end: number): Token[] {
  const kept: Token[] = [];
  let left = end;
  for (const { kind, text } of tokens) {
    if (left <= 0) break;
    kept.push({ kind, text: text.slice(0, left) });
    left -= text.length;
  }
  return kept;
}

export function countOf(text: string, kind: TokenKind): number {
  return tokenize(text).filter((token) => token.kind === kind).length;
}
