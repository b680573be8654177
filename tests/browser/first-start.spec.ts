//! An office's first minutes: the sample office, an office of one's own, and getting in and out.

import { officeOfThisFile } from "./support/office.ts";
import { expect, signIn, signInWithCode, signOut, test } from "./support/people.ts";

test.describe.configure({ mode: "serial" });

test.describe("the sample office", () => {
  const office = officeOfThisFile({ empty: true });

  test("opens from the first screen, and offers its people at the door", async ({ pcAt }) => {
    const { page } = await pcAt(office);
    await expect(page.getByRole("heading", { level: 1, name: "Mulai memakai Terbit" })).toBeVisible();
    await page.getByRole("button", { name: "Coba dengan data contoh" }).click();
    await expect(page.getByRole("heading", { name: "Ini kantor contoh" })).toBeVisible({ timeout: 120_000 });
    await page.getByRole("button", { name: "Masuk sebagai Dra. Ratna Anggraini, M.A." }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Selamat bekerja, Dra. Ratna" })).toBeVisible();
  });

  test("is left by one person and entered by the next", async ({ pcAt }) => {
    const { page } = await pcAt(office);
    await page.getByRole("button", { name: "Masuk sebagai Bagas Wicaksono" }).click();
    await expect(page.getByRole("heading", { name: "Selamat bekerja, Bagas Wicaksono" })).toBeVisible();
    await signOut(page, "Ganti akun");
    await page.getByRole("button", { name: "Masuk sebagai Siti Rahmawati, S.Sos." }).click();
    await expect(
      page.getByRole("heading", { name: "Selamat bekerja, Siti Rahmawati, S.Sos." }),
    ).toBeVisible();
    await signOut(page);
    await expect(page.getByRole("heading", { name: "Ini kantor contoh" })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Ini kantor contoh" })).toBeVisible();
  });
});

test.describe("an office of one's own", () => {
  const office = officeOfThisFile({ empty: true });
  const PASSWORD = "rahasia kantor kami";

  test("is set up in three steps, and signs its first account in", async ({ pcAt }) => {
    const { page } = await pcAt(office);
    await page.getByRole("button", { name: "Siapkan kantor di komputer ini" }).click();

    // Nothing can be skipped.
    await page.getByRole("button", { name: "Lanjut" }).click();
    await expect(page.getByText("Tuliskan nama kantor.")).toBeVisible();
    await page.getByLabel("Nama kantor").fill("Biro Kerja Sama Daerah");
    await page.getByRole("button", { name: "Lanjut" }).click();
    await page.getByRole("button", { name: "Lanjut" }).click();
    await expect(page.getByText("Pilih paling sedikit satu SOP.")).toBeVisible();
    await page.getByRole("checkbox", { name: /^Pengelolaan Media Sosial/ }).check();
    await page.getByRole("button", { name: "Lanjut" }).click();

    const first = page.getByRole("group", { name: "Akun pertama, pengelola" });
    await first.getByLabel("Nama lengkap").fill("Rani Kusuma Dewi");
    await expect(first.getByLabel("Nama akun")).toHaveValue("rani");
    await first.getByLabel("Kata sandi", { exact: true }).fill("pendek");
    await first.getByRole("checkbox", { name: "Admin Medsos" }).check();
    await expect(page.getByText("Jabatan yang belum dipegang siapa pun")).toBeVisible();
    await page.getByRole("button", { name: "Selesai, buka kantor" }).click();
    await expect(page.getByText(/Kata sandi 6 karakter, paling sedikit \d+\. Tambah \d+\./)).toBeVisible();
    await first.getByLabel("Kata sandi", { exact: true }).fill(PASSWORD);

    await page.getByRole("button", { name: "Tambah akun" }).click();
    const second = page.getByRole("group", { name: "Akun 2" });
    await second.getByLabel("Nama lengkap").fill("Bagus Prakoso");
    await second.getByLabel("Kata sandi", { exact: true }).fill(PASSWORD);
    await second.getByRole("checkbox", { name: /^Tim Pengelola/ }).check();
    await second.getByLabel("Bagian", { exact: true }).fill("Bagian Publikasi");
    await page.getByRole("button", { name: "Selesai, buka kantor" }).click();

    await expect(page.getByRole("heading", { name: "Selamat bekerja, Rani Kusuma Dewi" })).toBeVisible();
    await expect(page.getByText("Tidak ada yang menunggu Anda")).toBeVisible();
  });

  test("keeps a wrong password waiting, then lets the right one in", async ({ pcAt }) => {
    const { page } = await pcAt(office);
    await expect(page.getByRole("heading", { level: 1, name: "Masuk" })).toBeVisible();
    await page.getByLabel("Nama akun").fill("bagus");
    const password = page.getByLabel("Kata sandi", { exact: true });
    const enter = page.getByRole("button", { name: "Masuk", exact: true });
    const wait = page.getByRole("button", { name: /Coba lagi dalam \d+ detik/ });
    await password.fill("salah sekali");
    // The first slips cost nothing; then the office makes one wait.
    for (let tries = 0; tries < 12 && !(await wait.isVisible()); tries += 1) {
      await enter.click();
      await expect(page.getByRole("alert")).toBeVisible();
      await expect(enter.or(wait)).toBeVisible();
    }
    await expect(wait).toBeDisabled();
    await expect(enter).toBeEnabled({ timeout: 60_000 });
    await password.fill(PASSWORD);
    await enter.click();
    await expect(page.getByRole("heading", { name: "Selamat bekerja, Bagus Prakoso" })).toBeVisible();
  });

  test("remembers who sat here last, and asks only for the password", async ({ pcAt }) => {
    const { page } = await pcAt(office);
    await signIn(page, "rani", PASSWORD);
    await expect(page.getByRole("heading", { name: "Selamat bekerja, Rani Kusuma Dewi" })).toBeVisible();
    await signOut(page);
    await page.getByRole("button", { name: "Masuk sebagai Rani Kusuma Dewi" }).click();
    await page.getByLabel("Kata sandi", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Masuk", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Selamat bekerja, Rani Kusuma Dewi" })).toBeVisible();
  });

  test("takes a new account, which signs in with its code", async ({ pcAt }) => {
    const { page } = await pcAt(office);
    await signIn(page, "rani", PASSWORD);
    await page.getByRole("button", { name: /^Akun / }).click();
    await page.getByRole("menuitem", { name: "Pengaturan" }).click();
    await expect(page.getByRole("row", { name: /Bagus Prakoso.*Bagian Publikasi/ })).toBeVisible();
    await page.getByRole("button", { name: "Tambah akun" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Nama lengkap").fill("Marlina Situmorang");
    await dialog.getByRole("checkbox", { name: "Kepala Biro" }).check();
    await dialog.getByRole("button", { name: "Tambahkan" }).click();
    const told = page.getByRole("dialog", { name: "Kode masuk untuk Marlina Situmorang" });
    const code = (await told.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent()) ?? "";
    await told.getByRole("button", { name: "Selesai" }).click();
    await expect(page.getByRole("row", { name: /Marlina Situmorang.*Kepala Biro/ })).toBeVisible();

    const { page: other } = await pcAt(office);
    await signInWithCode(other, "marlina", code);
    await expect(other.getByRole("heading", { name: "Selamat bekerja, Marlina Situmorang" })).toBeVisible();
  });

  test("asks to sign in again over the open work when the session has ended", async ({ pcAt }) => {
    const { page } = await pcAt(office);
    await signIn(page, "rani", PASSWORD);
    await page.getByRole("link", { name: "Ajukan konten" }).first().click();
    await page.getByRole("button", { name: "Mulai ajuan" }).click();
    await page.getByLabel("Judul kegiatan atau informasi").fill("Rapat kerja sama");

    // Ended behind the page's back, as an hour without a key would end it.
    await page.request.delete(`${office.address}/api/session`, { headers: { "X-Terbit": "1" } });
    await page.getByLabel("PIC kegiatan").fill("Arif Budiman");
    const dialog = page.getByRole("dialog", { name: "Masuk lagi untuk melanjutkan" });
    await expect(dialog).toBeVisible();
    await dialog.getByLabel("Kata sandi", { exact: true }).fill(PASSWORD);
    await dialog.getByRole("button", { name: "Masuk", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByLabel("PIC kegiatan")).toHaveValue("Arif Budiman");
    await expect(page.getByText(/^Tersimpan/)).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Judul kegiatan atau informasi")).toHaveValue("Rapat kerja sama");
    await expect(page.getByLabel("PIC kegiatan")).toHaveValue("Arif Budiman");
  });
});
