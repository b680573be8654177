//! How a screen looks and reads: pictures, accessibility, and whether it fits.

import { join } from "node:path";

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";

const PICTURES = join(import.meta.dirname, "../../test-results/screens");

/** Nothing is being fetched or drawn any more that the eye would miss. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.waitForFunction(() =>
    [...document.images].every((image) => image.loading === "lazy" || image.complete),
  );
}

/** Keeps a picture of the screen, for people to look at. */
export async function pictured(page: Page, name: string): Promise<void> {
  await settled(page);
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: "disabled" });
}

/** No serious finding of axe's, in the state that is on the screen. */
export async function readsWell(page: Page, name: string): Promise<void> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(
        ({ target, failureSummary }) => `${target.join(" ")} – ${failureSummary?.split("\n")[1]?.trim()}`,
      ),
    }));
  expect.soft(grave, `axe on ${name}`).toEqual([]);
}

/** The page itself never scrolls sideways: what is wider has a scroller of its own. */
export async function fits(page: Page, name: string): Promise<void> {
  await settled(page);
  const over = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement!;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`${scrollWidth} > ${clientWidth}`, ...wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))];
  });
  expect.soft(over, `width of ${name}`).toEqual([]);
}

/** One can get to it and press it: nothing lies over it. */
export async function reachable(control: Locator, name: string): Promise<void> {
  await expect.soft(control, name).toBeVisible();
  await control.click({ trial: true }).catch((error: Error) => {
    expect.soft(error.message.split("\n").slice(0, 12).join("\n"), `${name} can't be pressed`).toBe("");
  });
}
