//! The inbox as a place to work: several decisions in a row, long lists, what waits for others, one's own history.

import type { Page } from "@playwright/test";

import { accept, agreed, Clerk } from "./support/clerk.ts";
import { isTold, openItem, rejects, waitingList } from "./support/desk.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, goTo, test, type Login } from "./support/people.ts";
import { png } from "./support/pictures.ts";
import { fits, pictured, readsWell } from "./support/seen.ts";

test.describe.configure({ mode: "serial" });
const office = officeOfThisFile();

const GREETINGS = ["Ucapan Hari Guru", "Ucapan Hari Ibu Kota", "Ucapan Tahun Baru", "Ucapan Hari Korpri"];
const MANY = 60;
const chosen = (page: Page) => waitingList(page).locator("[aria-current=true]");
const shownTitle = (page: Page) => openItem(page).getByRole("heading", { level: 2 }).first();

async function clerks(): Promise<Record<Login, Clerk>> {
  const logins = ["nadia", "bagas", "siti", "hendra"] as const;
  const all = await Promise.all(logins.map((login) => Clerk.signedIn(office, login)));
  return Object.fromEntries(logins.map((login, at) => [login, all[at]])) as Record<Login, Clerk>;
}

/** How much waits for a person, as the office counts it: a title is read too early before the counts have come. */
async function waitsFor(login: Login): Promise<number> {
  const clerk = await Clerk.signedIn(office, login);
  const { decide, publish } = await clerk.get("/api/inbox/counts");
  return [decide, publish].reduce((sum, { late, today, next }) => sum + late + today + next, 0);
}

/** Hands an item in, and brings it to the Kepala Biro. */
async function toKepala({ nadia, bagas, siti, hendra }: Record<Login, Clerk>, title: string): Promise<void> {
  const id = await nadia.submits(title, png(`${title.replaceAll(" ", "-")}.png`, title.length));
  await bagas.acts(id, agreed);
  await bagas.acts(id, accept());
  await siti.acts(id, accept({ platforms: ["instagram-feed"] }));
  await hendra.acts(id, accept());
}

test.beforeAll(async () => {
  test.setTimeout(300_000);
  const people = await clerks();
  for (const title of GREETINGS) await toKepala(people, title);
  for (let n = 1; n <= MANY; n += 1) {
    await people.nadia.submits(`Liputan lapangan nomor ${n}`, png(`liputan-${n % 5}.png`, n % 5, 640, 480));
  }
});

test("several are accepted in a row with T, each seen before", async ({ person }) => {
  const page = await person(office, "ratna");
  await goTo(page, "Kotak persetujuan");
  await waitingList(page).getByRole("link", { name: GREETINGS[0] }).click();
  const before = await waitsFor("ratna");
  await expect(page).toHaveTitle(new RegExp(`^\\(${before}\\) Kotak persetujuan – `));
  // Until then it is the item that was open without asking.
  await expect(shownTitle(page)).toHaveText(GREETINGS[0]!);
  const seen: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const title = await shownTitle(page).innerText();
    expect(seen).not.toContain(title);
    seen.push(title);
    const picture = page.getByRole("main").locator("article img, [role=tabpanel] img").first();
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
      .toBe(true);
    await page.keyboard.press("t");
    await expect(shownTitle(page)).not.toHaveText(title);
    await expect(chosen(page)).toBeFocused();
    await expect(waitingList(page).getByRole("link", { name: title })).toHaveCount(0);
  }
  await isTold(page, `Diterima: ${seen[2]}`);
  await expect(page).toHaveTitle(new RegExp(`^\\(${before - 3}\\) Kotak persetujuan – .+ – Terbit$`));
});

