/** Every limit of a platform that a post meets or breaks, each as a sentence. */
import type { Content, Platform, VideoPlace } from "$/api/index.ts";
import { number } from "$/lib/format/index.ts";
import { t } from "$/strings/index.svelte.ts";

import type { KnownVideos } from "../known.svelte.ts";
import { leftOut, ratioOf, type Picture, type Slide, type Video } from "../slides.ts";
import { check, type Finding } from "./check.ts";
import { limitsOf, type Source } from "./limits.ts";
import { sentence, shortName, videoSentence } from "./sentence.ts";
import { checkVideos } from "./video.ts";

export type Row = { state: Finding["state"]; text: string; source?: Source | undefined };

type Given = {
  content: Content;
  platform: Platform;
  slides: readonly Slide[];
  videoPlaces: readonly VideoPlace[];
  known: Pick<KnownVideos, "durationOf" | "refusalsOf">;
};

const ORDER = { wrong: 0, note: 1, good: 2 };

export function rowsOf({ content, platform, slides, videoPlaces, known }: Given): Row[] {
  const videos = slides.filter((slide): slide is Video => slide.kind === "video");
  const findings = check(
    {
      title: content.title,
      caption: content.caption,
      pictures: slides.filter((slide): slide is Picture => slide.kind === "picture"),
      videos,
      others: leftOut(content, slides),
    },
    limitsOf(platform),
  );
  const name = shortName(platform.label);
  const rows: Row[] = findings.map((one) => ({
    state: one.state,
    text: sentence(one, name),
    source: one.source,
  }));
  const own = videoPlaces.filter((place) => place.platform === platform.id);
  for (const { asset } of videos) {
    const said = known.refusalsOf(asset.sha256, platform.id);
    rows.push(...said.map((text): Row => ({ state: "wrong", text })));
    if (said.length > 0) continue;
    const facts = { name: asset.name, bytes: asset.bytes, durationMs: known.durationOf(asset.sha256) };
    rows.push(...checkVideos([facts], own).map((one) => ({ state: one.state, text: videoSentence(one) })));
  }
  return rows.sort((one, other) => ORDER[one.state] - ORDER[other.state]);
}

/** Of the grid of 3:4 on a profile: what it cuts off a wider picture at each side. */
export function gridRow(slides: readonly Slide[]): Row | null {
  const side = (1 - 3 / 4 / ratioOf(slides[0], 3 / 4)) / 2;
  return side < 0.01 ? null : { state: "note", text: t("preview.grid_cut", { side: number(side * 100) }) };
}
