//! Looking closely: to the last pixel of a very large picture, as others see it, and two versions against each other.

import type { Page } from "@playwright/test";

import { Clerk } from "./support/clerk.ts";
import { takeUp } from "./support/desk.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, test } from "./support/people.ts";
import { grayPng, jpeg } from "./support/pictures.ts";
import { fits, pictured, readsWell } from "./support/seen.ts";

const office = officeOfThisFile();

const LARGE = "Peta kerja seratus megapiksel";
const POSTER = "Pasar murah hari Senin";
const EDGE = 10_000;

/** Fields of 100 px, and in the very middle a board of single pixels, black and white. */
const large = () =>
  grayPng("peta.png", EDGE, EDGE, (y, row) => {
    for (let x = 0; x < EDGE; x += 100)
      row.fill((x / 100 + Math.floor(y / 100)) % 2 === 0 ? 230 : 190, x, x + 100);
    if (y < 4_900 || y >= 5_100) return;
    for (let x = 4_900; x < 5_100; x += 1) row[x] = (x + y) % 2 === 0 ? 0 : 255;
  });

/** A ramp, with a dark box on it once it was changed. */
const chart = (name: string, changed: boolean) =>
  grayPng(name, 1_200, 900, (y, row) => {
    for (let x = 0; x < 1_200; x += 1) row[x] = 60 + ((x + y) % 180);
    if (changed && y >= 300 && y < 360) row.fill(0, 700, 840);
  });

test.beforeAll(async ({ browser }) => {
  const [admin, team] = [await Clerk.signedIn(office, "nadia"), await Clerk.signedIn(office, "bagas")];
  await admin.submits(LARGE, large());
  await admin.submits(POSTER, chart("grafik.png", false));
  const { items } = await team.get("/api/submissions?scope=inbox");
  const { id } = items.find(({ title }: { title: string }) => title === POSTER);
  const photo = await jpeg(browser, "pasar.jpg", "Pasar murah", [2_600, 1_900]);
  const [replaced, added] = [await team.takesIn(chart("grafik-baru.png", true)), await team.takesIn(photo)];
  await team.acts(id, ({ content }) => ({
    type: "revise",
    content: { ...content, assets: [replaced, added] },
    note: "Angka diperbaiki.",
  }));
  await Promise.all([admin.leaves(), team.leaves()]);
});

const viewer = (page: Page) => page.getByRole("region", { name: "Gambar dari dekat" });
const reading = (page: Page) => viewer(page).locator("output");
const looksClosely = async (page: Page, title: string) => {
  await takeUp(page, title);
  await page.getByRole("tab", { name: "Teliti" }).click();
  await expect(viewer(page).getByRole("application")).toHaveAttribute("aria-busy", "false");
};
/** Every pixel has come. */
const isSharp = (page: Page) =>
  expect(viewer(page).getByRole("application").first()).toHaveAttribute("data-sharp", "true", { timeout: 120_000 });
/** A row of brightness from the middle of what is drawn. */
const middle = (page: Page, count: number) =>
  viewer(page)
    .locator("canvas")
    .first()
    .evaluate((canvas: HTMLCanvasElement, count) => {
      const copy = document.createElement("canvas");
      [copy.width, copy.height] = [count, 1];
      const pen = copy.getContext("2d", { willReadFrequently: true })!;
      pen.drawImage(canvas, -Math.floor(canvas.width / 2), -Math.floor(canvas.height / 2));
      const { data } = pen.getImageData(0, 0, count, 1);
      return Array.from({ length: count }, (_, at) => data[at * 4]!);
    }, count);
/** The smallest step between neighbours. */
const contrast = (row: number[]) => Math.min(...row.slice(1).map((value, at) => Math.abs(value - row[at]!)));

test("a picture of 100 megapixels is seen pixel for pixel", async ({ person }) => {
  const page = await person(office, "bagas");
  await looksClosely(page, LARGE);
  const began = Date.now();
  await isSharp(page);
  console.log(`tiles of ${EDGE} x ${EDGE} after ${Date.now() - began} ms`);
  await expect(page.getByText(/belum sampai ke pikselnya/)).toHaveCount(0);
  await readsWell(page, "teliti");
  await pictured(page, "teliti-muat");
  const fit = await reading(page).textContent();

  await page.keyboard.press("1");
  await expect(reading(page)).toHaveText("100 %");
  await expect.poll(async () => contrast(await middle(page, 16))).toBeGreaterThan(150);
  await pictured(page, "teliti-100");

  await page.keyboard.press("+");
  await expect(reading(page)).toHaveText("150 %");
  for (let press = 0; press < 8; press += 1) await page.keyboard.press("+");
  await expect(reading(page)).toHaveText("1.600 %");
  // One pixel of the picture is sixteen of the screen, with hard edges.
  await expect.poll(async () => new Set((await middle(page, 64)).map((value) => value > 127)).size).toBe(2);
  await page.keyboard.press("-");
  await expect(reading(page)).toHaveText("1.200 %");
  await page.keyboard.press("0");
  await expect(reading(page)).toHaveText(fit!);

  const stage = viewer(page).getByRole("application");
  const heightOf = async () => (await stage.boundingBox())!.height;
  const before = await heightOf();
  await page.keyboard.press("f");
  await expect.poll(heightOf).toBeGreaterThan(600);
  await expect(reading(page)).not.toHaveText(fit!);
  await pictured(page, "teliti-penuh");
  await viewer(page).getByRole("button", { name: "Keluar dari layar penuh" }).click();
  await expect.poll(heightOf).toBe(before);
  await expect(reading(page)).toHaveText(fit!);

  await page.keyboard.press("1");
  await expect(reading(page)).toHaveText("100 %");
  await viewer(page).getByRole("application").focus();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("ArrowRight");
  await expect.poll(async () => contrast(await middle(page, 16))).toBeLessThan(10);
  await viewer(page).getByRole("application").hover();
  await page.mouse.wheel(0, 400);
  await expect(reading(page)).not.toHaveText("100 %");
});

