//! Two-step verification from its first scan to a lost phone, with an authenticator that is not ours.

import { createHmac } from "node:crypto";

import { officeOfThisFile, PASSWORD } from "./support/office.ts";
import { isTold } from "./support/desk.ts";
import { expect, signIn, signOut, test, type Pc } from "./support/people.ts";
import { fits, readsWell } from "./support/seen.ts";

test.describe.configure({ mode: "serial" });
const office = officeOfThisFile();

const NAME = "Bagas Wicaksono";
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** RFC 6238, as phones do it. `later`: so many periods from now. */
function shown(secret: string, later = 0): string {
  const bits = [...secret].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const period = Buffer.alloc(8);
  period.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac("sha1", key).update(period).digest();
  const number = hash.readUInt32BE(hash[19]! & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, "0");
}

async function enters({ page }: Pc): Promise<void> {
  await page.getByRole("button", { name: "Masuk dengan nama akun" }).click();
  await signIn(page, "bagas", PASSWORD);
}

const isIn = ({ page }: Pc) =>
  expect(page.getByRole("heading", { level: 1, name: `Selamat bekerja, ${NAME}` })).toBeVisible();

async function openSettings({ page }: Pc): Promise<void> {
  await page.evaluate(() => (location.hash = "#/pengaturan"));
  await expect(page.getByRole("heading", { level: 1, name: "Pengaturan" })).toBeVisible();
}

let secret = "";
let recovery: string[] = [];

test("one scans the picture, types the code, and keeps the recovery codes", async ({ pcAt }) => {
  const pc = await pcAt(office);
  const { page } = pc;
  await enters(pc);
  await isIn(pc);
  await openSettings(pc);
  await page.getByRole("button", { name: "Aktifkan", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Verifikasi dua langkah" });
  const picture = dialog.getByRole("img", { name: "Kode QR untuk aplikasi autentikator" });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  secret = ((await dialog.locator("code").textContent()) ?? "").replaceAll(" ", "");
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  await readsWell(page, "setting two-step verification up");
  await dialog.getByLabel("Kode yang sedang tampil").fill("000000");
  await dialog.getByLabel("Kata sandi sekarang").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Aktifkan" }).click();
  await expect(dialog.getByText(/^Kode tidak cocok/)).toBeVisible();
  // The period before: the one that shows now is still good at the door.
  await dialog.getByLabel("Kode yang sedang tampil").fill(shown(secret, -1));
  await dialog.getByRole("button", { name: "Aktifkan" }).click();
  const done = page.getByRole("dialog", { name: "Verifikasi dua langkah aktif" });
  const codes = done.getByRole("list", { name: "Kode pemulihan" }).getByRole("listitem");
  await expect(codes).toHaveCount(8);
  recovery = await codes.allTextContents();
  await readsWell(page, "the recovery codes");
  await done.getByRole("button", { name: "Sudah saya simpan" }).click();
  await expect(page.getByRole("region", { name: "Verifikasi dua langkah" }).getByText("Aktif")).toBeVisible();
  await signOut(page, "Keluar");
});

test("at the door the code is asked for after the password", async ({ pcAt }) => {
  const pc = await pcAt(office, { viewport: { width: 390, height: 844 } });
  const { page } = pc;
  await enters(pc);
  const field = page.getByLabel("Kode verifikasi");
  await expect(field).toBeFocused();
  await fits(page, "the door with a code, on a phone");
  await readsWell(page, "the door with a code");
  await field.fill("000000");
  await page.getByRole("button", { name: "Masuk", exact: true }).click();
  await expect(page.getByText(/^Kode verifikasi salah atau sudah dipakai/)).toBeVisible();
  await field.fill(shown(secret));
  await page.getByRole("button", { name: "Masuk", exact: true }).click();
  await isIn(pc);
});

test("without the phone a recovery code opens, and the administrator takes the second step away", async ({
  person,
  pcAt,
}) => {
  const pc = await pcAt(office);
  await enters(pc);
  await pc.page.getByLabel("Kode verifikasi").fill(recovery[2]!.toLowerCase());
  await pc.page.getByRole("button", { name: "Masuk", exact: true }).click();
  await isIn(pc);

  const page = await person(office, "nadia");
  await page.evaluate(() => (location.hash = "#/pengaturan"));
  await page.getByRole("button", { name: `Tindakan untuk ${NAME}` }).click();
  await page.getByRole("menuitem", { name: "Hapus verifikasi dua langkah" }).click();
  const dialog = page.getByRole("dialog", { name: `Hapus verifikasi dua langkah ${NAME}?` });
  await dialog.getByRole("button", { name: "Hapus verifikasi dua langkah" }).click();
  await isTold(page, `Verifikasi dua langkah ${NAME} dihapus.`);

  const again = await pcAt(office);
  await enters(again);
  await isIn(again);
});
