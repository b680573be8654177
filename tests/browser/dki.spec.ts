//! The whole DKI journey, with five people at five PCs, from a camera card to the archive.

import { readFile } from "node:fs/promises";

import type { Page } from "@playwright/test";

import { awayFromMidnight, day } from "./support/days.ts";
import {
  accepts,
  completes,
  corrects,
  isTold,
  openItem,
  paraf,
  picAgrees,
  rejects,
  takeUp,
  waitingList,
} from "./support/desk.ts";
import { drop, paste, pick } from "./support/files.ts";
import { chooseSource, field, takenIn, tile, wanted } from "./support/form.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, goTo, signInAsSample, test } from "./support/people.ts";
import { heldUpright, jpeg, png, textNamedPhoto, type FileOf } from "./support/pictures.ts";

test.describe.configure({ mode: "serial" });
const office = officeOfThisFile();

const TITLE = "Kunjungan delegasi Kota Surabaya";
const CAPTION =
  "Pemerintah Kota Surabaya berkunjung ke Balai Kota untuk membahas kerja sama angkutan kota. 🤝";
let photo: FileOf;
let upright: FileOf;
const infographic = png("agenda-kunjungan.png", 3);
const pasted = png("tempelan.png", 8, 640, 640);

test.beforeAll(async ({ browser }) => {
  test.setTimeout(15 * 60_000);
  await awayFromMidnight();
  photo = await jpeg(browser, "IMG_0231.jpg", "Balai Kota, delegasi Surabaya");
  upright = heldUpright(await jpeg(browser, "IMG_0232.jpg", "Ruang rapat"), "IMG_0232.jpg");
});