test("a picture is seen as colour-blind people see it, and the contrast of writing is told", async ({
  person,
}) => {
  // Tall enough for the foot of the picture to stand above the acts.
  const page = await person(office, "bagas", { viewport: { width: 1366, height: 1100 } });
  await looksClosely(page, POSTER);
  await page.getByRole("button", { name: "Buka pasar.jpg" }).click();
  await expect(viewer(page).getByRole("application")).toHaveAttribute("aria-busy", "false");
  await isSharp(page);
  const drawn = viewer(page).locator("canvas").first();
  await viewer(page).getByLabel("Cara lihat").selectOption({ label: "Buta warna hijau (deuteranopia)" });
  await expect(drawn).toHaveCSS("filter", /deuteranopia/);
  await pictured(page, "teliti-deuteranopia");
  await viewer(page).getByLabel("Cara lihat").selectOption({ label: "Warna asli" });
  await expect(drawn).toHaveCSS("filter", "none");

  await viewer(page).getByRole("button", { name: "Ukur kontras tulisan" }).click();
  const field = page.getByRole("application", { name: /^Kotak ukur kontras/ });
  await expect(field).toBeFocused();
  const box = (await field.boundingBox())!;
  // The words stand on a white band at the foot of the photo.
  const shown = Math.min(box.width / 2_600, box.height / 1_900);
  const at = (x: number, y: number) => [
    box.x + box.width / 2 + (x - 1_300) * shown,
    box.y + box.height / 2 + (y - 950) * shown,
  ];
  const [left, top] = at(110, 1_600) as [number, number];
  const [right, bottom] = at(560, 1_770) as [number, number];
  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.mouse.move(right, bottom, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByText(/^Kontras \d+(,\d)? : 1$/)).toBeVisible();
  await expect(page.getByText(/Cukup untuk tulisan biasa/)).toBeVisible();
  await readsWell(page, "kontras");
  await pictured(page, "teliti-kontras");
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
});

test("two versions are compared in four ways, and what changed is found", async ({ person }) => {
  const page = await person(office, "bagas");
  await takeUp(page, POSTER);
  await page.getByRole("tab", { name: "Bandingkan" }).click();
  const pairs = page.getByRole("list", { name: "Berkas kedua versi" });
  await expect(pairs.getByRole("button", { name: "grafik-baru.png: diganti" })).toBeVisible();
  await expect(pairs.getByRole("button", { name: "pasar.jpg: baru pada versi ini" })).toBeVisible();
  const views = page.getByRole("region", { name: "Membandingkan dua versi" }).getByRole("application");
  await expect(views).toHaveCount(2);
  for (const view of await views.all()) await expect(view).toHaveAttribute("aria-busy", "false");
  const output = page.getByRole("region", { name: "Membandingkan dua versi" }).locator("output");
  await pictured(page, "bandingkan-berdampingan");
  await views.first().focus();
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await expect(output).not.toHaveText(/^(\d|[1-4]\d) %$/);
  await readsWell(page, "bandingkan");

  await page.keyboard.press("2");
  await expect(page.getByRole("slider", { name: "Garis pemisah" })).toBeVisible();
  await expect(views).toHaveAttribute("aria-busy", "false");
  await page.getByRole("slider", { name: "Garis pemisah" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("slider", { name: "Garis pemisah" })).toHaveValue("51");
  await pictured(page, "bandingkan-geser");

  await page.keyboard.press("3");
  await expect(page.getByRole("slider", { name: "Kejelasan versi baru" })).toBeVisible();
  await expect(views).toHaveAttribute("aria-busy", "false");
  await pictured(page, "bandingkan-tumpuk");

  await page.keyboard.press("4");
  await expect(page.getByText("1 bagian berubah")).toBeVisible();
  await expect(views).toHaveAttribute("aria-busy", "false");
  await pictured(page, "bandingkan-beda");
  await page.keyboard.press("n");
  await expect(page.getByText("Bagian 1 dari 1 yang berubah")).toBeVisible();
  await pictured(page, "bandingkan-beda-1");
  await readsWell(page, "beda");

  await pairs.getByRole("button", { name: "pasar.jpg: baru pada versi ini" }).click();
  await expect(views).toHaveCount(1);
  await fits(page, "bandingkan");
});

test("it looks right in the dark and on a phone", async ({ person }) => {
  const page = await person(office, "bagas", { colorScheme: "dark" });
  await looksClosely(page, POSTER);
  await pictured(page, "teliti-gelap");
  await page.getByRole("tab", { name: "Bandingkan" }).click();
  await expect(page.getByRole("region", { name: "Membandingkan dua versi" })).toBeVisible();
  await page.keyboard.press("4");
  await expect(page.getByText("1 bagian berubah")).toBeVisible();
  await readsWell(page, "bandingkan gelap");
  await pictured(page, "bandingkan-gelap");
  await page.setViewportSize({ width: 390, height: 844 });
  await fits(page, "bandingkan di ponsel");
  await pictured(page, "bandingkan-ponsel");
  await page.getByRole("tab", { name: "Teliti" }).click();
  await fits(page, "teliti di ponsel");
  await pictured(page, "teliti-ponsel");
});
