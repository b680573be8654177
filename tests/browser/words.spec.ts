//! Words: a caption is proposed and taken hunk by hunk, everybody sees whose hand each word is and what changed since
//! they decided, phrases for rejections are the office's own, and the PIC is asked by WhatsApp.

import type { Page } from "@playwright/test";

import { accepts, isTold, takeUp, waitingList } from "./support/desk.ts";
import { paste } from "./support/files.ts";
import { field } from "./support/form.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, test } from "./support/people.ts";
import { png } from "./support/pictures.ts";
import { fits, pictured, readsWell } from "./support/seen.ts";

test.describe.configure({ mode: "serial" });
const office = officeOfThisFile();

const TITLE = "Capaian kerja sama daerah tahun ini";
const BEFORE =
  "48 kesepakatan dengan 19 kota mitra per triwulan IV. Satu per satu, kerja sama itu menjadi layanan yang dirasakan warga.";
const PROPOSED =
  "48 kesepakatan dengan 19 kota sahabat per triwulan IV. Satu per satu, kerja sama itu menjadi layanan bagi warga.";
const TAKEN =
  "48 kesepakatan dengan 19 kota sahabat per triwulan IV. Satu per satu, kerja sama itu menjadi layanan yang dirasakan warga.";
const PHRASE = "Sebutan kota belum seragam.";

const LAPTOP = { viewport: { width: 1366, height: 768 } };
const PHONE = { viewport: { width: 390, height: 844 } };

async function seen(page: Page, name: string): Promise<void> {
  await readsWell(page, name);
  await fits(page, name);
  await pictured(page, `kata-${name}`);
}

test("the administrator writes the office's own reasons for rejection", async ({
  person,
}) => {
  const page = await person(office, "nadia", LAPTOP);
  await page.evaluate(() => (location.hash = "#/pengaturan"));
  const panel = page.getByRole("region", { name: "Alasan penolakan" });
  await expect(panel.getByRole("listitem")).toHaveCount(5);
  await panel.getByRole("button", { name: "Ubah daftar" }).click();
  await panel.getByRole("button", { name: "Tambah alasan" }).click();
  await expect(panel.getByRole("textbox", { name: "Alasan ke-6" })).toBeFocused();
  await page.keyboard.type(PHRASE);
  for (let place = 6; place > 1; place -= 1) {
    await panel
      .getByRole("button", { name: `Naikkan alasan ke-${place}` })
      .click();
  }
  await panel.getByRole("button", { name: "Hapus alasan ke-3" }).click();
  await panel.scrollIntoViewIfNeeded();
  await seen(page, "alasan-diubah");
  await panel.getByRole("button", { name: "Simpan daftar" }).click();
  await isTold(page, "Daftar alasan penolakan tersimpan.");
  await expect(panel.getByRole("listitem")).toHaveCount(5);
  await expect(panel.getByRole("listitem").first()).toContainText(PHRASE);
});

test("an official who may not write proposes a caption, and rejects with one key", async ({
  person,
}) => {
  const page = await person(office, "ratna", LAPTOP);
  await takeUp(page, TITLE);
  await page.getByRole("button", { name: "Usulkan caption" }).click();
  const dialog = page.getByRole("dialog", { name: "Usulkan caption lain" });
  const text = dialog.getByLabel("Caption yang diusulkan");
  await expect(text).toHaveValue(BEFORE);
  await expect(
    dialog.getByRole("button", { name: "Kirim usulan" }),
  ).toBeDisabled();
  await text.fill(PROPOSED);
  await dialog.getByLabel("Mengapa").fill("Sebutan resmi: kota sahabat.");
  await expect(dialog.locator("del").first()).toHaveText("mitra");
  await seen(page, "mengusulkan");
  await dialog.getByRole("button", { name: "Kirim usulan" }).click();
  await isTold(page, /Usulan 1 tercatat/);
  const proposed = page.getByRole("region", { name: "Usulan caption" });
  await expect(proposed).toContainText("Menunggu");
  await expect(
    proposed.getByRole("button", { name: "Tinjau usulan" }),
  ).toHaveCount(0);
  await proposed.scrollIntoViewIfNeeded();
  await seen(page, "diusulkan");

  await page.keyboard.press("x");
  const rejecting = page.getByRole("dialog", { name: "Tolak dan kembalikan" });
  const reason = rejecting.getByLabel("Alasan penolakan");
  await expect(reason).toBeFocused();
  await page.keyboard.press("1");
  await expect(reason).toHaveValue(PHRASE);
  await page.keyboard.press("Alt+2");
  await expect(reason).toHaveValue(new RegExp(`^${PHRASE}\n.+`));
  const choice = rejecting.getByLabel("Kembalikan ke");
  const wanted = await choice
    .getByRole("option", { name: "Koreksi" })
    .getAttribute("value");
  await choice.selectOption(wanted);
  await seen(page, "menolak");
  await rejecting
    .getByRole("button", { name: "Tolak, kembalikan ke Koreksi" })
    .click();
  const note = page
    .getByRole("list", { name: "Pemberitahuan" })
    .getByRole("listitem");
  await expect(note).toContainText(
    `Dikembalikan ke Koreksi: ${TITLE}. Sekarang pada Bagas Wicaksono.`,
  );
  await note.getByRole("link", { name: "Buka ajuan" }).click();
  await expect(
    page.getByRole("heading", { level: 1, name: TITLE }),
  ).toBeVisible();
  await expect(
    page.getByText(/^Sekarang pada Bagas Wicaksono, [^,]+, langkah Koreksi\.$/),
  ).toBeVisible();
  await seen(page, "ditolak");
});

