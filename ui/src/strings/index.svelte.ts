/**
 * Every word on the screen: `t("inbox.accept")`, `t("files.count", { n: 3 })`.
 *
 * Indonesian is the original, English its twin (`id/<domain>.ts`, `en/<domain>.ts`, same keys).
 * `{name}` is filled in. "one|other" chooses by `n` where a language has a plural; Indonesian has none.
 * Sentences of the server (refusals, checklist, trail) are Indonesian and shown as they come.
 */
import { en } from "./en/index.ts";
import { id } from "./id/index.ts";
import { language } from "./language.svelte.ts";

export { language, type Language } from "./language.svelte.ts";

type Catalogue = typeof id;
export type Key = {
  [Domain in keyof Catalogue & string]: `${Domain}.${keyof Catalogue[Domain] & string}`;
}[keyof Catalogue & string];

type Text<K extends Key> = K extends `${infer Domain}.${infer Name}`
  ? Domain extends keyof Catalogue
    ? Name extends keyof Catalogue[Domain]
      ? Catalogue[Domain][Name]
      : never
    : never
  : never;
type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Values<K extends Key> = [Names<Text<K>>] extends [never]
  ? []
  : [values: Record<Names<Text<K>>, string | number>];

const plural = new Intl.PluralRules("en");

function lookUp(key: string): string {
  const [domain = "", name = ""] = key.split(".");
  const catalogue: Record<string, Record<string, string>> = language.now === "en" ? en : id;
  return catalogue[domain]?.[name] ?? key;
}

/** The sentence of `key` in the language chosen, with its values filled in. */
export function t<K extends Key>(key: K, ...[values]: Values<K>): string {
  let text = lookUp(key);
  const given: Record<string, string | number> = values ?? {};
  const [one, other] = text.split("|");
  if (other !== undefined && one !== undefined) {
    text = plural.select(Number(given["n"] ?? 0)) === "one" ? one : other;
  }
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(given[name] ?? ""));
}
