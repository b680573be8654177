//! Files dragged onto the window arrive as offers: names and sizes, and never a path.

import assert from "node:assert/strict";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { App } from "./app.mjs";
import { dragIn } from "./drag.mjs";
import { fromCamera } from "./pictures.mjs";
import { Screen } from "./screen.mjs";

/** Runs in the page: keeps what the shell tells about drags, for the test to read. */
const LISTEN = `
  const shell = window.__TAURI_INTERNALS__;
  window.told = { hover: [], offered: [] };
  const hear = (event, put) => shell.invoke("plugin:event|listen", {
    event, target: { kind: "Any" }, handler: shell.transformCallback((message) => put(message.payload)),
  });
  await hear("drop-hover", (hovering) => window.told.hover.push(hovering));
  await hear("files-offered", (files) => window.told.offered.push(...files));
`;

let screen;
let app;
let folder;

before(async () => {
  screen = await Screen.open();
  folder = await mkdtemp(join(tmpdir(), "terbit-drag-"));
  await writeFile(join(folder, "foto rapat.jpg"), Buffer.alloc(1234));
  await writeFile(join(folder, "upacara, 17 Agustus.png"), Buffer.alloc(99));
  await mkdir(join(folder, "kartu kamera"));
  await fromCamera(join(folder, "DSC_0001.jpg"), 7);
  app = await App.open(screen, { TERBIT_TEST_PICK: join(folder, "foto rapat.jpg") });
});

after(async () => {
  await app?.close();
  screen?.close();
  await rm(folder, { recursive: true, force: true });
});

const invoke = (command, args) =>
  app.page.run(
    `const [command, args] = arguments;
     return window.__TAURI_INTERNALS__.invoke(command, args).catch((failure) => ({ failure }));`,
    command,
    args,
  );

test("two photos and a folder are dragged in with the real pointer", async () => {
  await app.page.run(LISTEN);
  const names = ["foto rapat.jpg", "upacara, 17 Agustus.png", "kartu kamera"];
  await dragIn(screen, names.map((name) => join(folder, name)), async () => {
    await app.page.until("the hover", () => app.page.run("return window.told.hover.includes(true)"));
  });
  const offered = await app.page.until("the offers", async () => {
    const files = await app.page.run("return window.told.offered");
    return files.length === 3 ? files : undefined;
  });
  assert.deepEqual(offered.map((file) => file.name), names);
  assert.deepEqual(offered.slice(0, 2).map((file) => file.bytes), [1234, 99]);
  assert.deepEqual(await app.page.run("return window.told.hover"), [true, false]);
  assert.ok(!JSON.stringify(offered).includes(folder), "the page never learns a path");
});

test("a folder is refused with a way out", async () => {
  const [directory] = await app.page.run("return window.told.offered.filter((file) => file.is_dir)");
  const { failure } = await invoke("intake_start", { token: directory.token, onProgress: "__CHANNEL__:1" });
  assert.equal(failure.code, "folder");
  assert.match(failure.message, /Buka foldernya/);
});

test("a token that was never given opens nothing", async () => {
  const { failure } = await invoke("intake_start", { token: "/etc/passwd", onProgress: "__CHANNEL__:1" });
  assert.equal(failure.code, "unknown_file");
});

test("nobody takes files in without signing in", async () => {
  const [photo] = await invoke("pick_files", {});
  const { failure } = await invoke("intake_start", { token: photo.token, onProgress: "__CHANNEL__:1" });
  assert.equal(failure.code, "signed_out");
});

test("a dropped photo shows its camera's small picture by its token, before it is taken in", async () => {
  await app.page.run("window.told.offered = []");
  await dragIn(screen, [join(folder, "DSC_0001.jpg"), join(folder, "upacara, 17 Agustus.png")]);
  const [photo, drawing] = await app.page.until("the offers", async () => {
    const files = await app.page.run("return window.told.offered");
    return files.length === 2 ? files : undefined;
  });
  const size = await app.page.run(
    `const [token] = arguments;
     const picture = new Image();
     picture.src = "/dropped/" + token + "/preview";
     await picture.decode();
     return [picture.naturalWidth, picture.naturalHeight];`,
    photo.token,
  );
  assert.deepEqual(size, [160, 120]);
  const status = (token) =>
    app.page.run("return fetch(`/dropped/${arguments[0]}/preview`).then(({ status }) => status)", token);
  assert.equal(await status(drawing.token), 404);
  assert.equal(await status("kartu"), 404);
});
