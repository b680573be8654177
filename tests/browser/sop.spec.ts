//! Both SOP sheets as drawn, and the numbers that live on them.

import type { Locator, Page } from "@playwright/test";

import { Clerk } from "./support/clerk.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, goTo, test } from "./support/people.ts";
import { png } from "./support/pictures.ts";

const office = officeOfThisFile();

function flow(page: Page, name: string): Locator {
  return page.getByRole("article", { name }).locator("table.flow");
}

const symbolsIn = (place: Locator) =>
  place
    .locator("[data-symbol]")
    .evaluateAll((symbols) => symbols.map((symbol) => symbol.getAttribute("data-symbol")));

test("the DKI sheet: six steps, ten symbols in its legend, its printed words and numbers", async ({
  person,
}) => {
  const page = await person(office, "ratna");
  await goTo(page, "SOP");
  const sheet = page.getByRole("article", { name: "Pengelolaan Media Sosial" });
  await expect(sheet).toBeVisible();
  const table = flow(page, "Pengelolaan Media Sosial");
  expect(await symbolsIn(table)).toEqual([
    "terminator",
    "decision",
    "decision",
    "decision",
    "decision",
    "terminator",
  ]);
  expect(await symbolsIn(sheet.locator(".legend"))).toHaveLength(10);
  // The sheet prints the number 5 twice.
  expect(await table.locator("tbody td.number").allInnerTexts()).toEqual(["1", "2.", "3", "4", "5", "5"]);
  for (const [word, times] of [
    ["Tolak", 3],
    ["Terima", 1],
    ["Selesai", 1],
  ] as const) {
    expect(await table.getByText(word, { exact: true }).count(), word).toBeGreaterThanOrEqual(times);
  }
  for (const head of ["Admin Medsos", "Kepala Subbagian Tata Usaha", "Kepala Biro"]) {
    await expect(table.getByRole("columnheader", { name: head, exact: true })).toBeVisible();
  }
  await expect(sheet).toContainText("Pengesahan");
  await expect(page.getByRole("heading", { name: "Disimpulkan" })).toBeVisible();
});

test("the Jabar sheet: nine steps, and its own labels", async ({ person }) => {
  const page = await person(office, "yayan");
  await goTo(page, "SOP");
  const sheet = page.getByRole("article", { name: "Pembuatan Konten Sosial Media" });
  await expect(sheet).toBeVisible();
  const table = flow(page, "Pembuatan Konten Sosial Media");
  expect(await symbolsIn(table)).toHaveLength(9);
  await expect(
    table.getByRole("row", { name: /Sekretaris Dinas, simbol pengambilan keputusan/ }),
  ).toHaveCount(1);
  await expect(sheet).toContainText("Tanggal Berlaku");
  await page
    .getByRole("navigation", { name: "Pilih SOP" })
    .getByRole("link", { name: /Pengelolaan/ })
    .click();
  await expect(page.getByRole("article", { name: "Pengelolaan Media Sosial" })).toBeVisible();
});

test("the numbers on the sheet follow the work, and lead to it", async ({ person }) => {
  const page = await person(office, "siti");
  await goTo(page, "SOP");
  const now = page.getByRole("link", { name: /^2 Koreksi/ });
  const before = Number(/(\d+) ajuan/.exec(await now.innerText())?.[1]);
  const nadia = await Clerk.signedIn(office, "nadia");
  await nadia.submits("Agenda pekan depan", png("agenda.png", 41, 640, 480));
  await nadia.leaves();
  await expect(now).toContainText(`${before + 1} ajuan`);
  const onSheet = flow(page, "Pengelolaan Media Sosial").getByRole("link", {
    name: `${before + 1} ajuan di langkah ini`,
  });
  await expect(onSheet).toBeVisible();
  await onSheet.click();
  await expect(page.getByRole("heading", { level: 1, name: "Ajuan berjalan" })).toBeVisible();
  await expect(page.getByRole("link", { name: /Agenda pekan depan/ })).toBeVisible();
  // Only what stands at this step.
  await expect(
    page.getByRole("main").getByRole("listitem").filter({ hasText: "Menunggu Kepala Biro" }),
  ).toHaveCount(0);
});
