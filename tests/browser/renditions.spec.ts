//! From a camera card to pictures of the right size: tiles at once, what a file tells, how it is cut, what is saved.

import { readFile } from "node:fs/promises";

import type { Locator, Page } from "@playwright/test";

import { accept, agreed, Clerk } from "./support/clerk.ts";
import { awayFromMidnight, day } from "./support/days.ts";
import { takeUp } from "./support/desk.ts";
import { drop, pick } from "./support/files.ts";
import { chooseSource, field, tile } from "./support/form.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, goTo, test } from "./support/people.ts";
import { fromCamera, jpeg, pdf, psd, readJpeg, type FileOf } from "./support/pictures.ts";
import { fits, readsWell } from "./support/seen.ts";

test.describe.configure({ mode: "serial" });
const office = officeOfThisFile();

const TITLE = "Peresmian taman kota";
const CARD = 200;
let photo: FileOf;
let card: FileOf[];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(15 * 60_000);
  await awayFromMidnight();
  const [large, small] = await Promise.all([
    jpeg(browser, "taman.jpg", "Peresmian taman kota", [2400, 1600]),
    jpeg(browser, "kecil.jpg", "Peresmian taman kota", [160, 120]),
  ]);
  photo = fromCamera(large, "IMG_0301.jpg", {
    thumbnail: small,
    camera: ["Canon", "Canon EOS R6"],
    taken: ["2026:05:12 09:15:00", "+07:00"],
    place: [-6.1754, 106.8272],
  });
  card = Array.from({ length: CARD }, (_, number) => {
    const name = `DSC_${String(number + 1).padStart(4, "0")}.jpg`;
    return fromCamera(large, name, { thumbnail: small, comment: name, orientation: number % 2 === 0 ? 1 : 6 });
  });
});

