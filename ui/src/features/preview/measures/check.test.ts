import { describe, expect, it } from "vitest";

import { photo } from "$/testing/office.ts";

import { check, type Given } from "./check.ts";
import { limitsOf } from "./limits.ts";
import { captionRefusal, sentence, videoSentence } from "./sentence.ts";
import { checkVideos } from "./video.ts";

const brandOf = (id: string) => id.replace(/-.*/, "");
const platform = (id: string, caption_limit: number | null = null) => ({
  id,
  brand: brandOf(id),
  label: `${id[0]?.toUpperCase()}${brandOf(id).slice(1)} (feed)`,
  caption_limit,
});
const picture = (name: string, width = 1080, height = 1350, more = {}) => ({
  name,
  width,
  height,
  place: "feed",
  scaledUp: false,
  overLimit: false,
  ...more,
});
const post = (more: Partial<Given> = {}): Given => ({
  title: "Rapat",
  caption: "Rapat berjalan lancar.",
  pictures: [picture("a.jpg")],
  videos: [],
  others: [],
  ...more,
});

const NAMES: Record<string, string> = {
  instagram: "Instagram",
  youtube: "YouTube",
  tiktok: "TikTok",
  x: "X",
};
/** What is said of it, worst or not. */
const said = (id: string, given: Partial<Given>, state?: string) =>
  check(post(given), limitsOf(platform(id)))
    .filter((finding) => state === undefined || finding.state === state)
    .map((finding) => sentence(finding, NAMES[brandOf(id)] ?? id));

describe("limits", () => {
  it("say how much too long a caption is, and for whom", () => {
    expect(said("instagram-feed", { caption: "a".repeat(2310) }, "wrong")).toEqual([
      "Caption 2.310 karakter; Instagram menerima 2.200. Kurangi 110.",
    ]);
  });

  it("count by each platform's own measure", () => {
    const caption = "é".repeat(2600);
    expect(said("youtube", { caption, videos: [picture("v.mp4")] }, "wrong")).toEqual([
      "Caption 5.200 byte (é dihitung 2, emoji 4 atau lebih); YouTube menerima 5.000. Kurangi 200.",
    ]);
    expect(said("tiktok", { caption: "👩‍👩‍👧‍👦".repeat(201) }, "wrong")[0]).toMatch(
      /^Caption 2\.211 karakter menurut hitungan TikTok.+Kurangi 11\.$/,
    );
    const links = "https://jakarta.go.id/alamat-yang-panjang-sekali ".repeat(12);
    expect(said("x", { caption: links }, "wrong")[0]).toMatch(/^Caption 288 karakter menurut hitungan X/);
  });

  it("take the limit that the SOP names before their own", () => {
    expect(captionRefusal("a".repeat(120), platform("instagram-feed", 100))).toBe(
      "Caption 120 karakter; Instagram menerima 100. Kurangi 20.",
    );
    expect(captionRefusal("a".repeat(120), platform("instagram-feed", 2200))).toBeNull();
    expect(captionRefusal("a".repeat(99), platform("baru", 50))).toMatch(/Kurangi 49/);
    expect(captionRefusal("a".repeat(99_999), platform("baru"))).toBeNull();
  });

  it("refuse angle brackets and long titles on YouTube", () => {
    const wrong = said(
      "youtube",
      { title: "a".repeat(101), caption: "Lihat <ini>", videos: [picture("v.mp4")] },
      "wrong",
    );
    expect(wrong).toContain("Judul 101 karakter; YouTube menerima 100. Kurangi 1.");
    expect(wrong).toContain("Caption memuat < >; YouTube menolaknya. Ganti dengan kata.");
  });

  it("count hashtags and mentions on Instagram", () => {
    const tags = Array.from({ length: 31 }, (_, n) => `#tagar${n}`).join(" ");
    expect(said("instagram-feed", { caption: tags }, "wrong")).toEqual([
      "31 tagar; Instagram menerima 30. Kurangi 1.",
    ]);
    const names = Array.from({ length: 21 }, (_, n) => `@akun${n}`).join(" ");
    expect(said("instagram-feed", { caption: names }, "wrong")).toEqual([
      "21 sebutan akun; Instagram menerima 20. Kurangi 1.",
    ]);
  });

  it("say how many files are too many", () => {
    const pictures = Array.from({ length: 5 }, (_, n) => picture(`${n}.jpg`));
    expect(said("x", { pictures }, "wrong")).toEqual(["5 gambar; X menerima 4. Kurangi 1."]);
  });

  it("point out a picture of another shape than the first of a carousel", () => {
    const pictures = [picture("a.jpg"), picture("b.jpg", 1080, 1080), picture("c.jpg")];
    expect(said("instagram-feed", { pictures }, "note")).toEqual([
      "b.jpg berbentuk lain daripada yang pertama; Instagram memotongnya mengikuti yang pertama.",
    ]);
  });

  it("miss a video on YouTube, and a mixture on TikTok", () => {
    expect(said("youtube", {}, "wrong")[0]).toMatch(/memerlukan video/);
    expect(said("tiktok", { videos: [picture("v.mp4")] }, "wrong")[0]).toMatch(/tidak mencampur/);
  });

  it("know that a story shows no caption", () => {
    expect(said("instagram-story", {})).toEqual([
      "Caption tidak tampil di story. Yang perlu dibaca warga harus ada di gambarnya.",
    ]);
  });

  it("name the files that no platform shows", () => {
    expect(said("instagram-feed", { others: ["a.pdf", "b.pdf", "c.pdf"] }, "note")[0]).toMatch(
      /^a\.pdf dan 2 berkas lain bukan gambar/,
    );
  });
});

describe("a video", () => {
  const place = (id: string, more = {}) => ({
    id,
    platform: "instagram-feed",
    label: id,
    width: 1080,
    height: 1920,
    shortest_ms: 3_000,
    longest_ms: 60_000,
    max_bytes: 100_000_000,
    default: false,
    note: null,
    ...more,
  });
  const video = (durationMs: number | null, bytes = photo().bytes) => [
    { name: "kirab.mp4", bytes, durationMs },
  ];

  it.each([
    [75_000, "kirab.mp4, 1.15; Story menerima paling lama 1.00. Potong 0.15."],
    [2_000, "kirab.mp4, 0.02; Story meminta paling sedikit 0.03. Pakai rekaman yang lebih panjang."],
    [30_000, "kirab.mp4, 0.30; Story menerima sampai 1.00."],
  ])("of %i ms is told what to do", (durationMs, text) => {
    expect(checkVideos(video(durationMs), [place("Story")]).map(videoSentence)).toEqual([text]);
  });

  it("goes where one of the platform's places takes it", () => {
    const found = checkVideos(video(75_000), [
      place("Story", { default: true }),
      place("Reels", { longest_ms: 900_000 }),
    ]);
    expect(found).toMatchObject([{ place: "Reels", state: "good" }]);
  });

  it("can be too large", () => {
    expect(checkVideos(video(5_000, 420_000_000), [place("Reels")]).map(videoSentence)[0]).toBe(
      "kirab.mp4, 420 MB; Reels menerima 100 MB. Buat salinan yang lebih kecil.",
    );
  });
});
