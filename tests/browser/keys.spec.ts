//! The inbox without a mouse: from the door to a decision.

import type { Page } from "@playwright/test";

import { isTold, waitingList } from "./support/desk.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, test } from "./support/people.ts";

const office = officeOfThisFile();

/** Goes on by Tab until the control with this name has the focus, which must be seen at every stop. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement!;
      // Some controls draw the focus on what stands for them.
      const drawn = [element, element.parentElement, element.nextElementSibling].filter(
        (one) => one !== null,
      );
      const seen = drawn.some((one) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
      });
      const name = element.getAttribute("aria-label") ?? (element as HTMLElement).innerText;
      return { name: name.replace(/\s+/g, " ").trim(), seen, onPage: element !== document.body };
    });
    if (at.onPage) expect(at.seen, `the focus is seen on "${at.name}"`).toBe(true);
    if (name.test(at.name)) return;
  }
  throw new Error(`${name} can't be reached by Tab`);
}

test("the Kepala Biro signs in, reads, rejects one and accepts one by keyboard alone", async ({ pcAt }) => {
  const { page } = await pcAt(office);
  await expect(page.getByRole("heading", { name: "Ini kantor contoh" })).toBeVisible();
  await tabTo(page, /^Masuk sebagai Dra\. Ratna/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /^Selamat bekerja/ })).toBeVisible();
  await tabTo(page, /^Kotak persetujuan/);
  await page.keyboard.press("Enter");
  const chosen = waitingList(page).locator("[aria-current=true]");
  await expect(chosen).toHaveCount(1);
  const titles = await waitingList(page).getByRole("link").locator(".title").allInnerTexts();
  expect(titles.length).toBeGreaterThan(1);
  const [first, second] = titles as [string, string];

  await test.step("J and K move, / searches, Escape leaves the search", async () => {
    await expect(page.getByRole("heading", { level: 2, name: first })).toBeVisible();
    await page.keyboard.press("j");
    await expect(page.getByRole("heading", { level: 2, name: second })).toBeVisible();
    await page.keyboard.press("k");
    await expect(page.getByRole("heading", { level: 2, name: first })).toBeVisible();
    await page.keyboard.press("/");
    await page.keyboard.type(second);
    await expect(waitingList(page).getByRole("link")).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(waitingList(page).getByRole("link")).toHaveCount(titles.length);
  });

  await test.step("X asks for the reason, and the next item is there afterwards", async () => {
    await page.keyboard.press("x");
    const dialog = page.getByRole("dialog", { name: "Tolak dan kembalikan" });
    await expect(dialog.getByLabel("Alasan penolakan")).toBeFocused();
    await page.keyboard.type("Mohon dicek lagi angkanya, tanpa tergesa.");
    await tabTo(page, /^Tolak, kembalikan ke Kontrol/);
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("heading", { level: 2, name: second })).toBeVisible();
  });

  await test.step("T accepts", async () => {
    await page.keyboard.press("t");
    await isTold(page, `Diterima: ${second}`);
  });
});

test("? tells the keys", async ({ person }) => {
  const page = await person(office, "bagas");
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: /Bantuan/ });
  await expect(dialog).toBeVisible();
  for (const key of ["J", "K", "T", "X", "/"])
    await expect(dialog.getByText(key, { exact: true }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});
