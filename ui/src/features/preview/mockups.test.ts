import { describe, expect, it } from "vitest";

import { content, photo } from "$/testing/office.ts";

import { mockupsOf } from "./mockups.ts";
import { accountOf } from "./post.svelte.ts";
import { meantPlatforms } from "./platforms.ts";
import { leftOut, placesOf, slidesOf } from "./slides.ts";

const still = { video: false, upright: false };

describe("mock-ups", () => {
  it("are told by the platform's id, else by its brand", () => {
    expect(mockupsOf({ id: "instagram-story", brand: "instagram" }, still)).toEqual(["instagram_story"]);
    expect(mockupsOf({ id: "instagram-feed", brand: "instagram" }, still)).toEqual([
      "instagram_feed",
      "instagram_grid",
    ]);
    expect(mockupsOf({ id: "ig-humas", brand: "instagram" }, still)).toContain("instagram_feed");
  });

  it("show a plain card where the app is not known", () => {
    expect(mockupsOf({ id: "threads", brand: "threads" }, still)).toEqual(["plain"]);
  });

  it("of a video include what only videos have", () => {
    const upright = { video: true, upright: true };
    expect(mockupsOf({ id: "youtube", brand: "youtube" }, upright)).toContain("youtube_short");
    expect(mockupsOf({ id: "youtube", brand: "youtube" }, { video: true, upright: false })).not.toContain(
      "youtube_short",
    );
    expect(mockupsOf({ id: "instagram-feed", brand: "instagram" }, upright)).toContain("instagram_reel");
  });
});

describe("the platforms looked at", () => {
  const all = ["instagram-feed", "facebook", "x"].map((id) => ({
    id,
    label: id,
    brand: id,
    site: "",
    hosts: [],
    paths: [],
    example: "",
    caption_limit: null,
  }));
  const ids = (given: Parameters<typeof content>[0]) =>
    meantPlatforms(content(given), all).map(({ id }) => id);

  it("are those chosen, else wished for, else all", () => {
    expect(ids({ platforms: ["x"], wished: ["facebook"] })).toEqual(["x"]);
    expect(ids({ wished: ["facebook"] })).toEqual(["facebook"]);
    expect(ids({})).toEqual(["instagram-feed", "facebook", "x"]);
  });
});

describe("slides", () => {
  const [one, two] = [photo("a.jpg", "1".repeat(64)), photo("b.jpg", "2".repeat(64))];
  const letter = { ...photo("surat.pdf", "3".repeat(64)), group: "document" as const };
  const card = (asset: typeof one, place: string, width: number, height: number) => ({
    asset: asset.sha256,
    asset_name: asset.name,
    place,
    place_label: place,
    fit: { how: "blur" as const },
    chosen: true,
    url: `/api/media/${asset.sha256}/renditions/${place}`,
    width,
    height,
    bytes: null,
    quality: null,
    scaled_up: false,
    over_limit: false,
    file_name: "x.jpg",
  });
  const renditions = {
    platform: "instagram-feed",
    label: "Instagram (feed)",
    zip_url: null,
    files: [card(one, "4x5", 1080, 1350), card(one, "1x1", 1080, 1080), card(two, "4x5", 1080, 1350)],
  };
  const material = content({ assets: [one, letter, two] });

  it("are the pictures of the chosen place, in the order of the post", () => {
    expect(placesOf(renditions).map(({ id }) => id)).toEqual(["4x5", "1x1"]);
    expect(
      slidesOf(material, renditions, "1x1").map(({ name, width, height }) => [name, width, height]),
    ).toEqual([
      ["a.jpg", 1080, 1080],
      ["b.jpg", 1080, 1350],
    ]);
  });

  it("leave out what no platform shows", () => {
    expect(leftOut(material, slidesOf(material, renditions, "4x5"))).toEqual(["surat.pdf"]);
  });

  it("show a video as it is", () => {
    const video = { ...photo("kirab.mp4", "4".repeat(64)), group: "video" as const };
    expect(slidesOf(content({ assets: [video] }), null, "")).toMatchObject([
      { kind: "video", name: "kirab.mp4" },
    ]);
  });
});

describe("the account", () => {
  it("is named after the office", () => {
    expect(accountOf("Biro Kerja Sama Daerah (contoh)")).toEqual({
      name: "Biro Kerja Sama Daerah",
      handle: "birokerjasamadaerah",
      initials: "BK",
    });
  });

  it("is what the office entered, and the rest is guessed", () => {
    const office = "Biro Kerja Sama Daerah";
    expect(accountOf(office, { name: "Biro KDH Jakarta", handle: "kdh.jkt" })).toEqual({
      name: "Biro KDH Jakarta",
      handle: "kdh.jkt",
      initials: "BK",
    });
    expect(accountOf(office, { name: "", handle: "kdh.jkt" })).toMatchObject({
      name: office,
      handle: "kdh.jkt",
    });
  });
});
