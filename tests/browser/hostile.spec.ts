//! Other people's pages and other people's files, in a real browser at which somebody of the office is signed in.

import { createServer, type Server as Site } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

import type { Page } from "@playwright/test";

import { Clerk } from "./support/clerk.ts";
import { awayFromMidnight, day } from "./support/days.ts";
import { pick } from "./support/files.ts";
import { chooseSource, field, takenIn } from "./support/form.ts";
import { officeOfThisFile } from "./support/office.ts";
import { expect, goTo, signInAsSample, test } from "./support/people.ts";
import { png } from "./support/pictures.ts";

const office = officeOfThisFile();
let site: Site;
/** Another site to a browser: "localhost" is not "127.0.0.1". */
let elsewhere = "";

test.beforeAll(async () => {
  test.setTimeout(15 * 60_000);
  await awayFromMidnight();
  site = createServer((_, answer) => {
    answer.setHeader("Content-Type", "text/html");
    answer.end("<!doctype html><title>Undian berhadiah</title><body></body>");
  });
  site.listen(0, "localhost");
  await once(site, "listening");
  elsewhere = `http://localhost:${(site.address() as AddressInfo).port}/`;
});
test.afterAll(() => site.close());

test("a page of another site neither does nor learns anything in the office's name", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(office.address);
  await signInAsSample(page, "nadia");
  const nadia = await Clerk.signedIn(office, "nadia");
  const photo = await nadia.takesIn(png("rahasia.png", 91));
  const drafts = (await nadia.get("/api/drafts")).length;

  const trap = await context.newPage();
  await trap.goto(elsewhere);
  await test.step("requests that a page may send without asking", async () => {
    const told = await trap.evaluate(async (home) => {
      const body = JSON.stringify({ sop: "dki-pengelolaan-media-sosial" });
      const send = async (how: RequestInit) => {
        try {
          return (await fetch(`${home}/api/drafts`, { method: "POST", credentials: "include", body, ...how })).type;
        } catch {
          return "refused";
        }
      };
      return [
        await send({ mode: "no-cors", headers: { "Content-Type": "text/plain" } }),
        await send({ headers: { "Content-Type": "application/json" } }),
        await send({ headers: { "Content-Type": "application/json", "X-Terbit": "1" } }),
        (navigator.sendBeacon(`${home}/api/drafts`, body), "beacon"),
      ];
    }, office.address);
    // The first is sent and tells nothing; those that would need a permission never leave.
    expect(["opaque", "refused"]).toContain(told[0]);
    expect(told.slice(1)).toEqual(["refused", "refused", "beacon"]);
  });
  await test.step("a form that is sent by itself", async () => {
    const [answer] = await Promise.all([
      trap.waitForResponse((response) => response.url() === `${office.address}/api/drafts`),
      trap.evaluate((home) => {
        const form = document.createElement("form");
        form.method = "post";
        form.enctype = "text/plain";
        form.action = `${home}/api/drafts`;
        document.body.append(form);
        form.submit();
      }, office.address),
    ]);
    expect(answer.status()).toBe(403);
    await trap.waitForURL(`${office.address}/api/drafts`);
    await trap.goto(elsewhere);
  });
  await test.step("pictures, scripts and frames of the office", async () => {
    const seen = await trap.evaluate(
      async ({ home, sha256 }) => {
        const loaded = (element: HTMLElement) =>
          new Promise<string>((resolve) => {
            element.onload = () => resolve("loaded");
            element.onerror = () => resolve("refused");
            document.body.append(element);
          });
        const img = document.createElement("img");
        img.src = `${home}/api/media/${sha256}/thumb`;
        const script = document.createElement("script");
        script.src = `${home}/api/home`;
        const frame = document.createElement("iframe");
        frame.src = `${home}/`;
        const pictures = [await loaded(img), await loaded(script)];
        await loaded(frame);
        let inside = "hidden";
        try {
          if (frame.contentDocument?.body.textContent) inside = "readable";
        } catch {
          inside = "hidden";
        }
        return [...pictures, inside];
      },
      { home: office.address, sha256: photo.sha256 },
    );
    expect(seen).toEqual(["refused", "refused", "hidden"]);
    const frames = trap.frames().filter((frame) => frame !== trap.mainFrame());
    for (const frame of frames) await expect(frame.locator("main")).toHaveCount(0);
  });
  await test.step("a window that it opens is none of its business", async () => {
    const [opened] = await Promise.all([
      context.waitForEvent("page"),
      trap.evaluate((home) => void window.open(home), office.address),
    ]);
    await opened.waitForLoadState();
    expect(await opened.evaluate(() => window.opener === null)).toBe(true);
    await opened.close();
  });

  expect((await nadia.get("/api/drafts")).length).toBe(drafts);
  await goTo(page, "Arsip");
  await nadia.leaves();
  await context.close();
});

