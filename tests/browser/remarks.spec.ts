//! Pins on the picture: pointed at by the one who decides, worked off by the one who repairs, seen again by the first.

import { readFile } from "node:fs/promises";

import type { Locator, Page } from "@playwright/test";

import { accept, agreed, Clerk } from "./support/clerk.ts";
import { corrects, completes, openItem, rejects, takeUp } from "./support/desk.ts";
import { pick } from "./support/files.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, test } from "./support/people.ts";
import { jpeg } from "./support/pictures.ts";
import { fits, pictured, readsWell, settled } from "./support/seen.ts";

test.describe.configure({ mode: "serial" });
const office = officeOfThisFile();

const TITLE = "Pameran arsip kota";
const SIZE = [1200, 1500] as const;

/** Lets one official after the other accept over the API, up to whom the journey is about. */
async function forwards(id: string, people: readonly ("bagas" | "siti" | "hendra")[]): Promise<void> {
  for (const login of people) {
    const clerk = await Clerk.signedIn(office, login);
    if (login === "bagas") await clerk.acts(id, agreed);
    await clerk.acts(id, accept({ platforms: login === "siti" ? ["instagram-feed"] : null }));
    await clerk.leaves();
  }
}

const markers = (page: Page) => page.getByRole("group", { name: "Tanda pada gambar" }).getByRole("button");
const marker = (page: Page, name: RegExp) =>
  page.getByRole("group", { name: "Tanda pada gambar" }).getByRole("button", { name });
const panel = (page: Page) => page.getByRole("region", { name: "Tanda", exact: true });
const workList = (page: Page) => page.getByRole("region", { name: "Yang perlu diubah" });
const stage = (page: Page) => page.getByRole("application").first();

/** Where a mark stands on the picture now, in its pixels from the middle, while the whole picture is in view. */
const placeNow = (mark: Locator) =>
  mark.evaluate(async (element, [width, height]) => {
    // The picture is fitted to a place of another size in the frames that follow.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    const stage = document.querySelector("[role=application]")!.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    const shown = Math.min(stage.width / width, stage.height / height);
    return [
      (box.x + box.width / 2 - stage.x - stage.width / 2) / shown,
      (box.y + box.height / 2 - stage.y - stage.height / 2) / shown,
    ] as const;
  }, SIZE);

/** The same once it stands still. */
async function placeOf(mark: Locator): Promise<readonly [number, number]> {
  let place = await placeNow(mark);
  await expect
    .poll(async () => {
      const [x, y] = place;
      place = await placeNow(mark);
      return Math.hypot(place[0] - x, place[1] - y);
    })
    .toBe(0);
  return place;
}

async function looksClosely(page: Page): Promise<Locator> {
  await page.getByRole("tab", { name: /^Teliti/ }).click();
  await expect(page.getByRole("button", { name: "Tandai", exact: true })).toBeEnabled();
  await settled(page);
  return stage(page);
}

let id = "";
let places: (readonly [number, number])[] = [];

