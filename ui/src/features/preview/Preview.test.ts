import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { api, type Asset, type SubmissionDetail } from "$/api/index.ts";
import { session } from "$/state/session.svelte.ts";
import { sops } from "$/state/sops.svelte.ts";
import { card, content, detail, photo, picturePlaces, sop, viewOf } from "$/testing/office.ts";

import { choices } from "./choices.svelte.ts";
import Preview from "./Preview.svelte";

const two = [photo("a.jpg", "1".repeat(64)), photo("b.jpg", "2".repeat(64))];
const base = sop().platform[0];
const platform = (id: string, brand: string, label: string, caption_limit: number | null = null) => ({
  ...(base as NonNullable<typeof base>),
  id,
  brand,
  label,
  caption_limit,
});
const PLATFORMS = [
  platform("instagram-feed", "instagram", "Instagram (feed)", 2200),
  platform("instagram-story", "instagram", "Instagram (instastory)"),
  platform("facebook", "facebook", "Facebook", 63206),
  platform("youtube", "youtube", "YouTube", 5000),
  platform("tiktok", "tiktok", "TikTok", 2200),
  platform("x", "x", "X (Twitter)", 280),
  platform("threads", "threads", "Threads"),
];

function renditionOf(asset: Asset, place: string, height: number) {
  return {
    asset: asset.sha256,
    asset_name: asset.name,
    place,
    place_label: place,
    fit: { how: "blur" as const },
    chosen: true,
    url: `/api/media/${asset.sha256}/renditions/${place}`,
    width: 1080,
    height,
    bytes: null,
    quality: null,
    scaled_up: false,
    over_limit: false,
    file_name: "x.jpg",
  };
}

beforeEach(() => {
  vi.restoreAllMocks();
  choices.set({ look: "light", trueSize: false, safe: false });
  vi.spyOn(sops, "get").mockReturnValue({ ...sop(), platform: PLATFORMS });
  vi.spyOn(api, "places").mockResolvedValue({ pictures: picturePlaces(), videos: [] });
  vi.spyOn(api, "tools").mockResolvedValue({ ffmpeg: { available: false, version: null } });
  vi.spyOn(api, "asset").mockImplementation((sha256) => Promise.resolve(viewOf(photo("x", sha256))));
  vi.spyOn(api, "archive").mockResolvedValue({
    items: [card({ id: "old", title: "Upacara", cover: photo("c.jpg", "3".repeat(64)) })],
    next: null,
    total: 1,
  });
  vi.spyOn(api, "renditions").mockResolvedValue({
    platforms: PLATFORMS.map(({ id, label }) => ({
      platform: id,
      label,
      zip_url: null,
      files: two.map((asset) => renditionOf(asset, id === "instagram-story" ? id : `${id}-4x5`, 1350)),
    })),
  });
  session.office = { name: "Biro Kerja Sama Daerah (contoh)" } as typeof session.office;
});

async function shown(more: Partial<SubmissionDetail["content"]> = {}) {
  render(Preview, { detail: detail({ content: content({ assets: two, ...more }) }) });
  await screen.findByRole("img", { name: /^a\.jpg/ });
  return userEvent.setup();
}
const phone = () => screen.getByRole("region", { name: /seperti akan tampil$/ });

