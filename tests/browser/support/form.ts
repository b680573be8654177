//! The form of a content: what is typed, and what the SOP's list says to it.

import { expect, type Locator, type Page } from "@playwright/test";

export const field = (page: Page) => ({
  kind: page.getByLabel("Jenis konten"),
  title: page.getByLabel("Judul kegiatan atau informasi"),
  date: page.getByLabel("Tanggal kegiatan atau hari H"),
  pic: page.getByLabel("PIC kegiatan"),
  source: page.getByRole("combobox", { name: "Sumber informasi" }),
  caption: page.getByRole("textbox", { name: "Narasi/caption" }),
  link: page.getByLabel("Link 1"),
  lateReason: page.getByLabel("Alasan keterlambatan"),
});

/** A source is found by typing a part of its name. */
export async function chooseSource(page: Page, part: string): Promise<void> {
  const { source } = field(page);
  await source.focus();
  await page.keyboard.type(part);
  const found = page.getByRole("listbox").getByRole("option", { name: part });
  await found.first().click();
  await expect(source).toHaveValue(new RegExp(part, "i"));
  await expect(wanted(page, "Sumber.*", "lengkap")).toBeVisible();
}

/** One line of the list of what the SOP wants. */
export function wanted(page: Page, what: string, state: "lengkap" | "belum"): Locator {
  return page.getByRole("listitem").filter({ hasText: new RegExp(`${what}, ${state}`) });
}

/** The files that the office has taken in; a tile is there before, and what it stands for is not in the content yet. */
export function takenIn(page: Page): Locator {
  return page.getByRole("region", { name: "Berkas" }).getByRole("button", { name: /^Rincian / });
}

export function tile(page: Page, name: string | RegExp): Locator {
  const called = typeof name === "string" ? new RegExp(`^${name.replaceAll(".", "\\.")}, gambar`) : name;
  return page.getByRole("region", { name: "Berkas" }).getByRole("listitem", { name: called });
}
