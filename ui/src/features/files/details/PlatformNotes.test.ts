import { render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it, vi } from "vitest";

import { api, type Asset, type PlatformRefusal } from "$/api/index.ts";
import { places } from "$/state/places.svelte.ts";
import { photo, viewOf } from "$/testing/office.ts";

import PlatformNotes from "./PlatformNotes.svelte";

const video: Asset = { ...photo("kirab.mp4"), group: "video", media_type: "video/mp4" };
const refusal: PlatformRefusal = {
  platform: "instagram-feed",
  place: "instagram-reels",
  code: "too_large",
  message: "Instagram Reels: terlalu besar: 420 MB, paling besar 300 MB.",
  severity: "refused",
  copy_mends: true,
};
const reels = {
  id: "instagram-reels",
  platform: "instagram-feed",
  label: "Reels",
  width: 1080,
  height: 1920,
  shortest_ms: 3000,
  longest_ms: 900_000,
  max_bytes: 300_000_000,
  default: true,
  note: null,
};

function office(available: boolean) {
  vi.spyOn(api, "places").mockResolvedValue({ pictures: [], videos: [reels] });
  vi.spyOn(api, "tools").mockResolvedValue({ ffmpeg: { available, version: null } });
  vi.spyOn(api, "videoCopy").mockResolvedValue({ state: "absent" });
}
const shown = () => render(PlatformNotes, { asset: video, view: viewOf(video, { refusals: [refusal] }) });

beforeEach(() => {
  vi.restoreAllMocks();
  places.forget();
});

it("says why a platform refuses a video, and offers a copy that it takes", async () => {
  office(true);
  shown();
  expect(screen.getByText(/terlalu besar: 420 MB/)).toBeVisible();
  expect(await screen.findByRole("button", { name: "Buat salinan siap unggah untuk Reels" })).toBeVisible();
});

it("says what to do where ffmpeg is not installed", async () => {
  office(false);
  shown();
  expect(await screen.findByText(/ffmpeg belum terpasang/)).toBeVisible();
  expect(screen.queryByRole("button")).toBeNull();
});

it("follows a copy while it is made, and stops it", async () => {
  office(true);
  vi.mocked(api.videoCopy).mockResolvedValue({ state: "running", done_ms: 30_000, total_ms: 60_000 });
  shown();
  expect(await screen.findByText("Membuat salinan untuk Reels: 50 %")).toBeVisible();
  const cancel = vi.spyOn(api, "cancelVideoCopy").mockResolvedValue(undefined);
  vi.mocked(api.videoCopy).mockResolvedValue({ state: "absent" });
  screen.getByRole("button", { name: "Batalkan salinan" }).click();
  expect(await screen.findByRole("button", { name: /^Buat salinan/ })).toBeVisible();
  expect(cancel).toHaveBeenCalledOnce();
});

it("is silent about platforms that the content does not go to", () => {
  office(true);
  render(PlatformNotes, {
    asset: video,
    view: viewOf(video, { refusals: [refusal] }),
    wished: ["facebook"],
  });
  expect(screen.queryByText(/terlalu panjang/)).toBeNull();
});