const SVG = `<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60" onload="document.title='terserang'">
<script>fetch("/api/drafts", { method: "POST", headers: { "X-Terbit": "1" } }); document.title = "terserang";</script>
<rect width="80" height="60" fill="#0a6"/></svg>`;

test("a drawing with a script in it is never run, however it is opened", async ({ browser }) => {
  const context = await browser.newContext({ acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(office.address);
  await signInAsSample(page, "nadia");
  const nadia = await Clerk.signedIn(office, "nadia");
  const drawing = { name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from(SVG) };
  const { sha256 } = await nadia.takesIn(drawing);
  const drafts = (await nadia.get("/api/drafts")).length;
  const address = `${office.address}/api/media/${sha256}/original?name=logo.html`;
  await test.step("its address is a download", async () => {
    const other = await context.newPage();
    const [saved] = await Promise.all([
      other.waitForEvent("download"),
      other.goto(address).catch(() => undefined),
    ]);
    expect(saved.url()).toBe(address);
    await other.close();
  });
  await test.step("inside a page of our own it is no document", async () => {
    const titles = await page.evaluate(async (url) => {
      for (const kind of ["iframe", "object", "embed", "img"] as const) {
        const element = document.createElement(kind);
        element.setAttribute(kind === "object" ? "data" : "src", url);
        const done = new Promise((resolve) => {
          element.addEventListener("load", resolve);
          element.addEventListener("error", resolve);
          // What becomes a download, or is refused by the policy, tells nothing.
          setTimeout(resolve, 500);
        });
        document.body.append(element);
        await done;
      }
      return [document.title, ...Array.from(frames, (frame) => {
        try {
          return frame.document.title;
        } catch {
          return "";
        }
      })];
    }, address);
    for (const title of titles) expect(title).not.toContain("terserang");
  });
  await test.step("a page that calls itself a photo is not taken in at all", async () => {
    const refused = await page.request.post(`${office.address}/api/assets?name=foto.jpg`, {
      headers: { "X-Terbit": "1", Origin: office.address, "Content-Type": "application/octet-stream" },
      data: Buffer.from("<!doctype html><script>document.title='terserang'</script>"),
    });
    expect(refused.status()).toBe(415);
  });
  expect((await nadia.get("/api/drafts")).length).toBe(drafts);
  await nadia.leaves();
  await context.close();
});

async function filled(page: Page, title: string): Promise<void> {
  const form = field(page);
  await form.title.fill(title);
  await form.date.fill(day(0));
  await form.pic.fill("Arif Budiman");
  await chooseSource(page, "agenda");
  await form.link.fill("https://drive.google.com/drive/folders/1a2b3c");
  await page.getByRole("checkbox", { name: "Instagram (feed)" }).check();
  await form.caption.fill("Diserahkan sebelum sempat tersimpan.");
}

test("handed in before anything was saved, it has its picture, and the next draft has none", async ({ person }) => {
  const page = await person(office, "nadia");
  await goTo(page, "Ajukan");
  // Every save waits until the button was pressed.
  let go = () => {};
  const pressed = new Promise<void>((resolve) => (go = resolve));
  let held = 0;
  await page.route("**/api/drafts/*", async (route) => {
    if (route.request().method() === "PUT") {
      held += 1;
      await pressed;
    }
    await route.continue();
  });
  await pick(page, page.getByRole("button", { name: /Pilih berkas|Tambah berkas/ }).first(), [png("serah.png", 92)]);
  await expect(takenIn(page)).toHaveCount(1);
  const title = "Serah terima tanpa menunggu";
  await filled(page, title);
  await expect.poll(() => held).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Serahkan ajuan" }).click();
  go();
  await expect(page.getByRole("heading", { name: "Ajuan diserahkan" }).last()).toBeVisible();
  await page.unrouteAll({ behavior: "wait" });

  const nadia = await Clerk.signedIn(office, "nadia");
  const { items } = await nadia.get("/api/submissions?scope=mine");
  const sent = items.find((card: { title: string }) => card.title === title);
  const detail = await nadia.get(`/api/submissions/${sent.id}`);
  expect(detail.content.assets.map((asset: { name: string }) => asset.name)).toEqual(["serah.png"]);
  expect(detail.content.caption).toBe("Diserahkan sebelum sempat tersimpan.");
  const next = await nadia.begins();
  expect(next.content.assets).toEqual([]);
  expect(next.content.title).toBe("");
  await nadia.leaves();
});
