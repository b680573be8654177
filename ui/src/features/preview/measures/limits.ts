/**
 * What each platform takes, as data: how much, by whose count, and how sure we are. Sizes of pictures and
 * lengths of videos are the office's own data (`places`); a caption's limit that a SOP names goes before these.
 */
import type { Measure } from "./count.ts";

/** V: the platform's own documentation. S: second-hand. G: general knowledge. */
export type Source = "V" | "S" | "G";
export type Bound = { most: number; source: Source; readOn: string };
export type TextBound = Bound & { measure: Measure };

export type Limits = {
  caption?: TextBound;
  /** Nothing that is written is shown there. */
  noText?: true;
  title?: TextBound;
  /** Letters that the platform refuses in its texts. */
  refused?: readonly string[];
  hashtags?: Bound;
  mentions?: Bound;
  pictures?: Bound;
  videos?: Bound;
  /** Pictures and videos can't be in one post. */
  noMixture?: true;
  /** All files are cut to the first one's shape. */
  shapeOfFirst?: true;
  /** Without a video there is nothing to upload; pictures are its cover. */
  needsVideo?: true;
  /** Width to height of what is taken uncut. */
  shapes?: { narrowest: number; widest: number; source: Source };
};

const READ_ON = "2026-11-01";
const bound = (most: number, source: Source): Bound => ({ most, source, readOn: READ_ON });
const text = (most: number, measure: Measure, source: Source): TextBound => ({
  ...bound(most, source),
  measure,
});

/** By the platform's id in the SOP, else by its brand. */
const LIMITS: Record<string, Limits> = {
  instagram: {
    caption: text(2200, "characters", "S"),
    hashtags: bound(30, "S"),
    mentions: bound(20, "G"),
    pictures: bound(20, "G"),
    shapeOfFirst: true,
    shapes: { narrowest: 3 / 4, widest: 1.91, source: "S" },
  },
  "instagram-story": { noText: true },
  facebook: { caption: text(63_206, "characters", "S") },
  youtube: {
    title: text(100, "characters", "S"),
    caption: text(5000, "bytes", "S"),
    refused: ["<", ">"],
    videos: bound(1, "G"),
    needsVideo: true,
  },
  tiktok: {
    caption: text(2200, "units", "S"),
    pictures: bound(35, "S"),
    videos: bound(1, "G"),
    noMixture: true,
  },
  x: { caption: text(280, "weighted", "V"), pictures: bound(4, "V"), videos: bound(1, "V") },
};

type Named = { id: string; brand: string; caption_limit: number | null };

/** An unknown platform has the limit that its SOP names, and no other. */
export function limitsOf({ id, brand, caption_limit: own }: Named): Limits {
  const known = LIMITS[id] ?? LIMITS[brand] ?? {};
  if (own === null || known.noText) return known;
  const caption = { ...(known.caption ?? text(own, "characters", "G")), most: own };
  return { ...known, caption };
}