const details = (page: Page, name: string) => page.getByRole("dialog", { name });
const opensDetails = async (page: Page, name: string): Promise<Locator> => {
  await page.getByRole("button", { name: `Rincian ${name}` }).first().click();
  await expect(details(page, name)).toBeVisible();
  return details(page, name);
};
const startsDraft = async (page: Page) => {
  await goTo(page, "Ajukan");
  await page.getByRole("button", { name: "Mulai ajuan" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ajuan baru" })).toBeVisible();
};

test("a whole camera card is tiles at once, before the first photo was sent", async ({ person }) => {
  const page = await person(office, "nadia");
  await startsDraft(page);
  // Nothing reaches the office until the tiles have been looked at.
  let release = () => undefined as void;
  const held = new Promise<void>((done) => (release = done));
  await page.route("**/api/assets?*", async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  await drop(page, card);
  const tiles = page.getByRole("region", { name: "Berkas" }).locator("[data-tile]");
  await expect(tiles).toHaveCount(CARD);
  await expect(tiles.locator("img[data-picture=camera]")).toHaveCount(CARD);
  await expect(tiles.locator("img[data-picture=office]")).toHaveCount(0);
  await expect
    .poll(() => tiles.first().locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(160);
  await tiles.nth(4).getByRole("button", { name: "Batalkan DSC_0005.jpg" }).click();
  await expect(tiles).toHaveCount(CARD - 1);
  await page.getByRole("button", { name: "Batalkan semua" }).click();
  release();
  await expect(page.getByText("Taruh foto, video, atau infografis di sini")).toBeVisible();
});

test("the office's pictures take the place of the camera's", async ({ person }) => {
  const page = await person(office, "nadia");
  await startsDraft(page);
  await drop(page, card.slice(0, 6));
  const pictures = page.getByRole("region", { name: "Berkas" }).locator("[data-tile] img[data-picture=office]");
  await expect(pictures).toHaveCount(6);
  await expect(page.locator("[data-tile] img[data-picture=camera]")).toHaveCount(0);
  for (const picture of await pictures.all())
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300);
});

test("a photo tells camera, time and place, and how it will be cut is chosen by mouse and keyboard", async ({
  person,
}) => {
  const page = await person(office, "nadia");
  const form = field(page);
  await startsDraft(page);
  await pick(page, page.getByRole("button", { name: "Pilih berkas" }), [photo]);
  await expect(page.getByText("1 foto menyimpan lokasi pengambilan")).toBeVisible();
  await page.getByRole("checkbox", { name: "Instagram (feed)" }).check();
  await page.getByRole("checkbox", { name: "Instagram (instastory)" }).check();

  await test.step("what the file says of itself", async () => {
    const dialog = await opensDetails(page, photo.name);
    await expect(dialog).toContainText("Canon EOS R6");
    await expect(dialog).toContainText("Selasa, 12 Mei 2026, 09.15 WIB");
    await expect(dialog).toContainText("2.400 × 1.600 px");
    const warning = dialog.getByRole("status").filter({ hasText: "Foto ini menyimpan lokasi" });
    await expect(warning).toContainText("6,1754° LS 106,8272° BT");
    await expect(warning).toContainText("Ukuran siap unggah tidak membawanya");
    await readsWell(page, "details");
    await fits(page, "details");
  });

  await test.step("the point is set by the mouse", async () => {
    const dialog = details(page, photo.name);
    await dialog.getByRole("tab", { name: "Ukuran siap unggah" }).click();
    await dialog.getByRole("radio", { name: "Potong" }).check({ force: true });
    const picture = dialog.getByRole("img", { name: photo.name, exact: true });
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(1);
    const box = (await picture.boundingBox())!;
    await picture.click({ position: { x: box.width * 0.25, y: box.height * 0.4 }, force: true });
    const point = dialog.getByRole("slider", { name: "Titik fokus" });
    await expect(point).toHaveAttribute("aria-valuetext", "25 % dari kiri, 40 % dari atas");
    await readsWell(page, "picker");
  });

  await test.step("and moved by the keyboard", async () => {
    const point = details(page, photo.name).getByRole("slider", { name: "Titik fokus" });
    await point.press("ArrowRight");
    await point.press("Shift+ArrowDown");
    await expect(point).toHaveAttribute("aria-valuetext", "26 % dari kiri, 45 % dari atas");
    await point.press("Home");
    const proposed = await point.getAttribute("aria-valuetext");
    await point.press("ArrowLeft");
    await expect(point).not.toHaveAttribute("aria-valuetext", proposed!);
  });

  await test.step("the story gets a plain border, and the square is made too", async () => {
    const dialog = details(page, photo.name);
    await dialog.getByRole("button", { name: /^Story 9:16/ }).click();
    await dialog.getByRole("radio", { name: "Latar polos" }).check({ force: true });
    await dialog.getByRole("checkbox", { name: "Buat juga Feed persegi" }).check({ force: true });
    await expect(dialog.getByRole("button", { name: /^Feed persegi/ })).toContainText("usulan");
    await dialog.getByRole("button", { name: "Tutup" }).last().click();
    // It keeps the focus as long as it is there, and with it what is typed.
    await expect(dialog).toBeHidden();
  });

  await test.step("it is kept with the draft", async () => {
    await form.title.fill(TITLE);
    await form.date.fill(day(0));
    await form.pic.fill("Wulan Sari");
    await chooseSource(page, "agenda");
    await form.link.fill("https://drive.google.com/drive/folders/9z8y7x");
    await form.caption.fill("Taman kota diresmikan pagi ini.");
    await expect(page.getByText(/^Tersimpan/)).toBeVisible();
    await page.reload();
    const dialog = await opensDetails(page, photo.name);
    await dialog.getByRole("tab", { name: "Ukuran siap unggah" }).click();
    await expect(dialog.getByRole("button", { name: /^Story 9:16/ })).toContainText("Latar polos · diubah");
    await expect(dialog.getByRole("checkbox", { name: "Buat juga Feed persegi" })).toBeChecked();
    await dialog.getByRole("button", { name: "Tutup" }).last().click();
  });

  await page.getByRole("button", { name: "Serahkan ajuan" }).click();
  await expect(page.getByText(/Sekarang menunggu Tim Pengelola/)).toBeVisible();
});

test("who decides sees each picture as it will be uploaded, and can't change it", async ({ person }) => {
  const page = await person(office, "bagas");
  await takeUp(page, TITLE);
  await page.getByRole("tab", { name: "Berkas" }).click();
  const ready = page.getByRole("region", { name: "Seperti akan diunggah" });
  const feed = ready.getByRole("img", { name: "IMG_0301.jpg untuk Feed 4:5" });
  await feed.scrollIntoViewIfNeeded();
  await expect
    .poll(() => feed.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]))
    .toEqual([1080, 1350]);
  await expect(ready.getByRole("button", { name: /^Perbesar/ })).toHaveCount(3);
  await ready.getByRole("button", { name: "Perbesar IMG_0301.jpg untuk Story 9:16" }).click();
  const dialog = details(page, photo.name);
  await expect(dialog.getByRole("button", { name: /^Story 9:16/ })).toContainText("Latar polos");
  await expect(dialog.getByRole("slider")).toHaveCount(0);
  await expect(dialog.getByRole("radio")).toHaveCount(0);
  await readsWell(page, "picker, to look at");
});

test("what is saved for upload has the place's size and no position", async ({ person }) => {
  const [tim, kasubbag, kabag, kepala] = await Promise.all(
    ["bagas", "siti", "hendra", "ratna"].map((login) => Clerk.signedIn(office, login)),
  );
  const { items } = await tim!.get("/api/submissions?scope=inbox");
  const { id } = items.find(({ title }: { title: string }) => title === TITLE);
  await tim!.acts(id, agreed);
  await tim!.acts(id, accept());
  await kasubbag!.acts(id, accept({ platforms: ["instagram-feed", "instagram-story"] }));
  await kabag!.acts(id, accept());
  await kepala!.acts(id, accept());
  await Promise.all([tim, kasubbag, kabag, kepala].map((clerk) => clerk!.leaves()));

  const page = await person(office, "nadia");
  await goTo(page, "Unggah");
  await page.getByRole("link", { name: TITLE }).first().click();
  const feed = page.getByRole("article").filter({ hasText: "Instagram (feed)" });
  await test.step("a picture", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      feed.getByRole("button", { name: "Simpan gambar Feed 4:5 dari IMG_0301.jpg" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/peresmian-taman-kota-instagram-feed-4x5-1\.jpg$/);
    const saved = readJpeg(await readFile(await download.path()));
    expect(saved).toEqual({ width: 1080, height: 1350, baseline: true, exif: false });
  });
  await test.step("all of a platform", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      feed.getByRole("button", { name: /^Simpan semua gambar/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
  });
  await test.step("the original, with a warning", async () => {
    await feed.getByRole("button", { name: "Berkas asli" }).click();
    const dialog = page.getByRole("dialog", { name: "Berkas asli" });
    await expect(dialog).toContainText("Berkas asli memuat lokasi (GPS)");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Simpan berkas asli IMG_0301.jpg" }).click(),
    ]);
    expect((await readFile(await download.path())).equals(photo.buffer)).toBe(true);
    await readsWell(page, "originals");
  });
});

test("a document is leafed through, and what can't be shown is kept", async ({ person }) => {
  const page = await person(office, "nadia");
  await startsDraft(page);
  await drop(page, [pdf("siaran pers.pdf", 3), psd("poster.psd")]);
  await expect(tile(page, /^siaran pers/)).toContainText("3 hlm.");
  await expect(tile(page, /^poster/)).toContainText("Photoshop (PSD): disimpan, tidak dapat dipratinjau");
  const dialog = await opensDetails(page, "siaran pers.pdf");
  await expect(dialog).toContainText("Halaman 1 dari 3");
  await dialog.getByRole("button", { name: "Halaman berikutnya" }).click();
  const second = dialog.getByRole("img", { name: "siaran pers.pdf, halaman 2" });
  await expect.poll(() => second.evaluate((image: HTMLImageElement) => image.naturalHeight)).toBeGreaterThan(100);
  await expect(dialog).toContainText("Halaman 2 dari 3");
});
