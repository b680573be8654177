//! The office on its network: over TLS with the host's own certificate, from a PC and a phone, live.

import { Clerk } from "./support/clerk.ts";
import { waitingList } from "./support/desk.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, goTo, test } from "./support/people.ts";
import { png } from "./support/pictures.ts";
import { fits } from "./support/seen.ts";

const office = officeOfThisFile({ onNetwork: true });

test("what one hands in over TLS shows on the other's phone without asking, with its picture", async ({ person }) => {
  expect(office.address).toMatch(/^https:/);
  // The person has compared the fingerprint and gone on.
  const trusting = { ignoreHTTPSErrors: true };
  const phone = { ...trusting, viewport: { width: 390, height: 844 }, hasTouch: true };
  const page = await person(office, "bagas", phone);
  await test.step("the session never goes without TLS", async () => {
    const session = (await page.context().cookies()).find(({ name }) => name === "terbit_session");
    expect(session).toMatchObject({ secure: true, httpOnly: true, sameSite: "Strict" });
  });
  await page.evaluate(() => (location.hash = "#/kotak"));
  await expect(waitingList(page).getByRole("link").first()).toBeVisible();

  const nadia = await Clerk.signedIn(office, "nadia");
  const title = "Jadwal layanan hari libur";
  await nadia.submits(title, png("jadwal.png", 4));
  const row = waitingList(page).getByRole("link", { name: title });
  await expect(row).toBeVisible();
  await row.click();
  const picture = page.getByRole("main").locator("article img, [role=tabpanel] img").first();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
    .toBe(true);
  await fits(page, "an item on a phone in the office's network");
});

test("a page of another address can't act in the office's name", async ({ person }) => {
  const page = await person(office, "nadia", { ignoreHTTPSErrors: true });
  await goTo(page, "Arsip");
  const refused = await page.request.post(`${office.address}/api/drafts`, {
    headers: { "X-Terbit": "1", Origin: "https://192.0.2.99:7777" },
    data: { sop: "dki-pengelolaan-media-sosial" },
  });
  expect(refused.status()).toBe(403);
  expect(await refused.json()).toMatchObject({ code: "foreign_origin" });
});
