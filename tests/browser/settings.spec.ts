//! What a person sets for this computer holds here, and only here.

import { officeOfThisFile } from "./support/office.ts";
import { expect, goTo, test } from "./support/people.ts";

const office = officeOfThisFile();

test("dark and English are kept over a reload, and nobody else gets them", async ({ person }) => {
  const page = await person(office, "hendra");
  await page.getByRole("button", { name: /^Akun / }).click();
  await page.getByRole("menuitem", { name: "Pengaturan" }).click();
  await page.getByRole("radio", { name: "Gelap" }).check();
  await page.getByRole("radio", { name: "English" }).check();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  const other = await person(office, "siti");
  await goTo(other, "Beranda");
  await expect(other.locator("html")).not.toHaveAttribute("data-theme", "dark");
});

test("the menu can be opened and closed without leaving the page locked", async ({ person }) => {
  const page = await person(office, "hendra");
  const menu = page.getByRole("button", { name: /^Akun / });
  for (let times = 0; times < 2; times += 1) {
    await menu.click();
    await expect(page.getByRole("menuitem", { name: "Keluar" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menuitem")).toHaveCount(0);
  }
  await goTo(page, "Arsip");
  await page.getByRole("button", { name: "Jenis" }).click();
  await page.getByRole("menuitem", { name: "Repost IG" }).click();
  await page.getByRole("button", { name: "Hapus saringan Jenis" }).click();
  await expect(page.getByRole("button", { name: "Jenis", exact: true })).toBeVisible();
});