test("the official pins two things and sends the post back", async ({ person, browser }) => {
  const nadia = await Clerk.signedIn(office, "nadia");
  id = await nadia.submits(TITLE, await jpeg(browser, "pameran.jpg", "Pameran arsip kota", [...SIZE]));
  await nadia.leaves();
  await forwards(id, ["bagas", "siti"]);
  const page = await person(office, "hendra");
  await takeUp(page, TITLE);
  await looksClosely(page);
  await expect(panel(page)).toContainText("Belum ada tanda");

  await test.step("a pin by keys alone", async () => {
    await page.keyboard.press("c");
    await expect(page.getByRole("application", { name: /Memilih tempat tanda/ })).toBeFocused();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press("Shift+ArrowUp");
    await page.keyboard.press("t");
    await page.keyboard.press("Enter");
    await page.getByLabel(/^Tanda baru: atas/).fill("Logo kota terpotong.");
    await pictured(page, "remarks-composer");
    await page.keyboard.press("Control+Enter");
    await expect(markers(page)).toHaveCount(1);
    await expect(markers(page)).toHaveAccessibleName("Tanda 1, terbuka, atas: Logo kota terpotong.");
  });

  await test.step("an area by mouse", async () => {
    await page.getByRole("button", { name: "Tandai", exact: true }).click();
    const box = await stage(page).boundingBox();
    if (!box) throw new Error("no stage");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x - 40, y + 40);
    await page.mouse.down();
    await page.mouse.move(x + 20, y + 70, { steps: 4 });
    await page.mouse.move(x + 60, y + 90, { steps: 4 });
    await page.mouse.up();
    await page.getByLabel(/^Tanda baru: Bidang di/).fill("Ejaan judulnya keliru.");
    await page.getByRole("button", { name: "Simpan tanda" }).click();
    await expect(markers(page)).toHaveCount(2);
    await expect(page.getByRole("tab", { name: /^Teliti\s*2/ })).toBeVisible();
    await settled(page);
    places = [await placeOf(marker(page, /^Tanda 1,/)), await placeOf(marker(page, /^Tanda 2,/))];
  });

  await test.step("the list says what the picture shows, and keys walk through it", async () => {
    await expect(panel(page).locator("[data-card]")).toHaveCount(2);
    await page.keyboard.press("n");
    await expect(markers(page).first()).toBeFocused();
    await page.keyboard.press("Enter");
    await page.keyboard.press("r");
    await page.getByLabel("Balas tanda 1").fill("Yang di kiri atas.");
    await page.keyboard.press("Control+Enter");
    await expect(panel(page)).toContainText("Yang di kiri atas.");
    await readsWell(page, "remarks");
    await pictured(page, "remarks-two-pins");
  });

  await test.step("accepting asks first; sending back does not", async () => {
    await page.keyboard.press("t");
    const dialog = page.getByRole("dialog", {
      name: "2 tanda Anda masih terbuka",
    });
    await expect(dialog).toBeVisible();
    await pictured(page, "remarks-still-open");
    await dialog.getByRole("button", { name: "Lihat tandanya" }).click();
    await rejects(page, TITLE, {
      reason: "Perbaiki dua tanda pada gambar.",
      to: "Ajukan",
      choosing: true,
    });
  });
});

test("the admin works the list off and the official sees what is solved, at the same place", async ({
  person,
  browser,
}) => {
  const page = await person(office, "nadia");
  await takeUp(page, TITLE);
  await expect(workList(page)).toContainText("0 dari 2 selesai");
  await expect(workList(page).locator("> ul > li")).toHaveCount(2);
  await readsWell(page, "work list");
  await pictured(page, "remarks-work-list");

  const better = await jpeg(browser, "pameran-baru.jpg", "Pameran arsip kota, baru", [...SIZE]);
  await corrects(page, "Ubah isi", async () => {
    await expect(workList(page)).toContainText("Logo kota terpotong.");
    await expect(openItem(page).getByText("Perbaiki dua tanda pada gambar.")).toBeVisible();
    await pictured(page, "remarks-editor");
    await page.getByRole("button", { name: "Hapus pameran.jpg" }).click();
    await pick(page, page.getByRole("button", { name: "Pilih berkas" }), [better]);
    await expect(page.getByText("pameran-baru.jpg").first()).toBeVisible();
    await workList(page).getByRole("button", { name: "Tanda 1 selesai" }).click();
    await expect(workList(page)).toContainText("1 dari 2 selesai");
  });
  await expect(workList(page).locator("> ul > li")).toHaveCount(1);
  await expect(workList(page)).toContainText("Dari versi 1");
  await completes(page, TITLE);

  await forwards(id, ["bagas", "siti"]);
  const again = await person(office, "hendra");
  await takeUp(again, TITLE);
  await looksClosely(again);
  await expect(markers(again)).toHaveCount(2);
  await expect(marker(again, /^Tanda 1, selesai, atas/)).toBeVisible();
  await expect(marker(again, /^Tanda 2, terbuka, Bidang/)).toBeVisible();
  for (const [index, [x, y]] of places.entries()) {
    const now = await placeOf(marker(again, new RegExp(`^Tanda ${index + 1},`)));
    expect(Math.hypot(now[0] - x, now[1] - y), `mark ${index + 1}`).toBeLessThan(12);
  }
  await marker(again, /^Tanda 1, selesai/).click();
  await expect(panel(again)).toContainText(/Ditandai selesai oleh Nadia Putri Ramadhani/);
  await expect(panel(again)).toContainText("Dari versi 1");
  await pictured(again, "remarks-version-2");
  await panel(again).getByRole("button", { name: "Buka lagi" }).click();
  await expect(again.getByRole("tab", { name: /^Teliti\s*2/ })).toBeVisible();
  await panel(again).getByText("Terbuka (2)").click();
  await expect(panel(again).locator("[data-card]")).toHaveCount(2);
});

