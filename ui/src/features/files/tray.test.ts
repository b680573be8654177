import { beforeEach, describe, expect, it, vi } from "vitest";

import { Failure, type AssetView } from "$/api/index.ts";
import type { Offered } from "$/host/index.ts";
import { photo, viewOf } from "$/testing/office.ts";

import { Tray } from "./tray.svelte.ts";

type Intake = { offered: Offered; done: (view: AssetView) => void; fail: (why: unknown) => void };
const waiting: Intake[] = [];
let released = 0;

vi.mock("$/host/index.ts", () => ({
  host: {
    glimpse: () => Promise.resolve({ url: "blob:x", transform: "", release: () => (released += 1) }),
    intake: (offered: Offered, _progress: unknown, signal: AbortSignal) =>
      new Promise((done, fail) => {
        waiting.push({ offered, done, fail });
        signal.addEventListener("abort", () => fail(new DOMException("", "AbortError")));
      }),
  },
}));

let paint: () => void = () => undefined;
vi.mock("$/lib/painted.ts", () => ({ painted: () => new Promise<void>((resolve) => (paint = resolve)) }));

const offer = (name: string, isDir = false): Offered => ({ token: name, name, bytes: 10, isDir });
/** The tiles are drawn, and what follows is done. */
const settle = () => {
  paint();
  return new Promise((done) => setTimeout(done, 0));
};
const finish = (name: string, hash: string) =>
  waiting.find((one) => one.offered.name === name)?.done(viewOf(photo(name, hash.repeat(64))));

beforeEach(() => {
  waiting.splice(0);
  released = 0;
});

describe("the tray", () => {
  it("draws every tile before the first file is touched", async () => {
    const tray = new Tray();
    tray.offer([offer("a"), offer("b")]);
    await new Promise((done) => setTimeout(done, 20));
    expect(tray.tiles).toHaveLength(2);
    expect(waiting).toEqual([]);
    expect(tray.tiles[0]?.local).toBeNull();
    await settle();
    expect(waiting).toHaveLength(2);
  });

  it("takes a few files in at a time and keeps the order they came in", async () => {
    const tray = new Tray();
    tray.offer(["a", "b", "c", "d"].map((name) => offer(name)));
    await settle();
    expect(waiting.map(({ offered }) => offered.name)).toEqual(["a", "b", "c"]);
    finish("c", "3");
    await settle();
    expect(waiting.map(({ offered }) => offered.name)).toEqual(["a", "b", "c", "d"]);
    for (const [name, hash] of ["a1", "b2", "d4"]) finish(name ?? "", hash ?? "");
    await settle();
    expect(tray.assets.map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
  });

  it("only files that are taken in belong to the content", () => {
    const tray = new Tray();
    tray.offer([offer("a")]);
    expect(tray.tiles).toHaveLength(1);
    expect(tray.assets).toEqual([]);
    expect(tray.underWay).toHaveLength(1);
  });

  it("a refused file stays as a tile with its sentence and can be tried again", async () => {
    const tray = new Tray();
    tray.offer([offer("a")]);
    await settle();
    waiting[0]?.fail(new Failure(415, "unknown_kind", "Bukan foto."));
    await settle();
    const [tile] = tray.failed;
    expect(tile?.failure?.message).toBe("Bukan foto.");
    if (tile) tray.retry(tile);
    waiting[1]?.done(viewOf(photo("a")));
    await settle();
    expect(tray.assets).toHaveLength(1);
  });

  it("the same picture twice is taken once", async () => {
    const tray = new Tray();
    tray.offer([offer("a"), offer("salinan")]);
    await settle();
    finish("a", "1");
    await settle();
    finish("salinan", "1");
    await settle();
    expect(tray.tiles.map(({ name }) => name)).toEqual(["a"]);
  });

  it("a folder is refused with what to do instead", () => {
    const tray = new Tray();
    tray.offer([offer("foto", true)]);
    expect(tray.failed[0]?.failure?.message).toContain("Buka foldernya");
    expect(waiting).toEqual([]);
  });

  it("cancelling all stops what is under way and makes room for more", async () => {
    const tray = new Tray();
    tray.offer(["a", "b", "c", "d"].map((name) => offer(name)));
    await settle();
    tray.cancelAll();
    await settle();
    expect(tray.tiles).toEqual([]);
    tray.offer([offer("e")]);
    await settle();
    expect(waiting.at(-1)?.offered.name).toBe("e");
  });

  it("moves a tile to another place", () => {
    const tray = new Tray();
    tray.offer(["a", "b", "c"].map((name) => offer(name)));
    tray.move(2, 0);
    expect(tray.tiles.map(({ name }) => name)).toEqual(["c", "a", "b"]);
    tray.move(0, 9);
    expect(tray.tiles.map(({ name }) => name)).toEqual(["c", "a", "b"]);
  });

  it("every tile has its glimpse before the files are taken in, and gives it back", async () => {
    const tray = new Tray();
    tray.offer(["a", "b", "c", "d", "e", "f"].map((name) => offer(name)));
    await settle();
    expect(tray.tiles.every(({ local }) => local?.url === "blob:x")).toBe(true);
    expect(tray.assets).toEqual([]);
    tray.cancelAll();
    expect(released).toBe(6);
  });

  it("a file that is kept without a picture shows none", async () => {
    const tray = new Tray();
    tray.offer([offer("poster.psd")]);
    await settle();
    waiting[0]?.done(viewOf(photo("poster.psd"), { has_picture: false }));
    await settle();
    expect(tray.tiles[0]?.local).toBeNull();
    expect(tray.assets).toHaveLength(1);
  });

  it("what was chosen for a place belongs to the content, in a steady order", () => {
    const tray = new Tray([photo()]);
    const [tile] = tray.tiles;
    expect(JSON.stringify(tray.assets)).not.toContain("fits");
    if (tile) tile.fits = { "instagram-story": { how: "blur" }, "facebook-4x5": { how: "as_is" } };
    expect(Object.keys(tray.assets[0]?.fits ?? {})).toEqual(["facebook-4x5", "instagram-story"]);
  });
});
