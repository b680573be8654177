//! Every screen of the office, by the person who sees it, with what one must be able to reach there.

import { expect, type Locator, type Page } from "@playwright/test";

import { waitingList } from "./desk.ts";
import { drop } from "./files.ts";
import { field } from "./form.ts";
import { PEOPLE, type Login } from "./people.ts";
import { png, textNamedPhoto } from "./pictures.ts";

export type Screen = {
  name: string;
  open: (page: Page) => Promise<void>;
  /** What the screen is for. */
  main?: (page: Page) => Locator[];
  /** Puts things back for the next screen. */
  leave?: (page: Page) => Promise<void>;
};

const at = (path: string, there: (page: Page) => Locator) => async (page: Page) => {
  // When the app has heard of it the screen before is gone: much of it looks like what is waited for.
  await page.evaluate(
    (hash) =>
      new Promise<void>((heard) => {
        if (location.hash === hash) return heard();
        addEventListener("hashchange", () => heard(), { once: true });
        location.hash = hash;
      }),
    path,
  );
  await expect(there(page).first()).toBeVisible();
};
const heading = (name: string | RegExp) => (page: Page) => page.getByRole("heading", { name });
const button = (name: string | RegExp) => (page: Page) => page.getByRole("button", { name }).first();
const inPaneOf = (title: string) => async (page: Page) => {
  const row = waitingList(page).getByRole("link", { name: title });
  await at("#/kotak", () => row)(page);
  await row.first().click();
  await expect(page.getByRole("heading", { level: 2, name: title })).toBeVisible();
};
const closeDialog = async (page: Page) => {
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
};

const RETURNED = "Forum kota kembar: sambutan pembuka";
const WAITING = "Rapat koordinasi persiapan forum wali kota";
const LATE = "Kunjungan sekolah: belajar kerja sama antardaerah";

