/** A post held against a platform's limits. Pure: it says what was found, and `sentence.ts` how it is said. */
import { countOf } from "../text/tokens.ts";
import { MEASURES, type Measure } from "./count.ts";
import type { Bound, Limits, Source } from "./limits.ts";

export type Shaped = { name: string; width: number | null; height: number | null };
export type Given = {
  title: string;
  caption: string;
  pictures: readonly (Shaped & { place: string; scaledUp: boolean; overLimit: boolean })[];
  videos: readonly Shaped[];
  /** Files that are no part of any post, such as a press release. */
  others: readonly string[];
};

export type Finding = {
  /** `good`: kept. `note`: taken, but not as one may expect. `wrong`: the platform refuses it. */
  state: "good" | "note" | "wrong";
  source?: Source;
} & (
  | { code: "caption" | "title"; measure: Measure; has: number; most: number }
  | { code: "hashtags" | "mentions" | "pictures" | "videos"; has: number; most: number }
  | { code: "no_text" | "no_caption" | "needs_video" | "mixture" | "no_files" }
  | { code: "refused"; letters: string; where: "caption" | "title" }
  | { code: "covers"; has: number }
  | { code: "other_shape" | "shape" | "scaled_up" | "over_limit" | "not_shown"; names: readonly string[] }
);

/** Shapes count as one when they differ by less than this. */
const SAME_SHAPE = 0.01;

const ratio = ({ width, height }: Shaped) => (width && height ? width / height : null);

function measured(code: "caption" | "title", text: string, limits: Limits): Finding[] {
  const bound = limits[code];
  if (!bound) return [];
  const has = MEASURES[bound.measure](text);
  const state = has > bound.most ? "wrong" : "good";
  return [{ code, state, measure: bound.measure, has, most: bound.most, source: bound.source }];
}

function counted(
  code: "hashtags" | "mentions" | "pictures" | "videos",
  has: number,
  bound?: Bound,
): Finding[] {
  if (!bound || (has === 0 && code !== "pictures")) return [];
  if (has <= bound.most && (code === "pictures" || code === "videos")) return [];
  return [{ code, state: has > bound.most ? "wrong" : "good", has, most: bound.most, source: bound.source }];
}

function refused(where: "caption" | "title", text: string, { refused = [] }: Limits): Finding[] {
  const letters = refused.filter((letter) => text.includes(letter));
  return letters.length > 0 ? [{ code: "refused", state: "wrong", letters: letters.join(" "), where }] : [];
}

function named(
  code: "other_shape" | "shape" | "scaled_up" | "over_limit" | "not_shown",
  files: readonly Shaped[],
): Finding[] {
  const names = [...new Set(files.map(({ name }) => name))];
  const state = code === "over_limit" ? "wrong" : "note";
  return names.length > 0 ? [{ code, state, names }] : [];
}

/** What a caption alone breaks, for where one writes it or chooses platforms. */
export function checkCaption(caption: string, limits: Limits): Finding[] {
  if (limits.noText) return [];
  return [...measured("caption", caption, limits), ...refused("caption", caption, limits)];
}

export function check({ title, caption, pictures, videos, others }: Given, limits: Limits): Finding[] {
  const files = [...pictures, ...videos];
  const found: Finding[] = [];
  if (limits.noText) {
    if (caption.trim() !== "") found.push({ code: "no_text", state: "note" });
  } else if (caption.trim() === "") {
    found.push({ code: "no_caption", state: "note" });
  } else {
    found.push(...measured("title", title, limits), ...checkCaption(caption, limits));
    found.push(...refused("title", title, limits));
    found.push(...counted("hashtags", countOf(caption, "hashtag"), limits.hashtags));
    found.push(...counted("mentions", countOf(caption, "mention"), limits.mentions));
  }
  if (files.length === 0 && !limits.needsVideo) found.push({ code: "no_files", state: "note" });
  found.push(...counted("pictures", pictures.length, limits.needsVideo ? undefined : limits.pictures));
  found.push(...counted("videos", videos.length, limits.videos));
  if (limits.noMixture && pictures.length > 0 && videos.length > 0) {
    found.push({ code: "mixture", state: "wrong", source: "G" });
  }
  if (limits.needsVideo && videos.length === 0) found.push({ code: "needs_video", state: "wrong" });
  else if (limits.needsVideo && pictures.length > 1) {
    found.push({ code: "covers", state: "note", has: pictures.length });
  }
  const { shapes } = limits;
  const outside = (file: Shaped) => {
    const has = ratio(file);
    return (
      has !== null && shapes && (has < shapes.narrowest - SAME_SHAPE || has > shapes.widest + SAME_SHAPE)
    );
  };
  found.push(...named("shape", pictures.filter(outside)));
  if (limits.shapeOfFirst) {
    const [first] = files;
    const shape = first ? ratio(first) : null;
    const differs = (file: Shaped) => {
      const has = ratio(file);
      return shape !== null && has !== null && Math.abs(has / shape - 1) > SAME_SHAPE;
    };
    found.push(...named("other_shape", files.slice(1).filter(differs)));
  }
  found.push(
    ...named(
      "over_limit",
      pictures.filter(({ overLimit }) => overLimit),
    ),
  );
  found.push(
    ...named(
      "scaled_up",
      pictures.filter(({ scaledUp }) => scaledUp),
    ),
  );
  found.push(
    ...named(
      "not_shown",
      others.map((name) => ({ name, width: null, height: null })),
    ),
  );
  return found;
}