test("whoever may write takes the suggestion hunk by hunk, by keyboard, and the counter follows", async ({
  person,
}) => {
  const page = await person(office, "bagas", LAPTOP);
  await takeUp(page, TITLE);
  await page.getByRole("button", { name: "Tinjau usulan" }).click();
  const { caption } = field(page);
  await expect(caption).toHaveValue(BEFORE);
  const counter = page.getByText(/^\d+ karakter$|^\d+ dari \d+$/).first();
  const before = await counter.innerText();
  const panel = page.getByRole("region", { name: /^Usulan 1 dari/ });
  const hunks = panel.getByRole("group", { name: /^Bagian \d dari 2$/ });
  await expect(hunks).toHaveCount(2);
  await hunks.first().getByRole("button", { name: "Pakai" }).focus();
  await page.keyboard.press("p");
  await expect(caption).toHaveValue(TAKEN);
  await expect(hunks.first()).toContainText("Dipakai");
  await expect(counter).not.toHaveText(before);
  await expect(
    hunks.nth(1).getByRole("button", { name: "Pakai" }),
  ).toBeFocused();
  await page.keyboard.press("t");
  await expect(hunks.nth(1)).toContainText("Tidak dipakai");
  await expect(caption).toHaveValue(TAKEN);
  await page.keyboard.press("u");
  await page.keyboard.press("p");
  await expect(caption).toHaveValue(PROPOSED);
  await page.keyboard.press("u");
  await expect(caption).toHaveValue(TAKEN);
  await panel.scrollIntoViewIfNeeded();
  await seen(page, "usulan-ditinjau");
  await page.getByRole("button", { name: "Simpan perubahan" }).click();
  await isTold(page, /Perubahan disimpan sebagai versi 3\./);
  await expect(
    page.getByRole("region", { name: "Usulan caption" }),
  ).toContainText("Dipakai sebagian");

  await test.step("whose hand each word is stands in the caption", async () => {
    const corrected = page.getByRole("region", {
      name: "Caption dengan koreksi",
    });
    await expect(
      corrected.locator("del", { hasText: "mitra" }),
    ).toHaveAttribute("title", /Dicoret Bagas/);
    await expect(
      corrected.locator("ins", { hasText: "sahabat" }),
    ).toHaveAttribute("title", /versi 3/);
    await corrected.scrollIntoViewIfNeeded();
    await seen(page, "caption-dengan-koreksi");
  });
});

test("the PIC is asked by WhatsApp, and the answer is kept with its screenshot", async ({
  person,
}) => {
  const page = await person(office, "bagas", LAPTOP);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await takeUp(page, TITLE);
  await page
    .getByRole("button", { name: "Salin ringkasan untuk WhatsApp" })
    .click();
  await isTold(page, /Ringkasan tersalin/);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`*${TITLE}*`);
  expect(copied).toContain("Mohon persetujuan PIC kegiatan atas isi ini.");
  expect(copied).toContain("48 kesepakatan dengan 19 kota sahabat");
  expect(copied).not.toContain("Nadia");

  await page.evaluate(() => {
    window.open = (url) => {
      document.documentElement.dataset["opened"] = String(url);
      return null;
    };
  });
  await page.getByRole("button", { name: "Buka WhatsApp" }).click();
  const whole = page.locator("html");
  await expect(whole).toHaveAttribute("data-opened", /^https:/);
  const opened = new URL((await whole.getAttribute("data-opened"))!);
  expect(opened.searchParams.get("text")).toBe(copied);

  await page
    .getByRole("button", { name: /^Catat (persetujuan|lagi)$/ })
    .click();
  const dialog = page.getByRole("dialog", { name: "Persetujuan PIC kegiatan" });
  await expect(dialog).toBeVisible();
  await paste(page, png("percakapan.png", 12, 480, 640));
  await expect(
    dialog.getByRole("button", { name: "Lepas bukti" }),
  ).toBeVisible();
  await seen(page, "bukti");
  await dialog.getByRole("button", { name: "Catat persetujuan" }).click();
  await isTold(page, /Persetujuan .+ tercatat\./);
  await page.getByRole("button", { name: /^Lihat bukti Tempelan/ }).click();
  await expect(
    page.getByRole("dialog", { name: "Bukti persetujuan" }).getByRole("img"),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await seen(page, "bukti-tercatat");
  await accepts(page, TITLE);
});

test("a returning official is told what changed since their own decision", async ({
  person,
}) => {
  const siti = await person(office, "siti", { ...LAPTOP, colorScheme: "dark" });
  await takeUp(siti, TITLE);
  const since = siti
    .getByRole("status")
    .filter({ hasText: "Yang berubah sejak Anda setuju" });
  await expect(since.locator("del")).toHaveText("mitra");
  await expect(since.locator("ins")).toHaveText("sahabat");
  await seen(siti, "sejak-setuju-gelap");
  await accepts(siti, TITLE);
  const hendra = await person(office, "hendra", LAPTOP);
  await takeUp(hendra, TITLE);
  await accepts(hendra, TITLE);

  const ratna = await person(office, "ratna", PHONE);
  await ratna.evaluate(() => (location.hash = "#/kotak"));
  await waitingList(ratna).getByRole("link", { name: TITLE }).click();
  const rejected = ratna
    .getByRole("status")
    .filter({ hasText: "Yang berubah sejak Anda tolak" });
  await expect(rejected.locator("ins")).toHaveText("sahabat");
  await rejected.scrollIntoViewIfNeeded();
  await seen(ratna, "sejak-tolak-telepon");
});
