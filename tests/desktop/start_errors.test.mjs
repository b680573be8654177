//! What is said when the office can't be opened: a sentence in a dialog, before any window.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { App } from "./app.mjs";
import { Screen } from "./screen.mjs";

let screen;
let folder;

before(async () => {
  screen = await Screen.open();
  folder = await mkdtemp(join(tmpdir(), "terbit-start-"));
});

after(async () => {
  screen?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the program, takes a picture of its dialog, and closes that as a person does. */
async function refused(data, name) {
  const environment = { ...screen.environment, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder, XDG_CACHE_HOME: folder };
  const program = spawn(process.env.TERBIT_DESKTOP, ["--data", data], {
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  program.stderr.on("data", (text) => (said += text));
  const ended = once(program, "exit");
  await screen.pointer("search", "--sync", "--onlyvisible", "--name", "Terbit tidak bisa dibuka", "windowfocus", "--sync");
  await screen.picture(name);
  await screen.pointer("key", "Return");
  const [code] = await ended;
  return { code, said };
}

test("a damaged database is said, with what to do", async () => {
  await writeFile(join(folder, "office.db"), "this was a database once\n".repeat(400));
  const { code, said } = await refused(folder, "start-damaged");
  assert.equal(code, 1);
  assert.match(said, /terbit: Basis data .+office\.db rusak: /u);
  assert.match(said, /Jangan hapus apa pun; salin seluruh folder data, lalu pulihkan dari cadangan\./u);
});

test("a second program on the same data is said, and the first goes on", async () => {
  const app = await App.open(screen);
  try {
    await app.page.find("heading", "Mulai memakai Terbit");
    const { code, said } = await refused(app.data, "start-in-use");
    assert.equal(code, 1);
    assert.match(said, /terbit: Data di .+ sedang dipakai oleh Terbit lain\. Tutup Terbit yang satunya/u);
    assert.equal(await app.page.run("return (await fetch('/api/office')).status"), 200);
  } finally {
    await app.close();
  }
});
