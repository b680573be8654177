//! An inbox in which ten thousand items wait: from J to the next picture on the screen, frames while scrolling
//! against a bare list of the same rows' number and height, and the first page's time and size.
//!
//! The office is made by `bench-inbox` through the office's own use-cases and served by `terbit serve`; the
//! browser is Debian's, without a window. Frames there follow the same clock as with one.
//!
//! `ITEMS=2000` makes a smaller office, to try a change.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

import { chromium } from "playwright-core";

import { machine, median, table } from "./measure.mjs";

const ITEMS = Number(process.env.ITEMS ?? 10_000);
const PHOTOS = 80;
const MOVES = 70;
const PAGES = 200;
const FRAMES = 2_000;
/** Of the list's rows, in px: 6.75 rem. */
const ROW = 108;
const run = promisify(execFile);

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];
const ms = (value) => value.toFixed(1);

async function serve(data) {
  const server = spawn(process.env.TERBIT, ["serve", "--data", data, "--listen", "127.0.0.1:0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: server.stdout }), "line");
  return { server, address: /http:\/\/[\d.:]+/u.exec(line)[0] };
}

/** The first page as a program would ask for it: on one connection, from the request to the last byte. */
async function firstPage(page) {
  return page.evaluate(async (times) => {
    const taken = [];
    let bytes = 0;
    for (let n = 0; n < times; n += 1) {
      const start = performance.now();
      const answer = await fetch("/api/inbox?desk=decide&limit=40", {
        headers: { "X-Terbit-Background": "1" },
      });
      bytes = (await answer.arrayBuffer()).byteLength;
      taken.push(performance.now() - start);
    }
    return { taken, bytes };
  }, PAGES);
}

/** Runs in the page before the key: notes when the frame with the next item's picture is over. */
function watchForPicture() {
  const before = document.querySelector(".item h2")?.textContent;
  window.moved = new Promise((resolve) => {
    window.addEventListener(
      "keydown",
      () => {
        const start = performance.now();
        const look = () => {
          const heading = document.querySelector(".item h2");
          const picture = [...document.querySelectorAll(".item img")].find(
            (image) => image.getBoundingClientRect().width > 200,
          );
          const there =
            heading && heading.textContent !== before && picture?.complete && picture.naturalWidth > 0;
          if (there && getComputedStyle(picture).opacity === "1") {
            // The next frame begins when this one, with the picture decoded in it, has been handed over.
            requestAnimationFrame(() => resolve(performance.now() - start));
          } else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      },
      { once: true, capture: true },
    );
  });
}

async function moves(page) {
  const taken = [];
  for (let n = 0; n < MOVES; n += 1) {
    await page.evaluate(watchForPicture);
    await page.keyboard.press("j");
    taken.push(await page.evaluate(() => window.moved));
    // A person looks, if only for a moment.
    await pause(350);
  }
  return taken;
}

/** Scrolls a scroller down from its top, so many px a frame; answers how long each of 2,000 frames took. */
async function scrolled(page, selector, step) {
  return page.evaluate(
    async ([selector, step, most]) => {
      const scroller = document.querySelector(selector);
      scroller.scrollTop = 0;
      await new Promise((next) => setTimeout(next, 500));
      const frames = [];
      let last = await new Promise(requestAnimationFrame);
      const end = scroller.scrollHeight - scroller.clientHeight;
      for (let to = 0; to < end && frames.length < most; to += step) {
        scroller.scrollTop = to;
        const now = await new Promise(requestAnimationFrame);
        frames.push(now - last);
        last = now;
      }
      return frames;
    },
    [selector, step, FRAMES],
  );
}

/** The floor: as many rows of the same height with one line of text each, kept in the page by the same arithmetic. */
function bareList([items, row]) {
  document.title = "bare";
  document.body.innerHTML =
    '<div id="bare" style="width:320px;height:640px;overflow-y:auto"><div style="position:relative"></div></div>';
  const scroller = document.querySelector("#bare");
  const whole = scroller.firstElementChild;
  whole.style.height = `${items * row}px`;
  const shown = new Map();
  const draw = () => {
    const first = Math.max(0, Math.floor(scroller.scrollTop / row) - 5);
    const last = Math.min(items, Math.ceil((scroller.scrollTop + scroller.clientHeight) / row) + 5);
    for (const [index, element] of shown) {
      if (index >= first && index < last) continue;
      element.remove();
      shown.delete(index);
    }
    for (let index = first; index < last; index += 1) {
      if (shown.has(index)) continue;
      const element = document.createElement("div");
      element.textContent = `Ajuan nomor ${index + 1}`;
      element.style.cssText = `position:absolute;inset:0 0 auto;height:${row}px;transform:translateY(${index * row}px)`;
      whole.append(element);
      shown.set(index, element);
    }
  };
  scroller.addEventListener("scroll", draw);
  draw();
}

const over = (frames, limit) => frames.filter((frame) => frame > limit).length;
const framesRow = (name, frames) => [
  name,
  String(frames.length),
  // A frame of a 60 Hz screen is 16.7 ms; the clock's own jitter is not a missed frame.
  String(over(frames, 17.5)),
  String(over(frames, 34)),
  ms(at(frames, 0.5)),
  ms(at(frames, 0.95)),
  ms(Math.max(...frames)),
];

const folder = await mkdtemp(join(tmpdir(), "terbit-inbox-"));
let server;
let browser;
try {
  console.error(`making an office with ${ITEMS} items`);
  const made = await run(process.env.BENCH_INBOX, [folder, String(ITEMS), String(PHOTOS)], {
    timeout: 1_800_000,
  });
  const { login, password } = JSON.parse(made.stdout);
  const served = await serve(join(folder, "kantor"));
  server = served.server;
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: "id-ID",
  });
  const page = await context.newPage();
  await page.goto(served.address);
  await page.getByLabel("Nama akun").fill(login);
  await page.getByLabel("Kata sandi", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Masuk", exact: true }).click();
  await page.getByRole("heading", { level: 1 }).first().waitFor();

  const first = await firstPage(page);
  await page.evaluate(() => (location.hash = "#/kotak"));
  await page.locator("[data-row][aria-current]").waitFor();
  await pause(2_000);
  const pictures = await moves(page);

  // Everything is loaded first, as after one scroll to the end: what is measured is drawing.
  await page.locator("[data-row][aria-current]").focus();
  const start = performance.now();
  await page.keyboard.press("End");
  await page.locator(`li[aria-posinset="${ITEMS}"] [data-row]`).waitFor({ timeout: 120_000 });
  const toEnd = performance.now() - start;
  const steady = await scrolled(page, ".scroller", 120);
  const fast = await scrolled(page, ".scroller", 600);
  const bare = await context.newPage();
  await bare.goto("about:blank");
  await bare.evaluate(bareList, [ITEMS, ROW]);
  const bareSteady = await scrolled(bare, "#bare", 120);
  const bareFast = await scrolled(bare, "#bare", 600);

  console.log(`${ITEMS} items wait for one person. ${machine()}\n`);
  table(
    ["", "p50", "p95", "most"],
    [
      [
        "J → next picture painted, ms",
        ms(median(pictures)),
        ms(at(pictures, 0.95)),
        ms(Math.max(...pictures)),
      ],
      ["first page, ms", ms(median(first.taken)), ms(at(first.taken, 0.95)), ms(Math.max(...first.taken))],
      ["first page, KB", (first.bytes / 1000).toFixed(1), "", ""],
      ["End → last of all rows, ms", ms(toEnd), "", ""],
    ],
  );
  console.log();
  table(
    ["scrolling", "frames", "over 16 ms", "over 33 ms", "p50, ms", "p95, ms", "longest, ms"],
    [
      framesRow("Terbit, 120 px a frame", steady),
      framesRow("bare list, 120 px a frame", bareSteady),
      framesRow("Terbit, 600 px a frame", fast),
      framesRow("bare list, 600 px a frame", bareFast),
    ],
  );
} finally {
  await browser?.close();
  server?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