test("the list goes by keys alone, also to its end", async ({ person }) => {
  const page = await person(office, "bagas");
  await goTo(page, "Kotak persetujuan");
  await expect(chosen(page)).toHaveCount(1);
  const first = await shownTitle(page).innerText();
  const all = await waitsFor("bagas");
  await expect(page).toHaveTitle(new RegExp(`^\\(${all}\\) `));
  expect(all).toBeGreaterThanOrEqual(MANY);

  await test.step("the counts are of all, and only what is near is in the page", async () => {
    const headings = await waitingList(page).getByRole("heading").allInnerTexts();
    const mine = headings.filter((text) => !text.includes("orang lain"));
    expect(mine.reduce((sum, text) => sum + Number(/\d+$/.exec(text)?.[0]), 0)).toBe(all);
    expect(await waitingList(page).getByRole("link").count()).toBeLessThan(30);
    await pictured(page, "inbox/panjang");
    await readsWell(page, "a long list");
  });

  await test.step("the next one is drawn ahead, where nothing reaches it, and J shows just that", async () => {
    const ahead = page.locator(".ahead");
    await expect(ahead).toHaveCount(1);
    await expect(ahead).toBeHidden();
    await expect(ahead).toHaveAttribute("inert");
    await expect(ahead.locator("h2").first()).not.toHaveText(first);
    await ahead.evaluate((pane) => pane.setAttribute("data-drawn", "ahead"));
    await page.keyboard.press("j");
    await expect(page.locator(".item[data-drawn=ahead]")).toBeVisible();
    await expect(shownTitle(page)).not.toHaveText(first);
    await expect(ahead).toHaveCount(1);
    await page.keyboard.press("k");
    await expect(shownTitle(page)).toHaveText(first);
    await expect(page.locator("[data-drawn=ahead]")).toHaveCount(0);
  });

  await test.step("arrows and PageDown move, Home and End go to the ends", async () => {
    await page.keyboard.press("ArrowDown");
    await expect(shownTitle(page)).not.toHaveText(first);
    await expect(chosen(page)).toBeFocused();
    const second = await shownTitle(page).innerText();
    await page.keyboard.press("PageDown");
    await expect(shownTitle(page)).not.toHaveText(second);
    await page.keyboard.press("End");
    await expect(
      page.getByRole("heading", { level: 2, name: `Liputan lapangan nomor ${MANY}` }),
    ).toBeVisible();
    await expect(chosen(page)).toBeInViewport({ ratio: 1 });
    await expect(chosen(page)).toBeFocused();
    await page.keyboard.press("k");
    await expect(
      page.getByRole("heading", { level: 2, name: `Liputan lapangan nomor ${MANY - 1}` }),
    ).toBeVisible();
    await page.keyboard.press("Home");
    await expect(page.getByRole("heading", { level: 2, name: first })).toBeVisible();
    await expect(chosen(page)).toBeInViewport({ ratio: 1 });
  });

  await test.step("Enter reads the item, Escape comes back, / searches all of them", async () => {
    await page.keyboard.press("Enter");
    await expect(openItem(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(chosen(page)).toBeFocused();
    await page.keyboard.press("/");
    await page.keyboard.type("lapangan nomor 57");
    await expect(waitingList(page).getByRole("link")).toHaveCount(1);
    await expect(waitingList(page).getByRole("link")).toContainText("Liputan lapangan nomor 57");
    await page.keyboard.press("Escape");
    await expect(waitingList(page).getByRole("link", { name: first })).toBeVisible();
    await page.keyboard.press("/");
    await page.keyboard.type("tidakadasamasekali");
    await expect(page.getByText('Tidak ada ajuan yang cocok dengan "tidakadasamasekali".')).toBeVisible();
    await page.getByRole("button", { name: "Hapus pencarian" }).click();
    await expect(waitingList(page).getByRole("link", { name: first })).toBeVisible();
  });

  await test.step("the ? sheet tells all of them", async () => {
    await openItem(page).focus();
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: /Bantuan/ });
    for (const key of ["J", "K", "↓", "↑", "Home", "End", "PgDn", "PgUp", "Enter", "T", "X", "/"])
      await expect(dialog.getByText(key, { exact: true }).first()).toBeVisible();
    await pictured(page, "inbox/bantuan");
    await page.keyboard.press("Escape");
  });
});

