//! The administrator's care for accounts, and everybody's for their own: codes, passwords, positions, sessions.

import type { Page } from "@playwright/test";

import { isTold } from "./support/desk.ts";
import { officeOfThisFile, PASSWORD } from "./support/office.ts";
import { expect, signIn, signInWithCode, test } from "./support/people.ts";
import { fits, pictured, readsWell } from "./support/seen.ts";

test.describe.configure({ mode: "serial" });
const office = officeOfThisFile();

const NAME = "Wulan Kartika";
const OWN = "kopi pagi di lantai dua";

const panel = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const row = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name) });

async function openSettings(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = "#/pengaturan"));
  await expect(page.getByRole("heading", { level: 1, name: "Pengaturan" })).toBeVisible();
}

async function chooses(page: Page, name: string, act: string): Promise<void> {
  await page.getByRole("button", { name: `Tindakan untuk ${name}` }).click();
  await page.getByRole("menuitem", { name: act }).click();
}

async function codeOf(page: Page): Promise<string> {
  const told = page.getByRole("dialog", { name: `Kode masuk untuk ${NAME}` });
  const code = told.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await expect(code).toBeVisible();
  return (await code.textContent()) ?? "";
}

let code = "";

test("the administrator adds somebody, and gets a code to tell", async ({ person }) => {
  const page = await person(office, "nadia");
  await openSettings(page);
  await page.getByRole("button", { name: "Tambah akun" }).click();
  const dialog = page.getByRole("dialog", { name: "Tambah akun" });
  await dialog.getByLabel("Nama lengkap").fill(NAME);
  await dialog.getByRole("checkbox", { name: "Kepala Subbagian Tata Usaha" }).check();
  await readsWell(page, "adding an account");
  await pictured(page, "akun-tambah");
  await dialog.getByRole("button", { name: "Tambahkan" }).click();
  code = await codeOf(page);
  await readsWell(page, "a code to tell");
  await pictured(page, "akun-kode");
  await page.getByRole("button", { name: "Selesai", exact: true }).click();
  await expect(row(page, NAME)).toContainText("Menunggu masuk pertama");
  await pictured(page, "akun-daftar");
});

test("who has the code chooses a password, and comes back with it", async ({ pcAt }) => {
  const { page } = await pcAt(office);
  await page.getByRole("button", { name: "Masuk dengan nama akun" }).click();
  await page.getByRole("button", { name: "Masuk dengan kode dari pengelola" }).click();
  await readsWell(page, "the form for a code");
  await pictured(page, "akun-masuk-kode");
  await page.getByRole("button", { name: "Kembali" }).click();
  await signInWithCode(page, "wulan", code.toLowerCase().replaceAll("-", " "), OWN);
  await expect(page.getByRole("heading", { level: 1, name: `Selamat bekerja, ${NAME}` })).toBeVisible();

  const { page: later } = await pcAt(office, { viewport: { width: 390, height: 844 } });
  await later.getByRole("button", { name: "Masuk dengan nama akun" }).click();
  await signIn(later, "wulan", OWN);
  await expect(later.getByRole("heading", { level: 1, name: `Selamat bekerja, ${NAME}` })).toBeVisible();
  await openSettings(later);
  const own = panel(later, "Akun Anda");
  await expect(own.getByRole("listitem")).toHaveCount(2);
  await fits(later, "settings on a phone");
  await pictured(later, "akun-ponsel");

  await own.getByRole("button", { name: /^Keluarkan / }).click();
  await isTold(later, /dikeluarkan\./);
  await expect(own.getByRole("listitem")).toHaveCount(1);
  // By its address: what the page asks each minute may have told it already, and then no link can be pressed.
  await page.evaluate(() => (location.hash = "#/arsip"));
  await expect(page.getByRole("dialog", { name: "Masuk lagi untuk melanjutkan" })).toBeVisible();
});

test("one changes one's own password", async ({ pcAt }) => {
  const { page } = await pcAt(office);
  await page.getByRole("button", { name: "Masuk dengan nama akun" }).click();
  await signIn(page, "wulan", OWN);
  await openSettings(page);
  await page.getByRole("button", { name: "Ganti kata sandi" }).click();
  const dialog = page.getByRole("dialog", { name: "Ganti kata sandi" });
  await dialog.getByLabel("Kata sandi sekarang").fill(OWN);
  await dialog.getByLabel("Kata sandi baru").fill("pendek");
  await dialog.getByRole("button", { name: "Simpan" }).click();
  await expect(dialog.getByText("Kata sandi 6 karakter, paling sedikit 8.")).toBeVisible();
  await readsWell(page, "changing the password");
  await pictured(page, "akun-kata-sandi");
  await dialog.getByLabel("Kata sandi baru").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Simpan" }).click();
  await isTold(page, "Kata sandi diganti.");
});

test("positions change at once, and a disabled account is out at once", async ({ person, pcAt }) => {
  const { page: wulan } = await pcAt(office, { colorScheme: "dark" });
  await wulan.getByRole("button", { name: "Masuk dengan nama akun" }).click();
  await signIn(wulan, "wulan", PASSWORD);
  await expect(wulan.getByRole("heading", { level: 1, name: `Selamat bekerja, ${NAME}` })).toBeVisible();

  const page = await person(office, "nadia", { colorScheme: "dark" });
  await openSettings(page);
  await chooses(page, NAME, "Ubah akun");
  const dialog = page.getByRole("dialog", { name: "Ubah akun" });
  await dialog.getByRole("checkbox", { name: "Kepala Subbagian Tata Usaha" }).uncheck();
  await dialog.getByRole("checkbox", { name: "Kepala Biro" }).check();
  await pictured(page, "akun-ubah-gelap");
  await dialog.getByRole("button", { name: "Simpan" }).click();
  await isTold(page, `Akun ${NAME} tersimpan.`);
  await expect(row(page, NAME)).toContainText("Kepala Biro");

  await chooses(page, NAME, "Lihat tempatnya masuk");
  const places = page.getByRole("dialog", { name: `Tempat masuk ${NAME}` });
  await expect(places.getByRole("listitem")).not.toHaveCount(0);
  await readsWell(page, "where somebody is signed in");
  await page.keyboard.press("Escape");

  await chooses(page, NAME, "Nonaktifkan");
  await page
    .getByRole("dialog", { name: `Nonaktifkan akun ${NAME}?` })
    .getByRole("button", { name: "Nonaktifkan" })
    .click();
  await isTold(page, `Akun ${NAME} dinonaktifkan.`);
  await expect(row(page, NAME)).toContainText("Nonaktif");
  await expect(wulan.getByRole("dialog", { name: "Masuk lagi untuk melanjutkan" })).toBeVisible();

  await chooses(page, NAME, "Aktifkan kembali");
  await isTold(page, `Akun ${NAME} aktif kembali.`);
  await chooses(page, NAME, "Beri kode masuk baru");
  await page.getByRole("button", { name: "Buat kode", exact: true }).click();
  code = await codeOf(page);
  await page.getByRole("button", { name: "Selesai", exact: true }).click();
  await pictured(page, "akun-daftar-gelap");
});

test("who forgot the password comes in with the new code", async ({ pcAt }) => {
  const { page } = await pcAt(office);
  await page.getByRole("button", { name: "Masuk dengan nama akun" }).click();
  await signInWithCode(page, "wulan", code, OWN);
  await expect(page.getByRole("heading", { level: 1, name: `Selamat bekerja, ${NAME}` })).toBeVisible();
});
