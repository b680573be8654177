/**
 * How pictures are fitted into places: which places a file is made for, how each is fitted, and the
 * geometry to show that at once. The office makes the real picture by the same rules.
 */
import type { Asset, AssetView, Fit, Fits, FocusPoint, PicturePlace } from "$/api/index.ts";

export type How = Fit["how"];
export const HOWS: readonly How[] = ["crop", "blur", "plain", "as_is"];

/** Positions in a picture are counted in so many parts of its width and height. */
export const WHOLE = 10_000;
export const WHITE = 0xffffff;
const MIDDLE: FocusPoint = { x: WHOLE / 2, y: WHOLE / 2 };

export type Size = { width: number; height: number };
/** In parts of one: of the picture's width and height. */
export type Area = { left: number; top: number; width: number; height: number };

const between = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value));

/** The part of a picture that a crop keeps: as large as the place's shape allows, round the focus, inside. */
export function cropArea(picture: Size, place: Size, focus: FocusPoint): Area {
  const [have, want] = [picture.width / picture.height, place.width / place.height];
  const width = Math.min(1, want / have);
  const height = Math.min(1, have / want);
  return {
    width,
    height,
    left: between(0, focus.x / WHOLE - width / 2, 1 - width),
    top: between(0, focus.y / WHOLE - height / 2, 1 - height),
  };
}

/** The same crop as CSS `object-position` with `object-fit: cover`. */
export function objectPosition(picture: Size, place: Size, focus: FocusPoint): string {
  const { left, top, width, height } = cropArea(picture, place, focus);
  const share = (start: number, length: number) => (length >= 1 ? 50 : (start / (1 - length)) * 100);
  return `${share(left, width).toFixed(2)}% ${share(top, height).toFixed(2)}%`;
}

/** The size that comes out: the place's own, but for "as is" the picture's shape within it. */
export function sizeOf(picture: Size, place: Size, how: How): Size {
  if (how !== "as_is") return place;
  const scale = Math.min(1, place.width / picture.width, place.height / picture.height);
  return { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) };
}

/** The picture has too few pixels for the place: it is enlarged and looks soft. */
export function isTooSmall(picture: Size, place: Size, how: How): boolean {
  if (how === "as_is") return false;
  const [across, down] = [place.width / picture.width, place.height / picture.height];
  return (how === "crop" ? Math.max(across, down) : Math.min(across, down)) > 1.01;
}

/** What is taken for a place if nobody chooses. A place that is made only on request takes after its platform's own. */
export function proposedFit(view: AssetView | null, place: PicturePlace, all: readonly PicturePlace[]): Fit {
  const proposed = view?.proposed ?? {};
  const own = proposed[place.id];
  if (own) return own;
  const kin = all.find(
    ({ platform, default: usual, id }) => usual && platform === place.platform && proposed[id],
  );
  return (kin && proposed[kin.id]) ?? Object.values(proposed)[0] ?? { how: "crop", focus: MIDDLE };
}

/** The focus that is proposed, also for pictures that are proposed uncut. */
export function proposedFocus(view: AssetView | null): FocusPoint {
  const crop = Object.values(view?.proposed ?? {}).find(({ how }) => how === "crop");
  return crop?.how === "crop" ? crop.focus : MIDDLE;
}

/** The places of a platform that a file is made for: those chosen, or its default. */
export function placesMade(fits: Fits, platform: string, all: readonly PicturePlace[]): PicturePlace[] {
  const own = all.filter((place) => place.platform === platform);
  const chosen = own.filter(({ id }) => id in fits);
  return chosen.length > 0 ? chosen : own.filter((place) => place.default);
}

export function sameFit(one: Fit, other: Fit): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Turns a manner into a whole fit, keeping what was chosen before where that still says something. */
export function withHow(how: How, before: Fit, focus: FocusPoint, color: number): Fit {
  if (before.how === how) return before;
  if (how === "crop") return { how, focus };
  return how === "plain" ? { how, color } : { how };
}

/** A picture that can be fitted: its size is known. */
export function isFittable(asset: Asset): asset is Asset & Size {
  return asset.group === "picture" && Boolean(asset.width && asset.height);
}

/** `0xRRGGBB` as CSS writes it. */
export const css = (color: number) => `#${color.toString(16).padStart(6, "0")}`;