export const SCREENS: Partial<Record<Login, Screen[]>> = {
  nadia: [
    {
      name: "beranda",
      open: at("#/", heading(/^Selamat bekerja/)),
      main: (page) => [page.getByRole("link", { name: "Ajukan konten" })],
    },
    {
      name: "ajukan",
      open: at("#/ajukan", button("Mulai ajuan")),
      main: (page) => [button("Mulai ajuan")(page), button("Pilih berkas")(page)],
    },
    {
      name: "konsep-kosong",
      open: async (page) => {
        await page.getByRole("button", { name: "Mulai ajuan" }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Ajuan baru" })).toBeVisible();
      },
      main: (page) => [button("Serahkan ajuan")(page), field(page).title],
    },
    {
      name: "konsep-salah",
      open: async (page) => {
        const { title, caption } = field(page);
        await title.fill(
          "Pertemuan dengan delegasi kota mitra di Balai Kota untuk membahas kerja sama angkutan umum",
        );
        await caption.fill("Delegasi kota mitra berkunjung ke Balai Kota. ".repeat(6));
        await drop(page, [
          png("infografis-kunjungan.png", 4),
          png("IMG_0231.png", 9),
          textNamedPhoto("notulen.jpg"),
        ]);
        await page.getByRole("button", { name: "Serahkan ajuan" }).click();
        await expect(page.getByRole("alert").filter({ hasText: "notulen.jpg" })).toBeVisible();
      },
      main: (page) => [button("Serahkan ajuan")(page), button("Tambah berkas")(page)],
    },
    {
      name: "berkas-rincian",
      open: async (page) => {
        await page.getByRole("button", { name: "Rincian infografis-kunjungan.png" }).click();
        await expect(page.getByRole("dialog", { name: "infografis-kunjungan.png" })).toBeVisible();
      },
      main: (page) => [page.getByRole("tab", { name: "Ukuran siap unggah" })],
    },
    {
      name: "berkas-ukuran",
      open: async (page) => {
        await page.getByRole("tab", { name: "Ukuran siap unggah" }).click();
        await page.getByRole("radio", { name: "Potong" }).check({ force: true });
        await expect(page.getByRole("slider", { name: "Titik fokus" })).toBeVisible();
      },
      main: (page) => [button("Kembali ke usulan")(page), button(/^Feed 4:5/)(page)],
      leave: closeDialog,
    },
    {
      name: "kotak-dikembalikan",
      open: inPaneOf(RETURNED),
      main: (page) => [button("Ubah isi")(page), button("Selesai, teruskan")(page)],
    },
    {
      name: "kotak-mengubah",
      open: (page) => page.getByRole("button", { name: "Ubah isi" }).click(),
      main: (page) => [field(page).caption, button("Tutup")(page)],
    },
    { name: "unggah", open: at("#/unggah", heading("Unggah")) },
    { name: "ajuan-berjalan", open: at("#/ajuan", (page) => page.getByRole("main").getByRole("listitem")) },
    {
      name: "ajuan-terlambat",
      open: at("#/ajuan?lihat=late", (page) => page.getByRole("main").getByRole("listitem")),
    },
    {
      name: "ajuan",
      open: async (page) => {
        await at("#/ajuan", (on) => on.getByRole("link", { name: WAITING }))(page);
        await page.getByRole("link", { name: WAITING }).first().click();
        await expect(page.getByRole("heading", { level: 1, name: WAITING })).toBeVisible();
      },
    },
    {
      name: "arsip",
      open: at("#/arsip", (page) => page.getByRole("list", { name: "Arsip konten" }).getByRole("link")),
      main: (page) => [page.getByRole("searchbox", { name: "Cari di arsip" })],
    },
    {
      name: "catatan",
      open: async (page) => {
        await page.getByRole("link", { name: /Penandatanganan kerja sama/ }).click();
        await expect(page.getByRole("heading", { level: 1, name: /Penandatanganan/ })).toBeVisible();
      },
      main: (page) => [button(/^Simpan berkas asli/)(page)],
    },
    {
      name: "arsip-tidak-ada",
      open: at("#/arsip?q=tidakadasamasekali", heading("Tidak ada yang cocok")),
    },
    {
      name: "catatan-tidak-ada",
      open: at("#/arsip/00000000-0000-7000-8000-000000000000", heading(/tidak ditemukan/)),
    },
    { name: "sop-dki", open: at("#/sop/dki-pengelolaan-media-sosial", (page) => page.getByRole("article")) },
    {
      name: "sop-jabar",
      open: at("#/sop/jabar-pembuatan-konten-sosial-media", (page) =>
        page.getByRole("article", { name: /Pembuatan/ }),
      ),
    },
    {
      name: "pengaturan",
      open: at("#/pengaturan", (page) => page.getByRole("row", { name: PEOPLE.nadia })),
      main: (page) => [button("Tambah akun")(page)],
    },
    {
      name: "pengaturan-tambah-akun",
      open: async (page) => {
        await page.getByRole("button", { name: "Tambah akun" }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
      },
      main: (page) => [button("Tambahkan")(page)],
      leave: closeDialog,
    },
    {
      name: "bantuan",
      open: async (page) => {
        await at("#/arsip", button("Jenis"))(page);
        await page.keyboard.press("?");
        await expect(page.getByRole("dialog", { name: "Bantuan dan pintasan" })).toBeVisible();
      },
      leave: closeDialog,
    },
    {
      name: "arsip-saringan",
      open: async (page) => {
        await page.getByRole("button", { name: "Jenis" }).click();
        await expect(page.getByRole("menuitem").first()).toBeVisible();
      },
      leave: async (page) => {
        await page.keyboard.press("Escape");
        await expect(page.getByRole("menuitem")).toHaveCount(0);
      },
    },
    { name: "halaman-tidak-ada", open: at("#/salah/alamat/ini", heading("Halaman ini tidak ada")) },
  ],
  bagas: [
    { name: "beranda-tim", open: at("#/", heading(/^Selamat bekerja/)) },
    {
      name: "kotak-koreksi",
      open: inPaneOf(WAITING),
      main: (page) => ["Terima", "Tolak", "Koreksi"].map((name) => button(new RegExp(`^${name}`))(page)),
    },
    {
      name: "kotak-ukuran",
      open: async (page) => {
        await page.getByRole("tab", { name: "Berkas" }).click();
        const ready = page.getByRole("region", { name: "Seperti akan diunggah" });
        await ready.getByRole("button", { name: /^Perbesar/ }).first().click();
        await expect(page.getByRole("dialog").getByRole("button", { name: /^Feed 4:5/ })).toBeVisible();
      },
      main: (page) => [page.getByRole("dialog").getByRole("button", { name: "Tutup" }).last()],
      leave: closeDialog,
    },
    { name: "kotak-terlambat", open: inPaneOf(LATE), main: (page) => [button(/^Terima/)(page)] },
    {
      name: "kotak-tolak",
      open: async (page) => {
        await page.getByRole("button", { name: /^Tolak/ }).click();
        await page.getByRole("button", { name: /^Tolak, kembalikan/ }).click();
      },
      main: (page) => [button(/^Tolak, kembalikan/)(page)],
      leave: closeDialog,
    },
    {
      name: "kotak-pic",
      open: async (page) => {
        await inPaneOf(WAITING)(page);
        await page.getByRole("button", { name: /^Catat (persetujuan|lagi)/ }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
      },
      main: (page) => [page.getByRole("dialog").getByRole("button", { name: "Catat persetujuan" })],
      leave: closeDialog,
    },
    {
      name: "kotak-terima-ditolak",
      open: async (page) => {
        await page.getByRole("button", { name: /^Terima/ }).click();
        await expect(page.getByRole("alert").filter({ hasText: "PIC" })).toBeVisible();
      },
    },
  ],
  siti: [
    {
      name: "kotak-platform",
      open: inPaneOf("Jakarta pagi hari: kota global yang bekerja sama"),
      main: (page) => [page.getByRole("checkbox", { name: /Instagram \(feed\)/ }), button(/^Terima/)(page)],
    },
  ],
  ratna: [
    {
      name: "kotak-kepala-biro",
      open: inPaneOf("Capaian kerja sama daerah tahun ini"),
      main: (page) => [button(/^Terima/)(page), button(/^Tolak/)(page)],
    },
    { name: "ajukan-tanpa-hak", open: at("#/ajukan", heading("Anda tidak menyerahkan ajuan")) },
  ],
  lilis: [
    { name: "beranda-kosong", open: at("#/", heading("Tidak ada yang menunggu Anda")) },
    { name: "kotak-kosong", open: at("#/kotak", heading("Tidak ada yang menunggu Anda")) },
  ],
};
