//! A large file on its way to the office when the line breaks.

import { Buffer } from "node:buffer";

import type { Browser } from "@playwright/test";

import { pick } from "./support/files.ts";
import { field, takenIn, tile } from "./support/form.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, goTo, signInAsSample, test } from "./support/people.ts";
import { jpeg, type FileOf } from "./support/pictures.ts";

const office = officeOfThisFile();
const PIECE = 8 * 1024 * 1024;

/** A real photo, and behind its end as many bytes as make it long. */
async function long(browser: Browser, name: string, bytes: number): Promise<FileOf> {
  const photo = await jpeg(browser, name, "Panjang");
  return {
    ...photo,
    buffer: Buffer.concat([
      photo.buffer,
      Buffer.alloc(bytes - photo.buffer.length, 7),
    ]),
  };
}

test("a host that is gone in the middle of a file costs a piece, and the file goes on by itself", async ({ pcAt, browser }) => {
  const { page: nadia, watch } = await pcAt(office);
  await signInAsSample(nadia, "nadia");
  await goTo(nadia, "Ajukan");
  const offsets: number[] = [];
  nadia.on("request", (request) => {
    if (request.method() === "PATCH")
      offsets.push(Number(new URL(request.url()).searchParams.get("offset")));
  });
  // The second piece is held until the power is gone.
  let second = () => {};
  const heldBack = new Promise<void>((resolve) => (second = resolve));
  let reached = () => {};
  const atSecond = new Promise<void>((resolve) => (reached = resolve));
  await nadia.route(`**/api/uploads/*?offset=${PIECE}`, async (route) => {
    reached();
    await heldBack;
    await route.continue();
  }, { times: 1 });
  const photo = await long(browser, "IMG_panjang.jpg", 2 * PIECE + 1_000);
  await pick(nadia, nadia.getByRole("button", { name: "Pilih berkas" }), [
    photo,
  ]);
  await atSecond;
  watch.serverGoesAway();
  await office.powerCut();
  second();
  await expect(tile(nadia, "IMG_panjang.jpg")).toContainText(
    /Terputus di 50 %, menyambung lagi/,
  );
  await office.powerBack();
  await expect(takenIn(nadia)).toHaveCount(1, { timeout: 60_000 });
  watch.serverIsBack();
  await expect(field(nadia).title).toBeVisible();
  expect(
    offsets.filter((offset) => offset === 0),
    "what had come was not sent again",
  ).toHaveLength(1);
});

test("a file that is cancelled while the line is broken leaves nothing behind", async ({ pcAt, browser }) => {
  const { page: nadia, watch } = await pcAt(office);
  await signInAsSample(nadia, "nadia");
  await goTo(nadia, "Ajukan");
  watch.serverGoesAway();
  await nadia.route("**/api/uploads/*?offset=0", (route) =>
    route.abort("connectionreset"),
  );
  const photo = await long(browser, "IMG_batal.jpg", PIECE + 1_000);
  await pick(nadia, nadia.getByRole("button", { name: "Pilih berkas" }), [
    photo,
  ]);
  await expect(tile(nadia, "IMG_batal.jpg")).toContainText("Terputus di 0 %");
  const forgotten = nadia.waitForResponse(
    (response) => response.request().method() === "DELETE",
  );
  await nadia.getByRole("button", { name: "Batalkan IMG_batal.jpg" }).click();
  expect((await forgotten).status()).toBe(204);
  await expect(tile(nadia, "IMG_batal.jpg")).toHaveCount(0);
});
