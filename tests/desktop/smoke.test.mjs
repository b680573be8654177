//! The window opens on an empty data folder, with the page and the API behind one origin.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { App } from "./app.mjs";
import { Screen } from "./screen.mjs";

let screen;
let app;

before(async () => {
  screen = await Screen.open();
  app = await App.open(screen);
});

after(async () => {
  await app?.close();
  screen?.close();
});

test("the page is loaded from the program itself", async () => {
  // Its own name, until the first screen has one.
  await app.page.until("the first screen's title", async () => (await app.page.title()) === "Mulai memakai Terbit – Terbit");
  assert.match(await app.page.url(), /^terbit:\/\/localhost\//);
});

test("the API answers in process", async () => {
  const status = await app.page.run("return (await fetch('/api/office')).status");
  assert.equal(status, 200);
});

test("no cookie is visible to the page", async () => {
  assert.equal(await app.page.run("return document.cookie"), "");
});

test("only the commands of a desktop are open to the page", async () => {
  const refusal = await app.page
    .run("return window.__TAURI_INTERNALS__.invoke('plugin:dialog|open', { options: {} })")
    .then(() => "allowed", (error) => error.message);
  assert.match(refusal, /not allowed/);
});

test("an address that is not https is not opened", async () => {
  const refusal = await app.page.run(
    "return window.__TAURI_INTERNALS__.invoke('open_external', { url: 'file:///etc/passwd' }).catch((failure) => failure)",
  );
  assert.equal(refusal.code, "address");
  await screen.picture("smoke");
});
