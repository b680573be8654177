//! The Jawa Barat SOP through the same screens: work steps, a repair loop, and the archive before the upload.

import { accepts, completes, corrects, isTold, paraf, rejects, takeUp } from "./support/desk.ts";
import { pick } from "./support/files.ts";
import { chooseSource, field, takenIn } from "./support/form.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, goTo, test } from "./support/people.ts";
import { png } from "./support/pictures.ts";

const office = officeOfThisFile();
const TITLE = "Cara membuat NIB untuk usaha mikro";

test("from research to the post: 6 sends to 7, 7 comes back to 6, and the archive comes before the upload", async ({
  person,
}) => {
  const [humas, koordinator, sekretaris] = await Promise.all([
    person(office, "asep"),
    person(office, "lilis"),
    person(office, "yayan"),
  ]);

  await test.step("1: Humas hands in the screenshots of the research", async () => {
    await goTo(humas, "Ajukan");
    await pick(humas, humas.getByRole("button", { name: "Pilih berkas" }), [png("riset-isu.png", 5)]);
    await field(humas).title.fill(TITLE);
    await chooseSource(humas, "Google");
    await expect(takenIn(humas)).toHaveCount(1);
    await humas.getByRole("button", { name: "Serahkan ajuan" }).click();
    await expect(humas.getByRole("heading", { name: "Ajuan diserahkan" }).last()).toBeVisible();
  });

  await test.step("2 and 3: Humas writes the plan into the form and hands it over", async () => {
    await takeUp(humas, TITLE);
    await corrects(humas, "Ubah isi", () =>
      pick(humas, humas.getByRole("button", { name: "Tambah berkas" }), [png("borang-perencanaan.png", 6)]),
    );
    await completes(humas, TITLE);
    await takeUp(humas, TITLE);
    await expect(paraf(humas)).toContainText(/Langkah 3, Humas: (menunggu keputusan|sedang berjalan)/);
    await completes(humas, TITLE);
  });

  await test.step("4: the Koordinator divides the work", async () => {
    await takeUp(koordinator, TITLE);
    await completes(koordinator, TITLE);
  });

  await test.step("5: Humas makes the design, writes the text and chooses the platforms", async () => {
    await takeUp(humas, TITLE);
    await corrects(humas, "Ubah isi", async () => {
      await pick(humas, humas.getByRole("button", { name: "Tambah berkas" }), [
        png("desain.png", 7, 1080, 1080),
      ]);
      await field(humas).caption.fill("NIB terbit dalam hitungan menit. Begini caranya.");
    });
    await humas.getByRole("checkbox", { name: /Instagram \(feed\)/ }).check();
    await completes(humas, TITLE);
  });

  await test.step("6 → 7 → 6: the Sekretaris rejects, Humas repairs, the Sekretaris accepts", async () => {
    await takeUp(sekretaris, TITLE);
    await rejects(sekretaris, TITLE, { reason: "Perbesar tulisan pada desain.", to: "Perbaikan" });
    await takeUp(humas, TITLE);
    await expect(humas.getByText("Perbesar tulisan pada desain.").first()).toBeVisible();
    await corrects(humas, "Ubah isi", () =>
      pick(humas, humas.getByRole("button", { name: "Tambah berkas" }), [png("desain-2.png", 9, 1080, 1080)]),
    );
    await completes(humas, TITLE);
    await takeUp(sekretaris, TITLE);
    await accepts(sekretaris, TITLE);
  });

  await test.step("8: archived before it is uploaded", async () => {
    await takeUp(humas, TITLE);
    await completes(humas, TITLE);
  });

  await test.step("9: uploaded, and done", async () => {
    await goTo(humas, "Unggah");
    await humas.getByRole("link", { name: TITLE }).click();
    const card = humas.getByRole("article").filter({ hasText: "Instagram (feed)" });
    await card.getByLabel("Alamat unggahan").fill("https://www.instagram.com/p/DMrXk2aTq1B/");
    await card.getByRole("button", { name: "Catat" }).click();
    await isTold(humas, `Selesai. ${TITLE} tersimpan di arsip.`);
    await goTo(humas, "Arsip");
    await humas.getByRole("list", { name: "Arsip konten" }).getByRole("link", { name: TITLE }).click();
    const trail = humas.getByRole("region", { name: "Riwayat keputusan" });
    await expect(trail.getByText("Perbesar tulisan pada desain.")).toBeVisible();
    await expect(paraf(humas).getByRole("listitem")).toHaveCount(9);
  });
});
