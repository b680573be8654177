//! What people confirm while the host is away: it stays on their computer, and arrives once, in order, when it is back.

import type { Page } from "@playwright/test";

import { accept, agreed, Clerk } from "./support/clerk.ts";
import { isTold, rejects, takeUp } from "./support/desk.ts";
import { pick } from "./support/files.ts";
import { chooseSource, field, takenIn } from "./support/form.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, goTo, signInAsSample, test } from "./support/people.ts";
import { png } from "./support/pictures.ts";
import { fits, pictured, readsWell } from "./support/seen.ts";

test.describe.configure({ mode: "serial" });
const office = officeOfThisFile();

const unsent = (page: Page) => page.getByRole("region", { name: "Belum terkirim" });

async function submitted(title: string, seed: number): Promise<string> {
  const nadia = await Clerk.signedIn(office, "nadia");
  const id = await nadia.submits(title, png(`bahan-${seed}.png`, seed, 640, 480));
  await nadia.leaves();
  const bagas = await Clerk.signedIn(office, "bagas");
  await bagas.acts(id, agreed);
  await bagas.leaves();
  return id;
}

/** The page is closed while the host is away, and opened where it was once the host is back. */
async function openedAgain(page: Page, watch: { serverIsBack(): void }): Promise<Page> {
  const address = page.url();
  await page.close({ runBeforeUnload: false });
  await office.powerBack();
  const again = await page.context().newPage();
  await again.goto(address);
  watch.serverIsBack();
  return again;
}

/** The sentences of an item's record. */
async function recordOf(id: string): Promise<string[]> {
  const clerk = await Clerk.signedIn(office, "ratna");
  const { trail } = await clerk.get(`/api/submissions/${id}`);
  await clerk.leaves();
  return trail.map(({ sentence }: { sentence: string }) => sentence);
}

test("two decisions that were made while the host was away arrive once, also after the page was closed", async ({
  pcAt,
}) => {
  const [first, second] = [
    await submitted("Jadwal kereta malam", 3),
    await submitted("Pameran foto kota", 4),
  ];
  const { page, watch } = await pcAt(office);
  await signInAsSample(page, "bagas");
  await takeUp(page, "Jadwal kereta malam");
  await takeUp(page, "Pameran foto kota");
  await takeUp(page, "Jadwal kereta malam");
  watch.serverGoesAway();
  await office.powerCut();

  await test.step("the first is accepted, and the item says that nobody knows of it yet", async () => {
    await page.getByRole("button", { name: "Terima" }).click();
    await expect(page.getByText("Belum terkirim: Terima.", { exact: false })).toBeVisible();
    await expect(page.getByRole("button", { name: "Terima" })).toBeHidden();
    await expect(unsent(page)).toContainText("1 tindakan belum terkirim");
    await expect(page.getByRole("button", { name: "Buang" })).toBeInViewport({ ratio: 1 });
    await readsWell(page, "an act that was not sent");
    await pictured(page, "belum-terkirim-ajuan");
  });

  await test.step("the list tells what waits, and what was written", async () => {
    await page
      .getByRole("navigation", { name: "Ajuan yang menunggu Anda" })
      .getByRole("link", { name: "Pameran foto kota" })
      .click();
    await page.getByRole("button", { name: "Tolak" }).click();
    const dialog = page.getByRole("dialog", { name: "Tolak dan kembalikan" });
    await dialog.getByLabel("Alasan penolakan").fill("Nama fotografernya belum ada.");
    await dialog.getByRole("button", { name: "Tolak, kembalikan ke Ajukan" }).click();
    await expect(unsent(page)).toContainText("2 tindakan belum terkirim");
    await unsent(page).getByRole("button", { name: "Lihat" }).click();
    const list = page.getByRole("dialog", { name: "Belum terkirim" }).getByRole("listitem");
    await expect(list).toHaveCount(2);
    await expect(list.nth(0)).toContainText("Jadwal kereta malam");
    await expect(list.nth(1)).toContainText("Nama fotografernya belum ada.");
    await readsWell(page, "the list of what was not sent");
    await pictured(page, "belum-terkirim-daftar");
    await page.getByRole("dialog").getByRole("button", { name: "Tutup" }).last().click();
  });

  await test.step("the page is closed; when the host is back, both arrive, each once", async () => {
    const again = await openedAgain(page, watch);
    await isTold(again, "Terkirim: Pameran foto kota");
    await expect(unsent(again)).toBeHidden();
    const told = [await recordOf(first), await recordOf(second)];
    expect(told[0]!.filter((sentence) => /^Menerima/.test(sentence))).toHaveLength(1);
    expect(told[1]!.filter((sentence) => /^Menolak/.test(sentence))).toHaveLength(1);
    await again.reload();
    await expect(again.getByRole("heading", { level: 1 }).first()).toBeVisible();
    expect(await recordOf(first)).toEqual(told[0]);
    expect(await recordOf(second)).toEqual(told[1]);
  });
});

