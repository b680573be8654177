//! A post as each platform will show it, in both SOPs, before anybody decides.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Locator, Page } from "@playwright/test";

import { Clerk } from "./support/clerk.ts";
import { takeUp, waitingList } from "./support/desk.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, goTo, test } from "./support/people.ts";
import { jpeg, png, type FileOf } from "./support/pictures.ts";
import { fits, pictured, readsWell } from "./support/seen.ts";

test.describe.configure({ mode: "default" });
const office = officeOfThisFile();

const TITLE = "Kirab budaya bersama daerah mitra";
const CAPTION = [
  "Ribuan warga mengikuti kirab budaya bersama daerah mitra di sepanjang jalan protokol pagi ini. Terima kasih @dishubdki!",
  "",
  "Jadwal lengkap ada di jakarta.go.id atau tulis ke humas@jakarta.go.id.",
  "Juara #1 diumumkan besok. #KerjaSamaDaerah #Jakarta",
].join("\n");
const VIDEO = "Sambutan kepala biro";

/** A real video with a frame counter in the picture; null where there is no ffmpeg to make one. */
function video(name: string): FileOf | null {
  const folder = mkdtempSync(join(tmpdir(), "terbit-video-"));
  const path = join(folder, name);
  const sources = ["-f", "lavfi", "-t", "4", "-i", "testsrc2=size=360x640:rate=25"];
  const codecs = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-movflags", "+faststart"];
  try {
    execFileSync("ffmpeg", ["-v", "error", "-y", ...sources, ...codecs, path]);
    return { name, mimeType: "video/mp4", buffer: readFileSync(path) };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let moving: FileOf | null = null;

test.beforeAll(async ({ browser }) => {
  const photo = await jpeg(browser, "kirab-1.jpg", "Kirab budaya, Jalan Thamrin");
  const second = await jpeg(browser, "kirab-2.jpg", "Barisan daerah mitra", [1200, 1600]);
  const clerk = await Clerk.signedIn(office, "nadia");
  const files = [photo, second, png("kirab-3.png", 5, 1200, 1200)];
  await clerk.submits(TITLE, files, { caption: CAPTION, wished: [] });
  moving = video("sambutan.mp4");
  if (moving) await clerk.submits(VIDEO, moving, { wished: [] });
  await clerk.leaves();
});

const phone = (page: Page) => page.getByRole("region", { name: /: seperti akan tampil$/ });
const limits = (page: Page, platform: string) => page.getByRole("region", { name: `Batas ${platform}` });

async function choose(page: Page, group: string, name: string): Promise<void> {
  await page.getByRole("radiogroup", { name: group, exact: true }).getByRole("radio", { name, exact: true }).check({ force: true });
}

/** Every picture in it is there, and not an empty frame. */
async function drawn(place: Locator): Promise<void> {
  const pictures = place.getByRole("img");
  await expect(pictures.first()).toBeVisible();
  for (const picture of await pictures.all()) {
    if ((await picture.evaluate((element) => element.tagName)) !== "IMG") continue;
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(10);
  }
}

/** The mock-up, for people to look at. */
async function kept(page: Page, name: string): Promise<void> {
  await phone(page).scrollIntoViewIfNeeded();
  await pictured(page, `pratinjau/${name}`);
}

test("DKI: every platform of the SOP while nobody has chosen, from the pictures that will be uploaded", async ({
  person,
}) => {
  const page = await person(office, "bagas", { viewport: { width: 1366, height: 1200 } });
  await takeUp(page, TITLE);
  const chosen = page.getByRole("radiogroup", { name: "Platform", exact: true });
  await expect(chosen.getByRole("radio")).toHaveCount(5);

  await test.step("Instagram: the feed, with its pages, its fold and its colours", async () => {
    await expect(phone(page)).toHaveAccessibleName("Instagram, Feed: seperti akan tampil");
    const first = phone(page).getByRole("img", { name: "kirab-1.jpg, 1 dari 3" });
    await expect(first).toHaveAttribute("src", /\/renditions\/instagram-feed-4x5\?/);
    await drawn(phone(page));
    await readsWell(page, "feed");
    await kept(page, "dki-feed");

    await page.getByRole("button", { name: "Gambar berikutnya" }).click();
    await page.keyboard.press("ArrowRight");
    await expect(phone(page).getByRole("group", { name: "Gambar 3 dari 3" })).toBeVisible();
    await expect(phone(page).getByRole("img", { name: "kirab-3.png, 3 dari 3" })).toBeInViewport();

    await expect(phone(page).getByText("#KerjaSamaDaerah")).toBeHidden();
    await phone(page).getByRole("button", { name: "selengkapnya" }).click();
    await expect(phone(page).locator(".hashtag")).toHaveText(["#KerjaSamaDaerah", "#Jakarta"]);
    await expect(phone(page).locator(".mention")).toHaveText(["@dishubdki"]);
    await kept(page, "dki-feed-terbuka");
  });

  await test.step("what is folded keeps to two lines", async () => {
    await phone(page).getByRole("button", { name: "lebih sedikit" }).click();
    const text = phone(page).locator(".folded > p").first();
    // A typeface that comes late breaks the lines anew.
    const lines = () =>
      text.evaluate((set) => Math.round(set.clientHeight / parseFloat(getComputedStyle(set).lineHeight)));
    await expect.poll(lines).toBe(2);
  });

  await test.step("the profile's grid, among what the office has published", async () => {
    await choose(page, "Tampilan", "Profil");
    await expect(phone(page).getByRole("img", { name: /^Arsip: / }).first()).toBeVisible();
    await drawn(phone(page));
    await expect(limits(page, "Instagram")).toContainText("Grid profil memotong 3 %");
    await readsWell(page, "grid");
    await kept(page, "dki-profil");
  });

  await test.step("the story, with what its buttons cover", async () => {
    await choose(page, "Platform", "Instagram (instastory)");
    await drawn(phone(page));
    await expect(limits(page, "Instagram")).toContainText("Caption tidak tampil di story.");
    await kept(page, "dki-story");
    await page.getByRole("checkbox", { name: "Tandai bidang yang tertutup" }).check({ force: true });
    await expect(phone(page).getByText("Tertutup nama akun, 250 px")).toBeVisible();
    await expect(phone(page).getByText("Tertutup tombol, 340 px")).toBeVisible();
    await kept(page, "dki-story-bidang");
    await page.getByRole("checkbox", { name: "Tandai bidang yang tertutup" }).uncheck({ force: true });
  });

  await test.step("Facebook: three pictures as one", async () => {
    await choose(page, "Platform", "Facebook");
    await expect(phone(page).getByRole("img")).toHaveCount(3);
    await drawn(phone(page));
    await phone(page).getByRole("button", { name: /selengkapnya$/ }).click();
    await expect(phone(page).locator(".link")).toHaveText(["jakarta.go.id"]);
    await readsWell(page, "facebook");
    await kept(page, "dki-facebook");
  });

  await test.step("YouTube, which wants a video", async () => {
    await choose(page, "Platform", "YouTube");
    await drawn(phone(page));
    await expect(limits(page, "YouTube")).toContainText("YouTube memerlukan video");
    await expect(page.getByText("1 hal akan ditolak YouTube")).toBeVisible();
    await readsWell(page, "youtube");
    await kept(page, "dki-youtube");
    await choose(page, "Tampilan", "Hasil pencarian");
    await drawn(phone(page));
    await kept(page, "dki-youtube-hasil");
  });

  await test.step("TikTok", async () => {
    await choose(page, "Platform", "TikTok");
    await drawn(phone(page));
    await phone(page).getByRole("button", { name: "selengkapnya" }).click();
    await expect(phone(page).getByText("#KerjaSamaDaerah")).toBeVisible();
    await readsWell(page, "tiktok");
    await kept(page, "dki-tiktok");
  });

  await test.step("a choice by mouse leaves the inbox its keys", async () => {
    await page.keyboard.press("j");
    await expect(page.getByRole("heading", { level: 2, name: TITLE })).toBeHidden();
    await page.keyboard.press("k");
    await expect(page.getByRole("heading", { level: 2, name: TITLE })).toBeVisible();
  });

  await test.step("dark, whatever the app is, and so it stays", async () => {
    await choose(page, "Tema platform", "Gelap");
    for (const [platform, name] of [
      ["Instagram (feed)", "feed"],
      ["Facebook", "facebook"],
      ["YouTube", "youtube"],
    ] as const) {
      await choose(page, "Platform", platform);
      await expect(phone(page)).toHaveAttribute("data-look", "dark");
      await drawn(phone(page));
      await readsWell(page, `${name}, dark`);
      await kept(page, `dki-${name}-gelap`);
    }
    await page.reload();
    await expect(phone(page)).toHaveAttribute("data-look", "dark");
  });
});

test("Jawa Barat: X is there, and counts in its own way", async ({ person }) => {
  const page = await person(office, "asep", { viewport: { width: 1366, height: 1000 } });
  await goTo(page, "Ajuan berjalan");
  await page.getByRole("link", { name: "Realisasi investasi triwulan III" }).first().click();
  await choose(page, "Platform", "X (Twitter)");
  await expect(phone(page)).toHaveAccessibleName("X, Kiriman: seperti akan tampil");
  await drawn(phone(page));
  await expect(limits(page, "X")).toContainText("dari 280 karakter menurut hitungan X");
  await expect(page.getByText("Semua batas X terpenuhi")).toBeVisible();
  await readsWell(page, "x");
  await kept(page, "jabar-x");
  await choose(page, "Tema platform", "Gelap");
  await readsWell(page, "x, dark");
  await kept(page, "jabar-x-gelap");
});

test("a true phone's size, once a card was held against the screen", async ({ person }) => {
  const page = await person(office, "bagas");
  await takeUp(page, TITLE);
  await page.getByRole("button", { name: "Ukuran HP sebenarnya" }).click();
  await page.getByRole("button", { name: "Sesuaikan ukuran layar" }).click();
  const dialog = page.getByRole("dialog", { name: "Sesuaikan ukuran layar" });
  const slider = dialog.getByRole("slider", { name: "Lebar kartu di layar" });
  await slider.fill("5");
  await expect(slider).toHaveAttribute("aria-valuetext", "428 px untuk 85,6 mm");
  await readsWell(page, "calibration");
  await pictured(page, "pratinjau/ukuran-kartu");
  await dialog.getByRole("button", { name: "Selesai" }).click();
  const screen = phone(page).locator(".screen");
  await expect.poll(async () => Math.round((await screen.boundingBox())?.width ?? 0)).toBe(68 * 5);
  await page.reload();
  await expect.poll(async () => Math.round((await screen.boundingBox())?.width ?? 0)).toBe(68 * 5);
  await kept(page, "ukuran-hp");
});

test("a video plays in its mock-up, and is stepped through frame by frame", async ({ person }) => {
  test.skip(moving === null, "ffmpeg is not installed");
  const page = await person(office, "bagas", { viewport: { width: 1366, height: 1100 } });
  await takeUp(page, VIDEO);
  const player = page.getByRole("group", { name: "Pemutar sambutan.mp4" });
  const code = player.locator("b");
  // Until the office has said which pictures it makes, the mock-up is not the last one.
  await expect(limits(page, "Instagram").getByRole("listitem")).not.toHaveCount(0);
  await expect(player).toContainText("/ 00:04:00");
  await player.getByRole("button", { name: "Maju satu bingkai" }).click();
  await expect(code).toHaveText("00:00:01");
  await page.keyboard.press(".");
  await page.keyboard.press(".");
  await page.keyboard.press(",");
  await expect(code).toHaveText("00:00:02");
  // How far it gets meanwhile is the browser's matter; that it really plays is seen in the desktop's window. Slowly,
  // or a busy machine presses the button after its end.
  await player.getByRole("combobox", { name: "Kecepatan putar" }).selectOption("0.25");
  await player.getByRole("button", { name: "Putar" }).click();
  await player.getByRole("button", { name: "Jeda" }).click();
  await expect(player.getByRole("button", { name: "Putar" })).toBeVisible();
  await readsWell(page, "video");
  await kept(page, "video-feed");

  await test.step("the inbox keeps its keys", async () => {
    await page.keyboard.press("k");
    await expect(page.getByRole("heading", { level: 2, name: VIDEO })).toBeHidden();
    await page.keyboard.press("j");
    await expect(page.getByRole("heading", { level: 2, name: VIDEO })).toBeVisible();
  });

  for (const [platform, view, name] of [
    ["Instagram (feed)", "Reels", "video-reels"],
    ["YouTube", "Short", "video-short"],
    ["YouTube", "Halaman video", "video-youtube"],
  ] as const) {
    await choose(page, "Platform", platform);
    await choose(page, "Tampilan", view);
    await expect(phone(page).locator("video")).toBeVisible();
    await kept(page, name);
  }
  await expect(limits(page, "YouTube")).toContainText("sambutan.mp4, 0.04; Video menerima sampai");
});

for (const { name, ...settings } of [
  { name: "ponsel", viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
  { name: "diperbesar", viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 },
  { name: "gelap", viewport: { width: 1366, height: 768 }, colorScheme: "dark" as const },
]) {
  test(`${name}: it fits, and is read`, async ({ person }) => {
    const page = await person(office, "bagas", settings);
    // Small windows have other ways to the inbox.
    await page.evaluate(() => (location.hash = "#/kotak"));
    await waitingList(page).getByRole("link", { name: TITLE }).click();
    await expect(page.getByRole("heading", { level: 2, name: TITLE })).toBeVisible();
    for (const platform of ["Instagram (feed)", "Instagram (instastory)", "Facebook", "YouTube", "TikTok"]) {
      await choose(page, "Platform", platform);
      await drawn(phone(page));
      await fits(page, `${name}: ${platform}`);
    }
    await choose(page, "Platform", "Instagram (feed)");
    await readsWell(page, name);
    await kept(page, name);
  });
}
