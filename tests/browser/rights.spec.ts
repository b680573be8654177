//! Designers beside the SOP, acting officials in it, and nobody deciding twice: from the settings to the record.

import type { Page } from "@playwright/test";

import { accept, agreed, Clerk } from "./support/clerk.ts";
import { awayFromMidnight, day } from "./support/days.ts";
import { accepts, completes, corrects, isTold, rejects, takeUp, waitingList } from "./support/desk.ts";
import { drop, pick } from "./support/files.ts";
import { chooseSource, field, takenIn } from "./support/form.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, goTo, PEOPLE, signInWithCode, test } from "./support/people.ts";
import { png } from "./support/pictures.ts";
import { fits, pictured, readsWell } from "./support/seen.ts";

test.describe.configure({ mode: "serial" });
const office = officeOfThisFile();

const DESIGNER = "Gita Maheswari";
const TITLE = "Infografis layanan kota kembar";
const KABAG = /^Kepala Bagian Perjalanan Dinas/;
const infographic = png("kota-kembar.png", 5, 1080, 1350);
const larger = png("kota-kembar-2.png", 6, 1080, 1350);

test.beforeAll(async () => {
  test.setTimeout(15 * 60_000);
  await awayFromMidnight();
});

async function openSettings(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = "#/pengaturan"));
  await expect(page.getByRole("heading", { level: 1, name: "Pengaturan" })).toBeVisible();
}

/** The first option of that name. */
async function choose(page: Page, list: string, option: string | RegExp): Promise<void> {
  const select = page.getByRole("dialog").getByLabel(list, { exact: true });
  const found = select.getByRole("option", { name: option }).first();
  await select.selectOption(await found.getAttribute("value"));
}

/** As the letter says; from today for a week. */
async function appoints(page: Page, who: string, whose: string, letter: string): Promise<void> {
  await openSettings(page);
  await page.getByRole("button", { name: "Tunjuk pelaksana" }).click();
  await choose(page, "Jabatan", KABAG);
  await expect(page.getByLabel("Pejabat yang diwakili").getByRole("option", { selected: true })).toHaveText(
    whose,
  );
  await choose(page, "Dijalankan oleh", who);
  await page.getByLabel("Nomor surat").fill(letter);
  await page.getByLabel("Sampai dengan hari").fill(day(6));
}

/** An item that has come to Kontrol: Bagas corrected it, Siti chose the platform. */
async function atKontrol(title: string): Promise<void> {
  const [nadia, bagas, siti] = [
    await Clerk.signedIn(office, "nadia"),
    await Clerk.signedIn(office, "bagas"),
    await Clerk.signedIn(office, "siti"),
  ];
  const id = await nadia.submits(title, png(`${title}.png`, title.length));
  await bagas.acts(id, agreed);
  await bagas.acts(id, accept());
  await siti.acts(id, accept({ platforms: ["instagram-feed"] }));
  await Promise.all([nadia, bagas, siti].map((clerk) => clerk.leaves()));
}

let code = "";

test("the administrator adds a designer, who gets no position", async ({ person }) => {
  const page = await person(office, "nadia");
  await openSettings(page);
  await page.getByRole("button", { name: "Tambah akun" }).click();
  const dialog = page.getByRole("dialog", { name: "Tambah akun" });
  await dialog.getByLabel("Nama lengkap").fill(DESIGNER);
  await dialog.getByLabel("Bagian", { exact: true }).fill("Bagian Kerja Sama");
  await expect(dialog.getByRole("checkbox", { name: "Kepala Biro" })).toBeVisible();
  await dialog.getByRole("checkbox", { name: /^Perancang/ }).check();
  await expect(dialog.getByRole("checkbox", { name: "Kepala Biro" })).toBeHidden();
  await readsWell(page, "adding a designer");
  await pictured(page, "perancang-tambah");
  await dialog.getByRole("button", { name: "Tambahkan" }).click();
  const told = page.getByRole("dialog", {
    name: `Kode masuk untuk ${DESIGNER}`,
  });
  code = (await told.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent()) ?? "";
  await page.getByRole("button", { name: "Selesai", exact: true }).click();
  await expect(page.getByRole("row", { name: new RegExp(DESIGNER) })).toContainText("Perancang");
});

