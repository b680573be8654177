//! Every screen, light and dark, on an office PC, magnified, and on a phone.

import type { Page } from "@playwright/test";

import { officeOfThisFile } from "./support/office.ts";
import { expect, test, type Login } from "./support/people.ts";
import { SCREENS } from "./support/screens.ts";
import { fits, pictured, reachable, readsWell } from "./support/seen.ts";

const WINDOWS = [
  { name: "terang", viewport: { width: 1366, height: 768 }, colorScheme: "light" },
  { name: "gelap", viewport: { width: 1366, height: 768 }, colorScheme: "dark" },
  { name: "diperbesar", viewport: { width: 683, height: 384 }, deviceScaleFactor: 2, colorScheme: "light" },
  { name: "ponsel", viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, colorScheme: "light" },
] as const;

async function looksRight(page: Page, name: string): Promise<void> {
  await pictured(page, name);
  await fits(page, name);
  // What is said and how it contrasts is the same in the small windows.
  if (/^(terang|gelap)/.test(name)) await readsWell(page, name);
}

test.describe("inside the office", () => {
  const office = officeOfThisFile();
  for (const { name: window, ...settings } of WINDOWS) {
    for (const [login, screens] of Object.entries(SCREENS)) {
      test(`${window}: what ${login} sees`, async ({ person }) => {
        const page = await person(office, login as Login, settings);
        for (const { name, open, main, leave } of screens) {
          await test.step(name, async () => {
            await open(page);
            await looksRight(page, `${window}/${name}`);
            for (const control of main?.(page) ?? [])
              await reachable(control, `${window}/${name}: ${control}`);
            await leave?.(page);
          });
        }
      });
    }
  }
});

test.describe("at the door of the sample office", () => {
  const office = officeOfThisFile();
  for (const { name: window, ...settings } of WINDOWS) {
    test(`${window}: the people, and the form with a wrong password`, async ({ pcAt }) => {
      const { page } = await pcAt(office, settings);
      await expect(page.getByRole("heading", { name: "Ini kantor contoh" })).toBeVisible();
      await looksRight(page, `${window}/masuk-contoh`);
      await page.getByRole("button", { name: "Masuk dengan nama akun" }).click();
      await page.getByLabel("Nama akun").fill("bukansiapapun");
      await page.getByLabel("Kata sandi", { exact: true }).fill("salah sekali");
      await page.getByRole("button", { name: "Masuk", exact: true }).click();
      await expect(page.getByRole("alert")).toBeVisible();
      await looksRight(page, `${window}/masuk-salah`);
    });
  }
});

test.describe("before there is an office", () => {
  const office = officeOfThisFile({ empty: true });
  for (const { name: window, ...settings } of WINDOWS) {
    test(`${window}: the first screen and the set-up`, async ({ pcAt }) => {
      const { page } = await pcAt(office, settings);
      await expect(page.getByRole("heading", { name: "Mulai memakai Terbit" })).toBeVisible();
      await looksRight(page, `${window}/awal`);
      await page.getByRole("button", { name: "Siapkan kantor di komputer ini" }).click();
      await page.getByLabel("Nama kantor").fill("Biro Kerja Sama Daerah");
      await looksRight(page, `${window}/siapkan-kantor`);
      await page.getByRole("button", { name: "Lanjut" }).click();
      await expect(page.getByRole("checkbox")).not.toHaveCount(0);
      for (const choice of await page.getByRole("checkbox").all()) await choice.check();
      await looksRight(page, `${window}/siapkan-sop`);
      await page.getByRole("button", { name: "Lanjut" }).click();
      const first = page.getByRole("group", { name: "Akun pertama, pengelola" });
      await first.getByLabel("Nama lengkap").fill("Rani Kusuma Dewi");
      await first.getByRole("checkbox", { name: "Admin Medsos" }).check();
      await page.getByRole("button", { name: "Tambah akun" }).click();
      await page.getByRole("button", { name: "Selesai, buka kantor" }).click();
      await looksRight(page, `${window}/siapkan-akun`);
      await reachable(
        page.getByRole("button", { name: "Selesai, buka kantor" }),
        `${window}/siapkan-akun: selesai`,
      );
    });
  }
});