test("the admin hands material in by drop, by choosing and by pasting", async ({ person }) => {
  const page = await person(office, "nadia");
  const form = field(page);
  await goTo(page, "Ajukan");

  await test.step("dropped files make a draft, and a false photo is told from a real one", async () => {
    await expect(page.getByText("Taruh foto, video, atau infografis di sini")).toBeVisible();
    await drop(page, [photo, upright, textNamedPhoto("notulen.jpg")]);
    await expect(page.getByRole("heading", { level: 1, name: "Ajuan baru" })).toBeVisible();
    await expect(tile(page, "IMG_0231.jpg")).toBeVisible();
    await expect(tile(page, "IMG_0232.jpg")).toBeVisible();
    const problem = page.getByRole("alert").filter({ hasText: "notulen.jpg" });
    await expect(problem).toContainText("1 berkas belum berhasil diambil");
    await expect(problem).toContainText(/teks/);
    await tile(page, "notulen.jpg").getByRole("button", { name: "Hapus notulen.jpg" }).click();
    await expect(problem).toBeHidden();
  });

  await test.step("more files are chosen and pasted; the same file twice is one", async () => {
    await pick(page, page.getByRole("button", { name: "Tambah berkas" }), [infographic, photo]);
    await isTold(page, "IMG_0231.jpg sudah ada di ajuan ini");
    await expect(tile(page, "agenda-kunjungan.png")).toBeVisible();
    await paste(page, pasted);
    await expect(tile(page, /^Tempelan .+png, gambar/)).toBeVisible();
    await expect(page.getByRole("heading", { name: "4 berkas" })).toBeVisible();
  });

  await test.step("the list ticks itself while one types", async () => {
    await expect(wanted(page, "Foto, video atau infografis", "lengkap")).toBeVisible();
    await expect(wanted(page, "Narasi/caption", "belum")).toBeVisible();
    await page.getByRole("button", { name: "Serahkan ajuan" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Belum lengkap" })).toContainText("PIC kegiatan");
    await form.title.fill(TITLE);
    await form.date.fill(day(0));
    await form.pic.fill("Arif Budiman");
    await chooseSource(page, "agenda");
    // The same again changes nothing.
    await chooseSource(page, "agenda");
    await form.link.fill("https://drive.google.com/drive/folders/1a2b3c");
    await page.getByRole("checkbox", { name: "Instagram (feed)" }).check();
    for (const what of ["Judul kegiatan atau informasi", "Tanggal kegiatan atau hari H", "PIC kegiatan"]) {
      await expect(wanted(page, what, "lengkap")).toBeVisible();
    }
    await expect(page.getByText("Tepat waktu")).toBeVisible();
  });

  await test.step("the caption is counted as people count: a family of four is one character", async () => {
    await form.caption.fill(`${"a".repeat(199)}👩‍👩‍👧‍👦`);
    await expect(page.getByText("200 dari 200")).toBeVisible();
    await expect(page.getByText(/Kurangi/)).toBeHidden();
    await form.caption.fill(`${"a".repeat(213)}👩‍👩‍👧‍👦`);
    await expect(
      page.getByText("Caption 214 karakter, paling banyak 200. Kurangi 14.").first(),
    ).toBeVisible();
    await form.caption.fill(CAPTION);
    await expect(wanted(page, "Narasi/caption", "lengkap")).toBeVisible();
  });

  await test.step("everything is there again after the page is loaded anew", async () => {
    await expect(takenIn(page)).toHaveCount(4);
    await expect(page.getByText(/^Tersimpan/)).toBeVisible();
    await page.reload();
    await expect(form.title).toHaveValue(TITLE);
    await expect(form.caption).toHaveValue(CAPTION);
    await expect(form.date).toHaveValue(day(0));
    await expect(form.source).toHaveValue(/agenda/i);
    await expect(form.link).toHaveValue(/1a2b3c/);
    await expect(page.getByRole("heading", { name: "4 berkas" })).toBeVisible();
  });
});

test("what was typed outlives a power cut and a closed window", async ({ pcAt }) => {
  const { page, watch } = await pcAt(office);
  await signInAsSample(page, "nadia");
  const form = field(page);
  await goTo(page, "Ajukan");
  await page.getByRole("link", { name: TITLE }).click();
  await expect(form.title).toHaveValue(TITLE);

  watch.serverGoesAway();
  await office.powerCut();
  await form.pic.fill("Arif Budiman, Bagian Kerja Sama Daerah");
  await expect(page.getByText("Ketikan Anda aman di komputer ini")).toBeVisible();
  const address = page.url();
  await page.close({ runBeforeUnload: false });
  await office.powerBack();

  const again = await page.context().newPage();
  await again.goto(address);
  await expect(
    again.getByText("Ketikan terakhir yang belum sempat tersimpan sudah dikembalikan."),
  ).toBeVisible();
  await expect(field(again).pic).toHaveValue("Arif Budiman, Bagian Kerja Sama Daerah");
  await expect(again.getByText(/^Tersimpan/)).toBeVisible();
  watch.serverIsBack();

  await again.getByRole("button", { name: "Serahkan ajuan" }).click();
  await expect(again.getByRole("heading", { name: "Ajuan diserahkan" }).last()).toBeVisible();
  await expect(again.getByText(/Sekarang menunggu Tim Pengelola/)).toBeVisible();
});

test("late material wants a reason, and a file used before is pointed out", async ({ person }) => {
  const page = await person(office, "nadia");
  const form = field(page);
  await goTo(page, "Ajukan");
  await pick(page, page.getByRole("button", { name: "Pilih berkas" }), [infographic]);
  const used = page.getByRole("status").filter({ hasText: "sudah pernah diajukan" });
  await expect(used.getByRole("link", { name: TITLE })).toBeVisible();

  await form.kind.selectOption({ label: "Infografis rencana kegiatan" });
  await form.title.fill("Rencana forum kota kembar");
  await form.date.fill(day(1));
  await form.pic.fill("Dian Pratiwi");
  await chooseSource(page, "editorial");
  await form.caption.fill("Forum kota kembar dibuka besok.");
  await expect(page.getByText("Terlambat 2 hari")).toBeVisible();
  await page.getByRole("button", { name: "Serahkan ajuan" }).click();
  await expect(page.getByText("Tuliskan alasannya untuk melanjutkan.").first()).toBeVisible();
  await form.lateReason.fill("Undangan baru diterima hari ini.");
  await page.getByRole("button", { name: "Serahkan ajuan" }).click();
  await expect(page.getByText(/Sekarang menunggu Tim Pengelola/)).toBeVisible();
  await page.getByRole("link", { name: "Lihat ajuan" }).click();
  await expect(page.getByText("Undangan baru diterima hari ini.").first()).toBeVisible();
});

test("it is rejected at every level, comes back each time, and is accepted in the end", async ({
  person,
}) => {
  const [admin, tim, kasubbag, kabag, kepala] = await Promise.all([
    person(office, "nadia"),
    person(office, "bagas"),
    person(office, "siti"),
    person(office, "hendra"),
    person(office, "ratna"),
  ]);

  await test.step("Tim Pengelola rejects to the admin, by keyboard and with a reason", async () => {
    await takeUp(tim, TITLE);
    await tim.keyboard.press("x");
    const dialog = tim.getByRole("dialog", { name: "Tolak dan kembalikan" });
    await dialog.getByRole("button", { name: "Tolak, kembalikan ke Ajukan" }).click();
    await expect(dialog.getByText("Tuliskan alasan penolakan.")).toBeVisible();
    await dialog.getByRole("button", { name: "Periksa penulisan nama dan jabatan." }).click();
    await dialog.getByRole("button", { name: "Tolak, kembalikan ke Ajukan" }).click();
    await isTold(tim, `Dikembalikan ke Ajukan: ${TITLE}`);
  });

  await test.step("the admin reads why, changes it and hands it in again", async () => {
    await takeUp(admin, TITLE);
    await expect(openItem(admin).getByText("Dikembalikan dari Koreksi")).toBeVisible();
    await expect(admin.getByRole("status").getByText("Periksa penulisan nama dan jabatan.")).toBeVisible();
    await corrects(admin, "Ubah isi", () => field(admin).caption.fill(`${CAPTION} #KerjaSama`));
    await completes(admin, TITLE);
  });

  await test.step("Tim Pengelola corrects, and can't accept before the PIC has agreed", async () => {
    await takeUp(tim, TITLE);
    await picAgrees(tim, "WhatsApp");
    await corrects(tim, "Koreksi", () => field(tim).caption.fill(`${CAPTION} #KerjaSamaDaerah`));
    await expect(openItem(tim).getByText("Isi berubah sesudah PIC setuju. Mintakan persetujuan lagi.")).toBeVisible();
    await tim.getByRole("button", { name: "Terima" }).click();
    await expect(tim.getByRole("group", { name: /^Langkah 2/ }).getByRole("alert")).toContainText("PIC");
    await picAgrees(tim, "Tatap muka");
    await accepts(tim, TITLE);
  });

  await test.step("Kasubbag TU rejects to Tim Pengelola, who accepts the same content again", async () => {
    await takeUp(kasubbag, TITLE);
    await rejects(kasubbag, TITLE, { reason: "Sebutkan nama bagian yang hadir.", to: "Koreksi" });
    await takeUp(tim, TITLE);
    await expect(tim.getByText("Sebutkan nama bagian yang hadir.").first()).toBeVisible();
    await accepts(tim, TITLE);
  });

  await test.step("Kasubbag TU has to choose the platforms", async () => {
    await takeUp(kasubbag, TITLE);
    const feed = kasubbag.getByRole("checkbox", { name: /Instagram \(feed\)/ });
    await expect(feed).toBeChecked();
    await feed.uncheck();
    await kasubbag.keyboard.press("Escape");
    await kasubbag.getByRole("button", { name: "Terima" }).click();
    await expect(kasubbag.getByText("Pilih paling sedikit satu platform.")).toBeVisible();
    await feed.check();
    await kasubbag.getByRole("checkbox", { name: /^YouTube/ }).check();
    await accepts(kasubbag, TITLE);
  });

  await test.step("Kabag rejects to Kasubbag TU", async () => {
    await takeUp(kabag, TITLE);
    await rejects(kabag, TITLE, { reason: "YouTube tidak perlu; ganti dengan Facebook.", to: "Platform" });
    await takeUp(kasubbag, TITLE);
    await kasubbag.getByRole("checkbox", { name: /^YouTube/ }).uncheck();
    await kasubbag.getByRole("checkbox", { name: /^Facebook/ }).check();
    await accepts(kasubbag, TITLE);
    await takeUp(kabag, TITLE);
    await accepts(kabag, TITLE);
  });

  await test.step("Kepala Biro rejects to Kabag, and then further back at a choice", async () => {
    await takeUp(kepala, TITLE);
    await rejects(kepala, TITLE, { reason: "Mohon dikontrol lagi tanggalnya.", to: "Kontrol" });
    await takeUp(kabag, TITLE);
    await accepts(kabag, TITLE);
    await takeUp(kepala, TITLE);
    await rejects(kepala, TITLE, {
      reason: "Perbaiki sapaan di awal caption.",
      to: "Koreksi",
      choosing: true,
    });
  });

  await test.step("it goes the whole way up again", async () => {
    await takeUp(tim, TITLE);
    await expect(openItem(tim).getByText("Dikembalikan dari Setujui")).toBeVisible();
    await expect(paraf(tim)).toContainText("paraf Siti Rahmawati, S.Sos. gugur");
    await accepts(tim, TITLE);
    await takeUp(kasubbag, TITLE);
    await accepts(kasubbag, TITLE);
    await takeUp(kabag, TITLE);
    await accepts(kabag, TITLE);
  });

  await test.step("Kepala Biro accepts with the keys alone", async () => {
    await goTo(kepala, "Kotak persetujuan");
    await expect(waitingList(kepala).getByRole("link", { name: TITLE })).toBeVisible();
    await findByKeys(kepala, TITLE);
    await kepala.keyboard.press("t");
    await isTold(kepala, `Diterima: ${TITLE}`);
    await expect(waitingList(kepala).getByRole("link", { name: TITLE })).toBeHidden();
  });
});

/** Down with J to the end, up again with K until the title is there. */
async function findByKeys(page: Page, title: string): Promise<void> {
  const heading = page.getByRole("heading", { level: 2, name: title });
  const chosen = waitingList(page).locator("[aria-current=true]");
  await expect(chosen).toHaveCount(1);
  const items = await waitingList(page).getByRole("link").count();
  for (let n = 1; n < items; n += 1) await page.keyboard.press("j");
  // The row is chosen with the key; the item itself may come later.
  for (let n = 1; n < items && (await chosen.filter({ hasText: title }).count()) === 0; n += 1) {
    await page.keyboard.press("k");
  }
  await expect(chosen).toContainText(title);
  await expect(heading).toBeVisible();
}

test("the admin uploads it, and it is found in the archive with everything", async ({ person }) => {
  const page = await person(office, "nadia");
  await goTo(page, "Unggah");
  await page.getByRole("link", { name: TITLE }).click();
  await expect(page.getByText("0 dari 2 platform tercatat").first()).toBeVisible();

  await test.step("the caption is copied as it was accepted", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Salin caption" }).first().click();
    await isTold(page, "Caption tersalin.");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${CAPTION} #KerjaSamaDaerah`);
  });

  await test.step("an address of the wrong site is refused with a sentence", async () => {
    const instagram = page.getByRole("article").filter({ hasText: "Instagram (feed)" });
    await instagram.getByRole("button", { name: "Catat" }).click();
    await expect(instagram.getByText("Tempelkan alamat unggahannya.")).toBeVisible();
    await instagram.getByLabel("Alamat unggahan").fill("https://contoh.example/p/abc");
    await instagram.getByRole("button", { name: "Catat" }).click();
    await expect(instagram.getByRole("alert")).toContainText(/instagram\.com/i);
    await instagram.getByLabel("Alamat unggahan").fill("https://www.instagram.com/p/DMrXk2aTq1B/");
    await pick(page, instagram.getByRole("button", { name: "Lampirkan tangkapan layar" }), [
      png("bukti-instagram.png", 21, 540, 960),
    ]);
    await expect(instagram.getByText("bukti-instagram.png")).toBeVisible();
    await instagram.getByRole("button", { name: "Catat" }).click();
    await expect(instagram.getByText(/Tercatat .+ oleh Nadia/)).toBeVisible();
    await expect(page.getByText("1 dari 2 platform tercatat").first()).toBeVisible();
  });

  await test.step("the last address finishes it", async () => {
    const facebook = page.getByRole("article").filter({ hasText: "Facebook" });
    await facebook
      .getByLabel("Alamat unggahan")
      .fill("https://www.facebook.com/birokerjasama/posts/1122334455667788");
    await facebook.getByRole("button", { name: "Catat" }).click();
    const note = page.getByRole("list", { name: "Pemberitahuan" }).getByRole("listitem");
    await expect(note.filter({ hasText: `Selesai. ${TITLE} tersimpan di arsip.` })).toBeVisible();
  });

  await test.step("found by words and by filters", async () => {
    await goTo(page, "Arsip");
    const archive = page.getByRole("list", { name: "Arsip konten" });
    await expect(archive.getByRole("link", { name: TITLE })).toBeVisible();
    await page.getByRole("searchbox", { name: "Cari di arsip" }).fill("delegasi surabaya");
    await expect(page.getByText("1 konten ditemukan")).toBeVisible();
    await page.getByRole("searchbox", { name: "Cari di arsip" }).fill("");
    for (const [chip, choice] of [
      ["Jenis", "Kegiatan/seremoni"],
      ["Platform", "Facebook"],
      ["Waktu", "7 hari terakhir"],
    ] as const) {
      await page.getByRole("button", { name: chip, exact: true }).click();
      await page.getByRole("menuitem", { name: choice }).click();
      await expect(page.getByRole("button", { name: `${chip}: ${choice}` })).toBeVisible();
    }
    await expect(archive.getByRole("link", { name: TITLE })).toBeVisible();
    await page.getByRole("button", { name: "Platform: Facebook" }).click();
    await page.getByRole("menuitem", { name: "TikTok" }).click();
    await expect(archive.getByRole("link", { name: TITLE })).toBeHidden();
    await page.getByRole("button", { name: "Hapus semua saringan" }).first().click();
    await archive.getByRole("link", { name: TITLE }).click();
  });

  await test.step("the record has every file, decision, address and reason", async () => {
    await expect(page.getByRole("heading", { level: 1, name: TITLE })).toBeVisible();
    const files = page.getByRole("region", { name: "Berkas asli (4)" });
    await expect(files.getByRole("listitem")).toHaveCount(4);
    const facts = page.getByRole("region", { name: "Keterangan" });
    await expect(facts).toContainText("Kegiatan/seremoni");
    await expect(facts).toContainText("Instagram (feed), Facebook");
    await expect(facts).toContainText("secara tatap muka");
    const posts = page.getByRole("region", { name: "Unggahan" });
    await expect(posts).toContainText("https://www.instagram.com/p/DMrXk2aTq1B/");
    await expect(posts.getByRole("button", { name: "Bukti unggahan di Instagram (feed)" })).toBeVisible();
    const trail = page.getByRole("region", { name: "Riwayat keputusan" });
    for (const reason of [
      "Periksa penulisan nama dan jabatan.",
      "Sebutkan nama bagian yang hadir.",
      "YouTube tidak perlu; ganti dengan Facebook.",
      "Mohon dikontrol lagi tanggalnya.",
      "Perbaiki sapaan di awal caption.",
    ]) {
      await expect(trail.getByText(reason)).toBeVisible();
    }
    const boxes = paraf(page).getByRole("listitem");
    await expect(boxes).not.toHaveCount(0);
    for (const box of await boxes.all()) await expect(box).toContainText("diterima oleh");
  });

  await test.step("the original comes out byte for byte, also the one held upright", async () => {
    const files = page.getByRole("region", { name: "Berkas asli (4)" });
    for (const original of [photo, upright, infographic]) {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        files.getByRole("button", { name: `Simpan berkas asli ${original.name}` }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(original.name);
      expect((await readFile(await download.path())).equals(original.buffer)).toBe(true);
    }
    await files.getByRole("button", { name: "Lihat IMG_0232.jpg" }).click();
    const large = page.getByRole("dialog").getByRole("img");
    await expect(large).toBeVisible();
    await expect
      .poll(() => large.evaluate((image: HTMLImageElement) => image.naturalHeight > image.naturalWidth))
      .toBe(true);
  });
});