test("an infographic is offered, taken back, offered again, taken and handed in", async ({
  pcAt,
  person,
}) => {
  const { page: gita } = await pcAt(office);
  await gita.getByRole("button", { name: "Masuk dengan nama akun" }).click();
  await signInWithCode(gita, "gita", code);

  await test.step("the designer's Beranda says what to do, and there is nothing to decide", async () => {
    await expect(gita.getByRole("heading", { name: "Belum ada ajuan dari bahan Anda" })).toBeVisible();
    await expect(gita.getByRole("navigation", { name: "Navigasi utama" })).not.toContainText(
      "Kotak persetujuan",
    );
    await readsWell(gita, "a designer's Beranda");
    await pictured(gita, "perancang-beranda-kosong");
  });

  await test.step("files make a draft, which is offered once it has a name", async () => {
    await goTo(gita, "Ajukan");
    await drop(gita, [infographic]);
    await expect(takenIn(gita)).toHaveCount(1);
    await gita.getByRole("button", { name: "Tawarkan kepada pengaju" }).click();
    await expect(gita.getByText("Beri judul dahulu, supaya dikenali.")).toBeVisible();
    await field(gita).title.fill(TITLE);
    await expect(gita.getByText(/^Tersimpan/)).toBeVisible();
    await pictured(gita, "perancang-draf");
    await gita.getByRole("button", { name: "Tawarkan kepada pengaju" }).click();
    await expect(gita.getByText("Draf ini ditawarkan")).toBeVisible();
    await readsWell(gita, "a draft that is offered");
    await pictured(gita, "perancang-ditawarkan");
    await gita.getByRole("button", { name: "Tarik kembali" }).click();
    await expect(field(gita).title).toHaveValue(TITLE);
    await gita.getByRole("button", { name: "Tawarkan kepada pengaju" }).click();
    await expect(gita.getByText("Draf ini ditawarkan")).toBeVisible();
  });

  const nadia = await person(office, "nadia");
  await test.step("whoever hands in looks inside, takes it, completes it and hands it in", async () => {
    const offers = nadia.getByRole("region", { name: "Ditawarkan perancang" });
    await expect(offers).toContainText(DESIGNER);
    await pictured(nadia, "perancang-tawaran");
    await offers.getByRole("link", { name: TITLE }).click();
    await expect(nadia.getByText(`Ditawarkan ${DESIGNER}`)).toBeVisible();
    await readsWell(nadia, "an offer");
    await nadia.getByRole("button", { name: "Ambil" }).click();
    const form = field(nadia);
    await expect(form.title).toHaveValue(TITLE);
    await form.kind.selectOption("prioritas");
    await form.pic.fill("Arif Budiman");
    await chooseSource(nadia, "editorial");
    await form.caption.fill("Layanan kota kembar dalam satu gambar.");
    await nadia.getByRole("button", { name: "Serahkan ajuan" }).click();
    await expect(nadia.getByText(/Sekarang menunggu Tim Pengelola/)).toBeVisible();
    await nadia.getByRole("link", { name: "Lihat ajuan" }).click();
    await expect(nadia.getByText(`Menyusun ajuan dari bahan ${DESIGNER}`).first()).toBeVisible();
  });

  await test.step("the designer sees where it is, and can decide nothing", async () => {
    await goTo(gita, "Beranda");
    await gita.getByRole("link", { name: TITLE }).first().click();
    await expect(gita).toHaveURL(/#\/ajuan\//);
    await expect(gita.getByRole("heading", { name: TITLE }).first()).toBeVisible();
    await expect(gita.getByRole("button", { name: "Terima" })).toBeHidden();
    await expect(gita.getByRole("button", { name: "Tolak" })).toBeHidden();
    await pictured(gita, "perancang-ajuan");
  });

  await test.step("sent back, it gets a new version from the designer, and goes on by the other's hand", async () => {
    const bagas = await person(office, "bagas");
    await takeUp(bagas, TITLE);
    await rejects(bagas, TITLE, { reason: "Hurufnya terlalu kecil.", to: "Ajukan" });
    await expect(gita.getByText("Hurufnya terlalu kecil.").first()).toBeVisible();
    await corrects(gita, "Ubah isi", async () => {
      await pick(gita, gita.getByRole("button", { name: "Tambah berkas" }), [larger]);
      await expect(takenIn(gita)).toHaveCount(2);
    });
    await expect(gita.getByRole("button", { name: "Selesai, teruskan" })).toBeHidden();
    await readsWell(gita, "a designer's new version");
    await pictured(gita, "perancang-versi-baru");
    await takeUp(nadia, TITLE);
    await expect(nadia.getByText(`${DESIGNER}, Perancang`).first()).toBeVisible();
    await completes(nadia, TITLE);
  });
});

test("an acting official decides for a week, and the record names both", async ({ person }) => {
  const title = "Kunjungan kerja Hendra";
  await atKontrol(title);
  const nadia = await person(office, "nadia");
  const bagas = await person(office, "bagas");
  await goTo(bagas, "Kotak persetujuan");
  await expect(bagas.getByText(title)).toBeHidden();

  await appoints(nadia, PEOPLE.bagas, PEOPLE.hendra, "SP-12/KS/2026");
  await readsWell(nadia, "appointing an acting official");
  await pictured(nadia, "plh-tunjuk");
  await nadia.getByRole("button", { name: "Tunjuk", exact: true }).click();
  await isTold(nadia, `${PEOPLE.bagas} ditunjuk.`);
  const acting = nadia.getByRole("region", {
    name: "Pejabat pelaksana (Plh. dan Plt.)",
  });
  await expect(acting.getByRole("listitem").first()).toContainText("Berlaku");
  await pictured(nadia, "plh-daftar");

  await test.step("it is told on Beranda, without signing in again", async () => {
    await goTo(bagas, "Beranda");
    await expect(
      bagas.getByText(/^Anda bertindak sebagai Plh\. Kepala Bagian Perjalanan Dinas/),
    ).toContainText("SP-12/KS/2026");
    await readsWell(bagas, "Beranda of an acting official");
    await pictured(bagas, "plh-beranda");
  });

  await test.step("who corrected it can't decide on it again under the other position", async () => {
    await goTo(bagas, "Kotak persetujuan");
    await expect(waitingList(bagas).getByRole("link", { name: title })).toBeHidden();
    await goTo(bagas, "Ajuan berjalan");
    await bagas.getByRole("link", { name: title }).first().click();
    await expect(bagas.getByText(/Anda sudah menyetujui ajuan ini di langkah lain/).first()).toBeVisible();
    await expect(bagas.getByRole("button", { name: "Terima" })).toBeHidden();
    await pictured(bagas, "plh-dua-kali");
  });

  await test.step("the office allows it, and the record says so", async () => {
    await openSettings(nadia);
    const allow = nadia.getByRole("checkbox", { name: /^Izinkan satu orang memutuskan/ });
    await allow.click();
    await isTold(nadia, "Aturan keputusan tersimpan.");
    await expect(allow).toBeChecked();
    await takeUp(bagas, title);
    await accepts(bagas, title);
    await goTo(bagas, "Ajuan berjalan");
    await bagas.getByRole("link", { name: title }).first().click();
    await expect(
      bagas.getByText(/diputuskan orang yang sama, diizinkan setelan kantor/).first(),
    ).toBeVisible();
    await expect(
      bagas.getByText(/Plh\. .+\(a\.n\. .*Hendra.*\), surat No\. SP-12\/KS\/2026/).first(),
    ).toBeVisible();
    await pictured(bagas, "plh-riwayat");
  });

  await test.step("ended early, it ends at once", async () => {
    await atKontrol("Satu lagi");
    await openSettings(nadia);
    await acting.getByRole("button", { name: "Akhiri" }).click();
    await nadia.getByRole("dialog").getByRole("button", { name: "Akhiri" }).click();
    await isTold(nadia, `Penunjukan ${PEOPLE.bagas} diakhiri.`);
    await expect(acting.getByRole("listitem").first()).toContainText("Berakhir");
    await goTo(bagas, "Beranda");
    await expect(bagas.getByText(/^Anda bertindak sebagai Plh\./)).toBeHidden();
    await goTo(bagas, "Kotak persetujuan");
    await expect(waitingList(bagas).getByRole("link", { name: "Satu lagi" })).toBeHidden();
  });
});

test("the new panels fit a phone, and the dark", async ({ person }) => {
  const page = await person(office, "nadia", {
    viewport: { width: 390, height: 844 },
    colorScheme: "dark",
  });
  await openSettings(page);
  await fits(page, "settings with acting officials on a phone");
  await readsWell(page, "settings in the dark");
  await page.getByRole("region", { name: "Pejabat pelaksana (Plh. dan Plt.)" }).scrollIntoViewIfNeeded();
  await pictured(page, "plh-ponsel-gelap");
  await appoints(page, PEOPLE.siti, PEOPLE.hendra, "SP-13/KS/2026");
  await fits(page, "appointing on a phone");
  await pictured(page, "plh-tunjuk-ponsel-gelap");
});
