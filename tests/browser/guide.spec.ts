//! The pictures of docs/panduan.md, taken from the running program. Runs only with TERBIT_GUIDE set.

import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Locator, Page } from "@playwright/test";

import { takeUp } from "./support/desk.ts";
import { chooseSource, field } from "./support/form.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, goTo, test } from "./support/people.ts";
import { repacked } from "./support/pictures.ts";
import { settled } from "./support/seen.ts";

const FOLDER = join(import.meta.dirname, "../../docs/gambar");
const MOST_BYTES = 200_000;

async function picture(page: Page, name: string, place: Page | Locator = page): Promise<void> {
  // Nothing under the pointer is lit up, and no note lies over the page.
  await page.mouse.move(0, 0);
  await expect(page.getByRole("list", { name: "Pemberitahuan" }).getByRole("listitem")).toHaveCount(0, {
    timeout: 20_000,
  });
  await settled(page);
  let taken = repacked(await place.screenshot({ animations: "disabled", caret: "hide" }));
  // Photos on the screen: fewer colours show what it is about as well.
  if (taken.length > MOST_BYTES)
    taken = execFileSync("convert", ["png:-", "-colors", "220", "-strip", "png8:-"], { input: taken });
  await writeFile(join(FOLDER, `${name}.png`), taken);
  expect.soft(taken.length, `${name}.png in bytes`).toBeLessThan(MOST_BYTES);
}

test.beforeAll(() => mkdir(FOLDER, { recursive: true }));
test.use({ colorScheme: "light" });
const settings = { viewport: { width: 1140, height: 660 }, colorScheme: "light" } as const;

test.describe("before there is an office", () => {
  const office = officeOfThisFile({ empty: true });

  test("the first screen and the accounts", async ({ pcAt }) => {
    const { page } = await pcAt(office, settings);
    await expect(page.getByRole("heading", { name: "Mulai memakai Terbit" })).toBeVisible();
    await picture(page, "mulai");
    await page.getByRole("button", { name: "Siapkan kantor di komputer ini" }).click();
    await page.getByLabel("Nama kantor").fill("Biro Kerja Sama Daerah");
    await page.getByRole("button", { name: "Lanjut" }).click();
    await page.getByRole("checkbox", { name: /^Pengelolaan Media Sosial/ }).check();
    await page.getByRole("button", { name: "Lanjut" }).click();
    for (const [group, name, position] of [
      ["Akun pertama, pengelola", "Nadia Putri Ramadhani", "Admin Medsos"],
      ["Akun 2", "Bagas Wicaksono", "Tim Pengelola Media Sosial"],
    ] as const) {
      if (group === "Akun 2") await page.getByRole("button", { name: "Tambah akun" }).click();
      const fields = page.getByRole("group", { name: group });
      await fields.getByLabel("Nama lengkap").fill(name);
      await fields.getByRole("checkbox", { name: new RegExp(`^${position}`) }).check();
    }
    await page.evaluate(() => window.scrollTo(0, 0));
    await picture(page, "siapkan-akun");
  });
});

