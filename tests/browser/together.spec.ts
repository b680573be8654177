//! Several people at once: who was faster, and what the others see without asking.

import { agreed, Clerk } from "./support/clerk.ts";
import { accepts, isTold, openItem, takeUp, waitingList } from "./support/desk.ts";
import { officeOfThisFile, PASSWORD } from "./support/office.ts";
import { expect, goTo, signIn, test } from "./support/people.ts";
import { png } from "./support/pictures.ts";

const office = officeOfThisFile();

async function submitted(title: string, seed: number): Promise<string> {
  const nadia = await Clerk.signedIn(office, "nadia");
  const id = await nadia.submits(title, png(`materi-${seed}.png`, seed, 640, 480));
  await nadia.leaves();
  return id;
}

async function picAgreed(id: string): Promise<void> {
  const bagas = await Clerk.signedIn(office, "bagas");
  await bagas.acts(id, agreed);
  await bagas.leaves();
}

test("two decide at the same time: the second is told who was faster, and sees the new state", async ({
  person,
  pcAt,
}) => {
  const title = "Pengumuman hasil lomba foto kota";
  const nadia = await Clerk.signedIn(office, "nadia");
  await nadia.addsAccount("Dewi Lestari", "dewi", "tim-pengelola");
  await nadia.leaves();
  await picAgreed(await submitted(title, 31));
  const bagas = await person(office, "bagas");
  const { page: dewi } = await pcAt(office);
  await dewi.getByRole("button", { name: "Masuk dengan nama akun" }).click();
  await signIn(dewi, "dewi", PASSWORD);
  await Promise.all([takeUp(bagas, title), takeUp(dewi, title)]);

  // Dewi's decision is under way when Bagas's arrives first.
  let letGo = () => {};
  const bagasWasFaster = new Promise<void>((resolve) => (letGo = resolve));
  await dewi.route("**/acts", async (route) => {
    await bagasWasFaster;
    await route.continue();
  });
  await dewi.getByRole("button", { name: "Tolak" }).click();
  const dialog = dewi.getByRole("dialog");
  await dialog.getByLabel("Alasan penolakan").fill("Ganti fotonya.");
  const answered = dewi.waitForResponse((response) => response.url().endsWith("/acts"));
  await dialog.getByRole("button", { name: "Tolak, kembalikan ke Ajukan" }).click();
  await accepts(bagas, title);
  letGo();

  expect((await answered).status()).toBe(409);
  await expect(dewi.getByRole("alert").filter({ hasText: "Bagas Wicaksono" })).toBeVisible();
  await expect(dewi.getByText("Yang tampil sekarang adalah keadaan terbaru.")).toBeVisible();
  await expect(
    dewi.getByRole("listitem").filter({ hasText: "diterima oleh Bagas Wicaksono" }).first(),
  ).toBeAttached();
  await expect(dewi.getByRole("button", { name: "Tolak" })).toBeHidden();
});

test("a decision at one desk is seen at the others without asking", async ({ person }) => {
  const title = "Jadwal pameran kota kembar";
  const [admin, tim, kasubbag] = await Promise.all([
    person(office, "nadia"),
    person(office, "bagas"),
    person(office, "siti"),
  ]);
  await goTo(admin, "Ajuan berjalan");
  await goTo(tim, "Kotak persetujuan");
  await goTo(kasubbag, "Kotak persetujuan");
  // Only what comes after the list was loaded is news.
  await expect(waitingList(tim).getByRole("link").first()).toBeVisible();

  const id = await submitted(title, 32);
  await isTold(tim, `Ajuan baru masuk: ${title}`);
  const row = admin.getByRole("listitem").filter({ hasText: title });
  await expect(row.getByText("Menunggu Tim Pengelola")).toBeVisible();

  await picAgreed(id);
  await takeUp(tim, title);
  await expect(openItem(tim).getByText(/Arif Budiman setuju lewat WhatsApp/)).toBeVisible();
  await accepts(tim, title);
  await expect(row.getByText("Menunggu Kepala Subbagian Tata Usaha")).toBeVisible();
  await expect(waitingList(kasubbag).getByRole("link", { name: title })).toBeVisible();
});
