//! The host's cable is pulled under a real page: in the middle of a file, of a decision, and of listening. Afterwards
//! everything is there, once, and nobody had to load the page again.

import { Buffer } from "node:buffer";

import type { Browser } from "@playwright/test";

import { pick } from "./support/files.ts";
import { tile, takenIn } from "./support/form.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, goTo, signInAsSample, test } from "./support/people.ts";
import { jpeg, type FileOf } from "./support/pictures.ts";

const office = officeOfThisFile({ behindCable: true });
const PIECE = 8 * 1024 * 1024;
/** The page gives a line that says nothing forty seconds, and a piece that does not go out thirty. */
const NOTICED = { timeout: 90_000 };

async function long(browser: Browser, name: string, bytes: number): Promise<FileOf> {
  const photo = await jpeg(browser, name, "Panjang");
  return { ...photo, buffer: Buffer.concat([photo.buffer, Buffer.alloc(bytes - photo.buffer.length, 7)]) };
}

test("a pulled cable costs a file nothing but time, and the page says what is wrong", async ({ pcAt, browser }) => {
  const { page: nadia, watch } = await pcAt(office, { ignoreHTTPSErrors: true });
  await signInAsSample(nadia, "nadia");
  await goTo(nadia, "Ajukan");
  const offsets: number[] = [];
  let second = () => {};
  const atSecond = new Promise<void>((resolve) => (second = resolve));
  nadia.on("request", (request) => {
    if (request.method() !== "PATCH") return;
    offsets.push(Number(new URL(request.url()).searchParams.get("offset")));
    if (offsets.length === 2) second();
  });
  // Held until the cable is out: else the whole piece may be on its way already.
  let pulled = () => {};
  const cable = new Promise<void>((resolve) => (pulled = resolve));
  await nadia.route(
    `**/api/uploads/*?offset=${PIECE}`,
    async (route) => {
      await cable;
      await route.continue();
    },
    { times: 1 },
  );
  await pick(nadia, nadia.getByRole("button", { name: "Pilih berkas" }), [
    await long(browser, "IMG_panjang.jpg", 3 * PIECE + 1_000),
  ]);
  await atSecond;
  watch.serverGoesAway();
  await office.cableOut();
  pulled();
  await expect(tile(nadia, "IMG_panjang.jpg")).toContainText(/Terputus di \d+ %, menyambung lagi/, NOTICED);
  await expect(nadia.getByRole("status").filter({ hasText: "tidak terjangkau" })).toBeVisible(NOTICED);
  await office.cableIn();
  await expect(takenIn(nadia)).toHaveCount(1, NOTICED);
  await expect(nadia.getByRole("status").filter({ hasText: "tidak terjangkau" })).toBeHidden(NOTICED);
  watch.serverIsBack();
  expect(offsets.filter((offset) => offset === 0), "what had come was not sent again").toHaveLength(1);
});

test("a decision that was pressed while the cable was out happens once", async ({ pcAt }) => {
  const { page: hendra, watch } = await pcAt(office, { ignoreHTTPSErrors: true });
  await signInAsSample(hendra, "hendra");
  await goTo(hendra, "Kotak persetujuan");
  const accept = hendra.getByRole("button", { name: /^Terima/ });
  await expect(accept).toBeEnabled();
  const acts: string[] = [];
  hendra.on("request", (request) => {
    if (request.url().endsWith("/acts")) acts.push(request.url());
  });
  watch.serverGoesAway();
  await office.cableOut();
  await accept.click();
  await expect.poll(() => acts.length).toBeGreaterThan(0);
  await office.cableIn();
  await expect(hendra.getByText(/^Diterima: /).first()).toBeVisible(NOTICED);
  watch.serverIsBack();
  const item = new URL(acts[0]!).pathname.replace(/\/acts$/, "");
  const trail = await hendra.evaluate(async (path) => {
    const detail = (await (await fetch(path)).json()) as { trail: { event: { type: string; step?: string } }[] };
    return detail.trail.map(({ event }) => `${event.type} ${event.step ?? ""}`);
  }, item);
  const last = trail.at(-1);
  expect(last).toMatch(/^accepted /);
  expect(trail.filter((one) => one === last)).toHaveLength(1);
});