describe("the preview", () => {
  it("shows the feed first, under the office's account, with its picture", async () => {
    await shown();
    expect(phone()).toHaveAccessibleName("Instagram, Feed: seperti akan tampil");
    expect(within(phone()).getAllByText("birokerjasamadaerah").length).toBeGreaterThan(0);
    expect(within(phone()).getByRole("img", { name: "a.jpg, 1 dari 2" })).toHaveAttribute(
      "src",
      `/api/media/${"1".repeat(64)}/renditions/instagram-feed-4x5`,
    );
  });

  it("turns the pages by button and by key, and stays where it is when nothing has changed", async () => {
    const user = await shown();
    await user.click(screen.getByRole("button", { name: "Gambar berikutnya" }));
    expect(await screen.findByRole("img", { name: "b.jpg, 2 dari 2" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Gambar berikutnya" })).toBeNull();
    await user.keyboard("{ArrowLeft}");
    expect(screen.getByRole("group", { name: "Gambar 1 dari 2" })).toBeVisible();
  });

  it("folds a long caption and unfolds it, with its hashtags coloured", async () => {
    const user = await shown({ caption: `${"kata ".repeat(30)}#KerjaSama` });
    expect(within(phone()).queryByText("#KerjaSama")).toBeNull();
    await user.click(within(phone()).getByRole("button", { name: "selengkapnya" }));
    expect(within(phone()).getByText("#KerjaSama")).toHaveClass("hashtag");
    expect(within(phone()).getByRole("button", { name: "lebih sedikit" })).toHaveAttribute(
      "aria-expanded",
      "true",
    );
  });

  it.each([
    ["Instagram (instastory)", "Instagram, Story"],
    ["Facebook", "Facebook, Kiriman"],
    ["YouTube", "YouTube, Halaman video"],
    ["TikTok", "TikTok, TikTok"],
    ["X (Twitter)", "X, Kiriman"],
    ["Threads", "Threads, Kartu"],
  ])("shows %s", async (label, name) => {
    const user = await shown();
    await user.click(screen.getByRole("radio", { name: label }));
    expect(phone()).toHaveAccessibleName(`${name}: seperti akan tampil`);
    expect(within(phone()).getAllByRole("img").length).toBeGreaterThan(0);
  });

  it("puts the post first on the profile, among what the office has published", async () => {
    const user = await shown();
    await user.click(screen.getByRole("radio", { name: "Profil" }));
    const cells = await within(phone()).findAllByRole("img");
    expect(cells.map((cell) => cell.getAttribute("alt"))).toEqual(["Ajuan ini", "Arsip: Upacara"]);
    expect(screen.getByText(/Grid profil memotong 3 %/)).toBeVisible();
  });

  it("has no control that only looks like one", async () => {
    await shown();
    expect(
      within(phone())
        .getAllByRole("button")
        .map((one) => one.getAttribute("aria-label")),
    ).toEqual(["Gambar berikutnya"]);
  });

  it("is light or dark as the platform is, whatever the app is", async () => {
    const user = await shown();
    expect(phone()).toHaveAttribute("data-look", "light");
    await user.click(screen.getByRole("radio", { name: "Gelap" }));
    expect(phone()).toHaveAttribute("data-look", "dark");
  });

  it("gives the inbox its keys back after a choice by mouse, and keeps them by keyboard", async () => {
    const user = await shown();
    await user.click(screen.getByRole("radio", { name: "Facebook" }));
    expect(document.body).toHaveFocus();
    screen.getByRole("radio", { name: "Facebook" }).focus();
    await user.keyboard("{ArrowRight}");
    expect(screen.getByRole("radio", { name: "YouTube" })).toHaveFocus();
  });

  it("says at the place what the platform will refuse", async () => {
    const user = await shown({ caption: "a ".repeat(150) });
    expect(screen.getByText("Semua batas Instagram terpenuhi")).toBeVisible();
    await user.click(screen.getByRole("radio", { name: "X (Twitter)" }));
    const limits = screen.getByRole("region", { name: "Batas X" });
    expect(limits).toHaveTextContent("1 hal akan ditolak X");
    expect(limits).toHaveTextContent(/Caption 300 karakter menurut hitungan X.+menerima 280\. Kurangi 20\./);
  });

  it("marks what a story's buttons cover when it is asked to", async () => {
    const user = await shown();
    await user.click(screen.getByRole("radio", { name: "Instagram (instastory)" }));
    expect(screen.queryByText(/^Tertutup nama akun/)).toBeNull();
    await user.click(screen.getByRole("checkbox", { name: "Tandai bidang yang tertutup" }));
    expect(screen.getByText("Tertutup nama akun, 250 px")).toBeVisible();
    expect(screen.getByText("Tertutup tombol, 340 px")).toBeVisible();
  });

  it("is as large as a phone in the hand, once a card has been held against the screen", async () => {
    const user = await shown();
    await user.click(screen.getByRole("button", { name: "Ukuran HP sebenarnya" }));
    expect(screen.getByText(/belum disesuaikan/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Sesuaikan ukuran layar" }));
    const slider = await screen.findByRole("slider", { name: "Lebar kartu di layar" });
    slider.focus();
    await user.click(screen.getByRole("button", { name: "Selesai" }));
  });

  it("says what will be here while there is nothing", () => {
    render(Preview, { detail: detail({ content: content({ assets: [], caption: "" }) }) });
    expect(screen.getByText("Belum ada yang dapat dipratinjau")).toBeVisible();
  });
});
