/** A video held against the places of its platform: the office's own data says what each takes. */
import type { VideoPlace } from "$/api/index.ts";

export type VideoFacts = { name: string; bytes: number; durationMs: number | null };
export type VideoFinding = {
  name: string;
  place: string;
  state: "good" | "wrong";
  code: "fits" | "too_long" | "too_short" | "too_large" | "unknown_length";
  has: number;
  most: number;
};

function against({ name, bytes, durationMs }: VideoFacts, place: VideoPlace): VideoFinding {
  const said = (code: VideoFinding["code"], has: number, most: number): VideoFinding => ({
    name,
    place: place.label,
    code,
    state: code === "fits" || code === "unknown_length" ? "good" : "wrong",
    has,
    most,
  });
  if (bytes > place.max_bytes) return said("too_large", bytes, place.max_bytes);
  if (durationMs === null) return said("unknown_length", 0, place.longest_ms);
  if (durationMs > place.longest_ms) return said("too_long", durationMs, place.longest_ms);
  if (durationMs < place.shortest_ms) return said("too_short", durationMs, place.shortest_ms);
  return said("fits", durationMs, place.longest_ms);
}

/** Of each video the place that takes it, or why its platform's usual one does not. */
export function checkVideos(videos: readonly VideoFacts[], places: readonly VideoPlace[]): VideoFinding[] {
  return videos.flatMap((video) => {
    const found = [...places]
      .sort((one, other) => Number(other.default) - Number(one.default))
      .map((place) => against(video, place));
    return found.find(({ state }) => state === "good") ?? found[0] ?? [];
  });
}
