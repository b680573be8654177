//! The three ways in which files come to the office: dropped, picked, pasted.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Locator, Page } from "@playwright/test";

import type { FileOf } from "./pictures.ts";

/** Drags files from a folder and lets them go over the middle of the page, as the browser itself does it. */
export async function drop(page: Page, files: readonly FileOf[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "terbit-lepas-"));
  const paths = files.map(({ name }) => join(folder, name));
  await Promise.all(files.map(({ buffer }, index) => writeFile(paths[index]!, buffer)));
  const line = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize()!;
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await line.send("Input.dispatchDragEvent", { type, x: width / 2, y: height / 2, data });
  }
  await line.detach();
  // The page reads the files when it sends them.
  page.once("close", () => void rm(folder, { recursive: true, force: true }));
}

/** Presses what opens the file dialog and chooses there. */
export async function pick(page: Page, opener: Locator, files: readonly FileOf[]): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), opener.click()]);
  await chooser.setFiles([...files]);
}

/** Copies a picture, as a screenshot program does, and pastes it with Ctrl+V. */
export async function paste(page: Page, picture: FileOf): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    const image = new Blob([bytes], { type: "image/png" });
    await navigator.clipboard.write([new ClipboardItem({ "image/png": image })]);
  }, picture.buffer.toString("base64"));
  await page.keyboard.press("Control+V");
}