test("two look at once: what one points at stands on the other's picture at once; on a phone a tap does it", async ({
  person,
}) => {
  const hendra = await person(office, "hendra", { colorScheme: "dark" });
  await takeUp(hendra, TITLE);
  await looksClosely(hendra);
  await expect(markers(hendra)).toHaveCount(2);

  const phone = {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  };
  const ratna = await person(office, "ratna", phone);
  await ratna.evaluate((to) => (location.hash = to), `#/ajuan/${id}`);
  await expect(ratna.getByRole("heading", { name: TITLE }).first()).toBeVisible();
  await looksClosely(ratna);
  await ratna.getByRole("button", { name: "Tandai", exact: true }).tap();
  await stage(ratna).scrollIntoViewIfNeeded();
  const box = await stage(ratna).boundingBox();
  if (!box) throw new Error("no stage");
  await ratna.touchscreen.tap(box.x + box.width / 2 - 60, box.y + box.height / 2);
  await ratna.getByRole("textbox", { name: /^Tanda baru/ }).fill("Siapa ini?");
  await ratna.getByRole("button", { name: "Simpan tanda" }).tap();
  await expect(markers(ratna)).toHaveCount(3);
  await fits(ratna, "remarks on a phone");
  await readsWell(ratna, "remarks on a phone");
  await pictured(ratna, "remarks-phone");

  await expect(markers(hendra)).toHaveCount(3);
  await expect(panel(hendra)).toContainText("Siapa ini?");
  await readsWell(hendra, "remarks in the dark");
  await pictured(hendra, "remarks-dark");
});

test("a moment of a video is marked, and its sign on the time line goes there", async ({ person }) => {
  const title = "Liputan pameran";
  const film = new URL("../../crates/media/tests/fixtures/small-vp8.webm", import.meta.url);
  const nadia = await Clerk.signedIn(office, "nadia");
  const video = {
    name: "liputan.webm",
    mimeType: "video/webm",
    buffer: await readFile(film),
  };
  const liputan = await nadia.submits(title, video);
  await nadia.leaves();
  const page = await person(office, "bagas");
  await page.evaluate((to) => (location.hash = to), `#/ajuan/${liputan}`);
  await page.getByRole("tab", { name: /^Teliti/ }).click();
  const position = page.getByRole("slider", { name: "Posisi dalam video" }).first();
  await expect(position).toBeEnabled();
  await position.press("End");
  await page.getByRole("button", { name: "Tandai saat ini" }).click();
  await page.getByLabel(/^Tanda baru: Pada/).fill("Potong bagian ini.");
  await page.getByRole("button", { name: "Simpan tanda" }).click();
  const sign = page
    .getByRole("button", {
      name: /^Tanda 1, terbuka, Pada .+: Potong bagian ini\.$/,
    })
    .first();
  await expect(sign).toBeVisible();
  await position.press("Home");
  await expect(position).toHaveValue("0");
  await sign.click();
  await expect(position).not.toHaveValue("0");
  await readsWell(page, "remarks on a video");
  await pictured(page, "remarks-video");
});
