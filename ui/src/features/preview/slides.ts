/** What a platform shows of a post, file by file: the pictures that will be uploaded, and the videos. */
import type { Asset, Content, PlatformRenditions } from "$/api/index.ts";

export type Picture = {
  kind: "picture";
  name: string;
  url: string;
  place: string;
  placeLabel: string;
  width: number;
  height: number;
  scaledUp: boolean;
  overLimit: boolean;
};
export type Video = {
  kind: "video";
  name: string;
  asset: Asset;
  width: number | null;
  height: number | null;
};
export type Slide = Picture | Video;

/** The places that this platform's pictures are made for, in the order of the office's data. */
export function placesOf(renditions: PlatformRenditions | null): { id: string; label: string }[] {
  const labels = new Map((renditions?.files ?? []).map(({ place, place_label }) => [place, place_label]));
  return [...labels].map(([id, label]) => ({ id, label }));
}

/** In the order of the post. A picture that is not made for `place` stands there as it is made for another. */
export function slidesOf(content: Content, renditions: PlatformRenditions | null, place: string): Slide[] {
  return content.assets.flatMap((asset): Slide[] => {
    if (asset.group === "video") {
      return [{ kind: "video", name: asset.name, asset, width: asset.width, height: asset.height }];
    }
    const cards = (renditions?.files ?? []).filter((card) => card.asset === asset.sha256);
    const card = cards.find((one) => one.place === place) ?? cards[0];
    if (!card) return [];
    return [
      {
        kind: "picture",
        name: card.asset_name,
        url: card.url,
        place: card.place,
        placeLabel: card.place_label,
        width: card.width,
        height: card.height,
        scaledUp: card.scaled_up,
        overLimit: card.over_limit,
      },
    ];
  });
}

/** Files that no platform shows: documents, and pictures that can't be cut. */
export function leftOut(content: Content, slides: readonly Slide[]): string[] {
  const shown = new Set(slides.map(({ name }) => name));
  return content.assets.filter(({ name }) => !shown.has(name)).map(({ name }) => name);
}

/** Width to height, for where a file tells neither. */
export function ratioOf(slide: Slide | undefined, otherwise: number): number {
  return slide?.width && slide.height ? slide.width / slide.height : otherwise;
}

export function between(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