test.describe("in the sample office", () => {
  const office = officeOfThisFile();

  test("what the admin sees", async ({ person }) => {
    const page = await person(office, "nadia", settings);
    await picture(page, "beranda");

    await goTo(page, "Ajukan");
    await page.getByRole("link", { name: /Kota menjelang malam/ }).click();
    await field(page).pic.fill("Wulan Sari");
    await chooseSource(page, "editorial");
    await expect(page.getByText(/^Tersimpan/)).toBeVisible();
    await page.evaluate(() => window.scrollTo(0, 0));
    await picture(page, "ajukan");

    await page.getByRole("button", { name: /^Rincian / }).first().click();
    await page.setViewportSize({ width: 1366, height: 700 });
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("Format")).toBeVisible();
    await picture(page, "rincian-berkas");
    await dialog.getByRole("tab", { name: "Ukuran siap unggah" }).click();
    await dialog.getByRole("radio", { name: "Potong" }).check({ force: true });
    await expect(dialog.getByRole("slider", { name: "Titik fokus" })).toBeVisible();
    await page.waitForLoadState("networkidle");
    await picture(page, "ukuran-siap-unggah");
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await page.setViewportSize(settings.viewport);

    await goTo(page, "Unggah");
    await expect(page.getByRole("heading", { level: 2, name: "Jadwal layanan akhir tahun" })).toBeVisible();
    await page.setViewportSize({ width: 1366, height: 700 });
    await picture(page, "unggah");
    await page.setViewportSize(settings.viewport);

    await goTo(page, "Arsip");
    await expect(page.getByText(/^\d+ konten$/)).toBeVisible();
    await page.setViewportSize({ width: 1140, height: 500 });
    await picture(page, "arsip");
    await page.setViewportSize(settings.viewport);
    await page.getByRole("link", { name: /Penandatanganan kerja sama/ }).click();
    await expect(page.getByRole("region", { name: "Paraf berjenjang" })).toBeVisible();
    await picture(page, "catatan");

    await page.evaluate(() => (location.hash = "#/pengaturan"));
    await page.getByRole("button", { name: "Tambah akun" }).click();
    const added = page.getByRole("dialog", { name: "Tambah akun" });
    await added.getByLabel("Nama lengkap").fill("Wulan Kartika");
    await added.getByRole("checkbox", { name: "Kepala Subbagian Tata Usaha" }).check();
    await added.getByRole("button", { name: "Tambahkan" }).click();
    await expect(page.getByRole("dialog", { name: "Kode masuk untuk Wulan Kartika" })).toBeVisible();
    await picture(page, "kode-masuk");
    await page.getByRole("button", { name: "Selesai", exact: true }).click();

    await page.getByRole("button", { name: "Aktifkan", exact: true }).click();
    const steps = page.getByRole("dialog", { name: "Verifikasi dua langkah" });
    const code = steps.getByRole("img", { name: "Kode QR untuk aplikasi autentikator" });
    await expect.poll(() => code.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
    await page.setViewportSize({ width: 1140, height: 760 });
    await picture(page, "verifikasi-dua-langkah");
    await page.keyboard.press("Escape");
    await page.setViewportSize(settings.viewport);
    const own = page.getByRole("region", { name: "Akun Anda" });
    await picture(page, "akun-anda", own);
    await page.getByRole("button", { name: "Tunjuk pelaksana" }).click();
    await expect(page.getByRole("dialog", { name: "Tunjuk pelaksana" })).toBeVisible();
    await picture(page, "pejabat-pelaksana");
    await page.keyboard.press("Escape");

    await goTo(page, "SOP");
    const flow = page.locator("table.flow");
    await expect(flow).toBeVisible();
    await flow.evaluate((table) => scrollTo(0, table.getBoundingClientRect().top + scrollY - 16));
    await picture(page, "sop");
  });

  test("what the deciders see", async ({ person }) => {
    const kepala = await person(office, "ratna", { ...settings, viewport: { width: 1366, height: 660 } });
    await takeUp(kepala, "Capaian kerja sama daerah tahun ini");
    await picture(kepala, "kotak-persetujuan");
    await kepala.getByRole("button", { name: "Tolak" }).click();
    await kepala.getByRole("dialog").getByLabel("Alasan penolakan").fill("Foto kurang jelas, mohon diganti.");
    await picture(kepala, "tolak");

    const tim = await person(office, "bagas", settings);
    await takeUp(tim, "Rapat koordinasi persiapan forum wali kota");
    await tim.getByRole("button", { name: "Catat persetujuan" }).click();
    await expect(tim.getByRole("dialog")).toBeVisible();
    await picture(tim, "persetujuan-pic");
    const kasubbag = await person(office, "siti", settings);
    await takeUp(kasubbag, "Jakarta pagi hari: kota global yang bekerja sama");
    await picture(kasubbag, "platform", kasubbag.getByRole("group", { name: "Platform untuk konten ini" }));
  });
});
