/** Which mock-ups a platform has, told by what the SOP says of it; offices and positions play no part. */

export type MockupId =
  | "instagram_feed"
  | "instagram_grid"
  | "instagram_reel"
  | "instagram_story"
  | "facebook_post"
  | "youtube_watch"
  | "youtube_results"
  | "youtube_short"
  | "tiktok"
  | "x_post"
  | "plain";

type Material = {
  /** The first file is a video. */
  video: boolean;
  /** That video is square or upright. */
  upright: boolean;
};

/** Ids that differ from what is usual for their brand. */
const BY_ID: Record<string, MockupId[]> = { "instagram-story": ["instagram_story"] };
const BY_BRAND: Record<string, MockupId[]> = {
  instagram: ["instagram_feed", "instagram_reel", "instagram_grid"],
  facebook: ["facebook_post"],
  youtube: ["youtube_watch", "youtube_short", "youtube_results"],
  tiktok: ["tiktok"],
  x: ["x_post"],
};
const WANTS: Partial<Record<MockupId, (material: Material) => boolean>> = {
  instagram_reel: ({ video }) => video,
  youtube_short: ({ video, upright }) => video && upright,
};

export function mockupsOf({ id, brand }: { id: string; brand: string }, material: Material): MockupId[] {
  const known = BY_ID[id] ?? BY_BRAND[brand] ?? ["plain"];
  return known.filter((one) => WANTS[one]?.(material) ?? true);
}
