//! What people do with an item that lies on their desk.

import { expect, type Locator, type Page } from "@playwright/test";

import { goTo } from "./people.ts";

/** The item that is open beside the list; another one may be drawn ahead, out of sight. */
export const openItem = (page: Page): Locator => page.locator(".item");

/** The list of what waits for this person. */
export function waitingList(page: Page): Locator {
  return page.getByRole("navigation", { name: "Ajuan yang menunggu Anda" });
}

/** Opens an item from the approval inbox, as soon as it is there. */
export async function takeUp(page: Page, title: string): Promise<void> {
  await goTo(page, "Kotak persetujuan");
  await waitingList(page).getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 2, name: title })).toBeVisible();
}

/** Waits until the page says that it was done, and puts the note away. */
export async function isTold(page: Page, sentence: string | RegExp): Promise<void> {
  const notes = page.getByRole("list", { name: "Pemberitahuan" });
  const note = notes.getByRole("listitem").filter({ hasText: sentence }).first();
  await expect(note).toBeVisible();
  await note.getByRole("button", { name: "Tutup" }).click();
}

export async function accepts(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: "Terima" }).click();
  await isTold(page, `Diterima: ${title}`);
}

type Rejection = { reason: string; to: string; choosing?: boolean };

/** Sends it back, to where the SOP says or, `choosing`, further. */
export async function rejects(page: Page, title: string, { reason, to, choosing }: Rejection): Promise<void> {
  await page.getByRole("button", { name: "Tolak" }).click();
  const dialog = page.getByRole("dialog", { name: "Tolak dan kembalikan" });
  await dialog.getByLabel("Alasan penolakan").fill(reason);
  if (choosing) {
    const choice = dialog.getByLabel("Kembalikan ke");
    const wanted = await choice.getByRole("option", { name: to }).getAttribute("value");
    await choice.selectOption(wanted);
  }
  await dialog.getByRole("button", { name: `Tolak, kembalikan ke ${to}` }).click();
  await isTold(page, `Dikembalikan ke ${to}: ${title}`);
}

/** Hands an item on that wants work and no decision. */
export async function completes(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: "Selesai, teruskan" }).click();
  await isTold(page, `Langkah selesai: ${title}`);
}

/** Opens the form over the item, changes it, and saves it as the next version. */
export async function corrects(
  page: Page,
  how: "Koreksi" | "Ubah isi",
  change: () => Promise<void>,
): Promise<void> {
  await page.getByRole("button", { name: how }).click();
  await change();
  await page.getByRole("button", { name: "Simpan perubahan" }).click();
  await isTold(page, /Perubahan disimpan sebagai versi \d+\./);
}

/** Records that the PIC of the activity agreed. */
export async function picAgrees(page: Page, how: "WhatsApp" | "Tatap muka"): Promise<void> {
  await page.getByRole("button", { name: /^Catat (persetujuan|lagi)$/ }).click();
  const dialog = page.getByRole("dialog", { name: "Persetujuan PIC kegiatan" });
  await dialog.getByRole("radio", { name: how }).check();
  await dialog.getByRole("button", { name: "Catat persetujuan" }).click();
  await isTold(page, /Persetujuan .+ tercatat\./);
}

/** The boxes of an item's paraf row, in words. */
export function paraf(page: Page): Locator {
  return page
    .getByRole("main")
    .getByRole("list", { name: /^Paraf berjenjang/ })
    .last();
}
