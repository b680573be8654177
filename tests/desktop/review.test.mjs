//! Looking and pointing in the real window: the post as the public will see it, marks on the picture, and the next
//! version against the last.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before } from "node:test";

import { App } from "./app.mjs";
import { dragIn } from "./drag.mjs";
import { chooseSampleOffice, goTo, handIn, isTold, rejects, signInAs, switchTo, takeUp } from "./people.mjs";
import { photo, retouched } from "./pictures.mjs";
import { Screen } from "./screen.mjs";
import { journey } from "./steps.mjs";

const TITLE = "Pameran arsip kota";
const SIZE = [1200, 1500];

const step = journey();
let screen;
let app;
let page;
let folder;

before(async () => {
  screen = await Screen.open();
  folder = await mkdtemp(join(tmpdir(), "terbit-review-"));
  await photo(join(folder, "poster.png"), 4, SIZE);
  await retouched(join(folder, "poster.png"), join(folder, "poster-2.png"));
  app = await App.open(screen);
  page = app.page;
});

let number = 0;
afterEach(async () => {
  number += 1;
  await screen.picture(`review-${number}`);
});

after(async () => {
  await app?.close();
  screen?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens the tab in which one looks closely, once its picture is drawn. */
async function looksClosely() {
  await page.click("tab", /^Teliti/u);
  return page.until("the picture", async () => {
    const stage = await page.find("application");
    return (await page.run(`return arguments[0].getAttribute("aria-busy")`, stage)) === "false" && stage;
  });
}

const mark = async (name) => page.find("button", name, { within: await page.find("group", "Tanda pada gambar") });

/** Where a mark stands on the picture once it stands still, in its pixels from the middle; all of it is in view. */
const placeOf = (mark) => {
  let last = null;
  return page.until("the mark to stand still", async () => {
    const now = await placeNow(mark);
    const still = last?.every((value, axis) => value === now[axis]);
    last = now;
    return still && now;
  });
};
const placeNow = (mark) =>
  page.run(
    `const [mark, [width, height]] = arguments;
     // The picture is fitted to a place of another size in the frames that follow.
     for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
     const stage = document.querySelector("[role=application]").getBoundingClientRect();
     const box = mark.getBoundingClientRect();
     const shown = Math.min(stage.width / width, stage.height / height);
     return [
       (box.x + box.width / 2 - stage.x - stage.width / 2) / shown,
       (box.y + box.height / 2 - stage.y - stage.height / 2) / shown,
     ];`,
    mark,
    SIZE,
  );

let pinned;
let framed;

step("a poster is dragged in and handed in", async () => {
  await chooseSampleOffice(page);
  await signInAs(page, "nadia");
  await goTo(page, "Ajukan");
  await dragIn(screen, [join(folder, "poster.png")]);
  await page.find("listitem", /^poster\.png/u);
  await handIn(page, TITLE);
});

step("an official sees the post as the public will", async () => {
  await switchTo(page, "bagas");
  await takeUp(page, TITLE);
  // Drawn anew when more becomes known, so it is looked for each time.
  const phone = () => page.find("region", /: seperti akan tampil$/u);
  const ratio = await page.until("the rendition in the mock-up", async () =>
    page.run(
      `const large = [...arguments[0].querySelectorAll("img")].find(
         (image) => image.complete && image.naturalWidth >= 1000,
       );
       return large ? large.naturalWidth / large.naturalHeight : null`,
      await phone(),
    ),
  );
  assert.ok(Math.abs(ratio - 0.8) < 0.01, `the feed's 4:5, not ${ratio}`);
  const told = await page.until("the caption", async () => {
    const text = await page.textOf(await phone());
    return text.includes("Balai Kota") && text;
  });
  assert.match(told, /Balai Kota menerima tamu/u);
});

step("a place is marked by keys alone, and an area with the pointer", async () => {
  const stage = await looksClosely();
  await page.press("c");
  await page.find("application", /Memilih tempat tanda/u);
  const [up, enter] = ["\uE013", "\uE007"];
  await page.press(up.repeat(10));
  await page.press("t");
  await page.press(enter);
  await page.fill("textbox", /^Tanda baru/u, "Logo kota terpotong.");
  await page.click("button", "Simpan tanda");
  await mark(/^Tanda 1, terbuka, .+: Logo kota terpotong\.$/u);
  await page.click("button", /^Tandai\b/u);
  await page.draw(stage, [-60, 40], [60, 90]);
  await page.fill("textbox", /^Tanda baru: Bidang/u, "Ejaan judulnya keliru.");
  await page.click("button", "Simpan tanda");
  framed = await placeOf(await mark(/^Tanda 2, terbuka, Bidang .+: Ejaan judulnya keliru\.$/u));
  pinned = await placeOf(await mark(/^Tanda 1,/u));
});

step("the picture fills the screen, and comes back", async () => {
  const heightOf = () =>
    page.run(`return document.querySelector("[role=application]").getBoundingClientRect().height`);
  const before = await heightOf();
  await page.press("f");
  await page.until("the whole screen", async () => (await heightOf()) > 600);
  await mark(/^Tanda 2, terbuka,/u);
  await screen.picture("review-full");
  // The page is told of it after it has been laid out.
  await page.find("button", "Keluar dari layar penuh");
  await page.press("f");
  await page.until("the page again", async () => (await heightOf()) === before);
});

step("the post goes back with a reason", async () => {
  await rejects(page, TITLE, { reason: "Perbaiki dua tanda pada gambar.", to: "Ajukan" });
});

step("the admin works off the list and replaces the file", async () => {
  await switchTo(page, "nadia");
  await takeUp(page, TITLE);
  await page.find("region", "Yang perlu diubah");
  await page.click("button", /^Ubah isi/u);
  await page.click("button", "Hapus poster.png");
  await dragIn(screen, [join(folder, "poster-2.png")]);
  // Taken in: before that nothing can be saved.
  await page.find("button", "Rincian poster-2.png");
  const list = await page.find("region", "Yang perlu diubah");
  await page.click("button", "Tanda 1 selesai", { within: list });
  await page.sees("1 dari 2 selesai");
  await page.click("button", "Simpan perubahan");
  await isTold(page, /^Perubahan disimpan sebagai versi 2\./u);
  await page.click("button", /^Selesai, teruskan/u);
  await isTold(page, new RegExp(`^Langkah selesai: ${TITLE}`, "u"));
});

step("the official sees what is solved, at the same places", async () => {
  await switchTo(page, "bagas");
  await takeUp(page, TITLE);
  await looksClosely();
  for (const [name, before] of [[/^Tanda 1, selesai,/u, pinned], [/^Tanda 2, terbuka,/u, framed]]) {
    const now = await placeOf(await mark(name));
    const off = Math.hypot(now[0] - before[0], now[1] - before[1]);
    assert.ok(off < 12, `${name}: ${before} has become ${now}`);
  }
});

step("and what has changed, in four ways", async () => {
  await page.click("tab", "Bandingkan");
  const drawn = (count) =>
    page.until(`${count} drawn`, () =>
      page.run(
        `const views = [...document.querySelectorAll("[role=application]")];
         return views.length === arguments[0] && views.every((view) => view.ariaBusy === "false")`,
        count,
      ),
    );
  await drawn(2);
  await screen.picture("review-side-by-side");
  await page.press("2");
  await page.find("slider", "Garis pemisah");
  await drawn(1);
  await screen.picture("review-wipe");
  await page.press("3");
  await page.find("slider", "Kejelasan versi baru");
  await page.press("4");
  await page.sees("1 bagian berubah");
  // What has changed is known before the picture is open that it is shown on.
  await drawn(1);
  await page.press("n");
  await page.sees("Bagian 1 dari 1 yang berubah");
});