test("what waits for others is a group of its own, closed until it is asked for", async ({ person }) => {
  const page = await person(office, "nadia");
  await goTo(page, "Kotak persetujuan");
  const group = page.getByRole("button", { name: /^Menunggu orang lain \d+$/ });
  await expect(group).toHaveAttribute("aria-expanded", "false");
  expect(Number(/\d+$/.exec(await group.innerText())?.[0])).toBeGreaterThanOrEqual(MANY);
  await expect(waitingList(page).getByRole("link", { name: "Liputan lapangan" })).toHaveCount(0);
  await group.click();
  await expect(group).toHaveAttribute("aria-expanded", "true");
  const row = waitingList(page).getByRole("link", { name: "Liputan lapangan" }).first();
  await expect(row).toContainText("Tim Pengelola");
  await row.click();
  await expect(openItem(page).getByText(/^Langkah ini dikerjakan oleh Tim Pengelola/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Terima" })).toHaveCount(0);
  await pictured(page, "inbox/orang-lain");
  await readsWell(page, "what waits for others");
});

test("the window's title counts along", async ({ person }) => {
  const page = await person(office, "ratna");
  const before = await waitsFor("ratna");
  await toKepala(await clerks(), "Ucapan Hari Disabilitas");
  await expect(page).toHaveTitle(new RegExp(`^\\(${before + 1}\\) Selamat bekerja`));
  await goTo(page, "Arsip");
  await expect(page).toHaveTitle(new RegExp(`^\\(${before + 1}\\) Arsip – .+ – Terbit$`));
});

for (const scheme of ["light", "dark"] as const) {
  test(`my history tells what I decided, and finds it (${scheme})`, async ({ person }) => {
    const page = await person(office, "ratna", { colorScheme: scheme });
    await page.getByRole("button", { name: /^Akun / }).click();
    await page.getByRole("menuitem", { name: "Riwayat saya" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Riwayat saya" })).toBeVisible();
    const acts = page.getByRole("main").getByRole("listitem");
    await expect(acts.first()).toBeVisible();
    const total = await acts.count();
    expect(total).toBeGreaterThanOrEqual(3);
    await expect(acts.filter({ hasText: GREETINGS[0]! })).toContainText("Menerima dan meneruskan ke Unggah");
    await pictured(page, `inbox/riwayat-${scheme}`);
    await readsWell(page, "my history");
    await page.keyboard.press("/");
    await page.keyboard.type("hari guru");
    await expect(acts).toHaveCount(1);
    await page.getByRole("radio", { name: "Ditolak" }).check({ force: true });
    await expect(page.getByRole("heading", { name: "Tidak ada tindakan yang cocok" })).toBeVisible();
    await page.getByRole("button", { name: "Tampilkan semua" }).click();
    await expect(acts).toHaveCount(total);
    await page.getByRole("radio", { name: "Diterima" }).check({ force: true });
    await page.getByRole("link", { name: GREETINGS[0]! }).click();
    await expect(page.getByRole("heading", { level: 1, name: GREETINGS[0]! })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("radio", { name: "Diterima" })).toBeChecked();
  });
}

test("on a phone an approver opens, looks, rejects with a reason and accepts another", async ({ person }) => {
  const people = await clerks();
  const [wrong, right] = ["Ucapan Hari Nusantara", "Ucapan Hari Bela Negara"] as const;
  for (const title of [wrong, right]) await toKepala(people, title);
  const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true };
  const page = await person(office, "ratna", phone);
  await page
    .getByRole("link", { name: /^Kotak/ })
    .last()
    .click();
  const list = waitingList(page);
  await expect(list.getByRole("link", { name: wrong })).toBeVisible();
  await pictured(page, "inbox/ponsel-daftar");
  await fits(page, "the list on a phone");
  await readsWell(page, "the list on a phone");

  await test.step("opens one and looks at it", async () => {
    await list.getByRole("link", { name: wrong }).click();
    await expect(page.getByRole("heading", { level: 2, name: wrong })).toBeInViewport();
    await expect(list).toBeHidden();
    await pictured(page, "inbox/ponsel-ajuan");
    await fits(page, "an item on a phone");
    await readsWell(page, "an item on a phone");
  });
  await test.step("goes back to the list and in again", async () => {
    await page.getByRole("button", { name: "Kembali ke daftar" }).click();
    await expect(list.getByRole("link", { name: wrong })).toBeVisible();
    await list.getByRole("link", { name: wrong }).click();
  });
  await test.step("rejects it, with a reason", async () => {
    await rejects(page, wrong, { reason: "Logo kementerian belum yang terbaru.", to: "Kontrol" });
    await expect(list).toBeVisible();
    await expect(list.getByRole("link", { name: wrong })).toHaveCount(0);
  });
  await test.step("accepts another", async () => {
    await list.getByRole("link", { name: right }).click();
    await page.getByRole("button", { name: "Terima" }).click();
    await isTold(page, `Diterima: ${right}`);
    await expect(list.getByRole("link", { name: right })).toHaveCount(0);
  });
  await test.step("finds both in the history", async () => {
    await page.getByRole("link", { name: "Riwayat saya" }).click();
    const acts = page.getByRole("main").getByRole("listitem");
    await expect(acts.filter({ hasText: wrong })).toContainText("Logo kementerian belum yang terbaru.");
    await expect(acts.filter({ hasText: right })).toContainText("Menerima");
    await pictured(page, "inbox/ponsel-riwayat");
    await fits(page, "the history on a phone");
    await readsWell(page, "the history on a phone");
  });
});
