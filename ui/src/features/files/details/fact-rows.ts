/** A file's facts as rows of a table: only those that are known, in the order people ask for them. */
import type { Asset, AssetView, Facts } from "$/api/index.ts";
import { bytes, cameraMoment, coordinates, number, pixels, runningTime } from "$/lib/format/index.ts";
import { t } from "$/strings/index.svelte.ts";

export function factRows(asset: Asset, view: AssetView | null): [label: string, value: string][] {
  const facts = view?.facts;
  const { width, height } = asset;
  const size = width && height ? `${pixels(width, height)}, ${bytes(asset.bytes)}` : bytes(asset.bytes);
  const rows: [string, string | null | undefined][] = [
    [t("files.fact_camera"), facts?.camera],
    [t("files.fact_taken"), facts?.taken && takenAt(facts.taken, facts.taken_offset)],
    [t("files.fact_size"), size],
    [t("files.fact_format"), facts?.kind_label],
    [t("files.fact_color"), facts && colorOf(facts)],
    [t("files.fact_pages"), facts?.pages ? number(facts.pages) : null],
    [t("files.fact_length"), facts?.duration_ms ? runningTime(facts.duration_ms) : null],
    [t("files.fact_video"), facts && videoOf(facts)],
    [t("files.fact_sound"), facts?.video && (facts.video.sound?.toUpperCase() ?? t("files.no_sound"))],
    [t("files.fact_place"), facts && placeOf(facts)],
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}

function takenAt(taken: string, offset: string | null): string {
  const moment = cameraMoment(taken, offset);
  return offset ? moment : t("files.fact_taken_no_zone", { moment });
}

function colorOf({ color }: Facts): string | null {
  if (!color) return null;
  const { model, bits, alpha, profile } = color;
  const words = t("files.color_of", {
    model: t(`files.color_${model}`),
    bits,
    profile: profile ?? "sRGB",
  });
  return alpha ? `${words}, ${t("files.with_alpha")}` : words;
}

function videoOf({ video }: Facts): string | null {
  if (!video) return null;
  const codec = video.codec.toUpperCase();
  return video.frame_rate ? `${codec}, ${t("files.frames", { rate: number(video.frame_rate, 2) })}` : codec;
}

/** "6,1754° LS 106,8272° BT, dekat Gambir, Jakarta"; null where the file holds none that can be read. */
export function placeOf({ position }: Facts): string | null {
  if (!position) return null;
  const where = coordinates(position.latitude, position.longitude);
  return position.place_name ? `${where}, ${t("files.near", { place: position.place_name })}` : where;
}