test("what was handed in while the host was away is kept with the last words, and handed in by itself", async ({
  pcAt,
}) => {
  const { page, watch } = await pcAt(office);
  await signInAsSample(page, "nadia");
  await goTo(page, "Ajukan");
  const form = field(page);
  await pick(page, page.getByRole("button", { name: "Pilih berkas" }), [png("pasar.png", 9, 960, 960)]);
  await expect(takenIn(page)).toHaveCount(1);
  await form.kind.selectOption("prioritas");
  await form.title.fill("Pasar malam kota tua");
  await form.pic.fill("Dian Pratiwi");
  await chooseSource(page, "editorial");
  await form.caption.fill("Pasar malam dibuka.");
  await expect(page.getByText(/^Tersimpan/)).toBeVisible();
  watch.serverGoesAway();
  await office.powerCut();
  await form.caption.fill("Pasar malam dibuka sampai pukul sepuluh.");
  await page.getByRole("button", { name: "Serahkan ajuan" }).click();
  await expect(page.getByText("Ajuan belum terkirim")).toBeVisible();
  await readsWell(page, "a draft that was not handed in yet");
  await pictured(page, "belum-terkirim-draf");

  await test.step("leaving asks first", async () => {
    await page.getByRole("button", { name: /^Akun / }).click();
    await page.getByRole("menuitem", { name: "Keluar" }).click();
    const question = page.getByRole("dialog", { name: "Masih ada yang belum terkirim" });
    await expect(question).toContainText("1 tindakan tetap tersimpan di komputer ini");
    await question.getByRole("button", { name: "Batal" }).click();
  });

  await office.powerBack();
  await expect(page.getByText(/Sekarang menunggu Tim Pengelola/)).toBeVisible();
  watch.serverIsBack();
  const open = page.getByRole("link", { name: "Lihat ajuan" });
  await test.step("what becomes of it is seen without asking", async () => {
    const id = (await open.getAttribute("href"))!.split("/").at(-1)!;
    const bagas = await Clerk.signedIn(office, "bagas");
    await bagas.acts(id, agreed);
    await bagas.acts(id, accept());
    await bagas.leaves();
    await expect(page.getByText(/Sekarang menunggu Kepala Subbagian/)).toBeVisible();
  });
  await open.click();
  await expect(page.getByText("Pasar malam dibuka sampai pukul sepuluh.").first()).toBeVisible();
  await expect(unsent(page)).toBeHidden();
});

test("remarks that were made while the host was away come before the decision that was made after them", async ({
  pcAt,
}) => {
  const id = await submitted("Senam pagi bersama", 6);
  const { page, watch } = await pcAt(office, { viewport: { width: 1366, height: 768 } });
  await signInAsSample(page, "bagas");
  await takeUp(page, "Senam pagi bersama");
  await page.getByRole("tab", { name: /^Teliti/ }).click();
  const panel = page.getByRole("region", { name: "Tanda", exact: true });
  const marks = async (words: string) => {
    await panel.getByRole("button", { name: "Tandai caption" }).click();
    await page.getByLabel("Tanda baru: Caption").fill(words);
    await page.getByRole("button", { name: "Simpan tanda" }).click();
  };
  watch.serverGoesAway();
  await office.powerCut();

  await test.step("they stand in their place, and keep nobody from deciding", async () => {
    await marks("Sebut nama lapangannya.");
    await marks("Jamnya belum ada.");
    const kept = panel.getByRole("list", { name: "Belum terkirim" }).getByRole("listitem");
    await expect(kept).toHaveCount(2);
    await expect(kept.first()).toContainText("Belum terkirim: Tanda baru");
    await expect(kept.first()).toContainText("Sebut nama lapangannya.");
    await kept.first().scrollIntoViewIfNeeded();
    await readsWell(page, "remarks that were not sent");
    await pictured(page, "belum-terkirim-tanda");
    await page.getByRole("button", { name: "Terima" }).click();
    await expect(unsent(page)).toContainText("3 tindakan belum terkirim");
  });

  const again = await openedAgain(page, watch);
  await isTold(again, "Terkirim: Senam pagi bersama");
  await expect(unsent(again)).toBeHidden();
  const told = (await recordOf(id)).slice(-3);
  expect(told.map((sentence) => sentence.split(" ")[0])).toEqual(["Memberi", "Memberi", "Menerima"]);
});

test("who was faster meanwhile is told, and nothing that was written is lost", async ({ pcAt, person }) => {
  const id = await submitted("Lomba baris-berbaris", 5);
  const { page, watch } = await pcAt(office, { colorScheme: "dark", viewport: { width: 390, height: 844 } });
  await signInAsSample(page, "bagas");
  await page.goto(`${office.address}/#/kotak/${id}`);
  await expect(page.getByRole("heading", { name: "Lomba baris-berbaris" }).first()).toBeVisible();
  watch.serverGoesAway();
  // Only this PC's line is gone.
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Tolak" }).click();
  const dialog = page.getByRole("dialog", { name: "Tolak dan kembalikan" });
  await dialog.getByLabel("Alasan penolakan").fill("Fotonya terlalu gelap untuk layar ponsel.");
  await dialog.getByRole("button", { name: "Tolak, kembalikan ke Ajukan" }).click();
  await expect(unsent(page)).toContainText("1 tindakan belum terkirim");
  await fits(page, "an unsent act on a phone");
  await pictured(page, "belum-terkirim-ponsel-gelap");

  const other = await person(office, "bagas");
  await takeUp(other, "Lomba baris-berbaris");
  await rejects(other, "Lomba baris-berbaris", { reason: "Ganti fotonya.", to: "Ajukan" });
  await page.context().setOffline(false);
  await expect(unsent(page)).toContainText("1 tindakan tidak diterima kantor");
  watch.serverIsBack();
  await unsent(page).getByRole("button", { name: "Lihat" }).click();
  const list = page.getByRole("dialog", { name: "Belum terkirim" });
  await expect(list).toContainText("Fotonya terlalu gelap untuk layar ponsel.");
  await expect(list).toContainText("Lihat isi terbaru");
  await readsWell(page, "an act that was not taken");
  await pictured(page, "belum-terkirim-ditolak-ponsel-gelap");
  await list.getByRole("button", { name: "Buang" }).click();
  await expect(list).toContainText("Semua sudah terkirim.");
  await list.getByRole("button", { name: "Tutup" }).last().click();
  expect((await recordOf(id)).filter((sentence) => /^Menolak/.test(sentence))).toHaveLength(1);
});
