import { beforeEach, describe, expect, it } from "vitest";

import type { Fits } from "$/api/index.ts";
import { photo, picturePlaces, viewOf } from "$/testing/office.ts";

import { Choices } from "./choices.svelte.ts";

const places = picturePlaces();
const [feed, square, story] = places as [(typeof places)[0], (typeof places)[0], (typeof places)[0]];
const focus = { x: 4000, y: 3000 };
const crop = { how: "crop", focus } as const;
const asset = photo();
const view = viewOf(asset, { proposed: { [feed.id]: crop, [story.id]: { how: "blur" } } });

let fits: Fits = {};
const choices = new Choices(() => ({ asset, view, fits, places, onFits: (now) => (fits = now) }));
beforeEach(() => void (fits = {}));

describe("the choices of a picture", () => {
  it("write nothing down as long as nobody chooses", () => {
    expect(choices.fitOf(feed)).toEqual(crop);
    expect(choices.isMade(feed)).toBe(true);
    expect(choices.isMade(square)).toBe(false);
    expect(choices.isChanged(feed)).toBe(false);
    expect(fits).toEqual({});
  });

  it("name every place of a platform once one is added", () => {
    choices.make(square, true);
    expect(fits).toEqual({ [feed.id]: crop, [square.id]: crop });
    choices.make(feed, false);
    expect(Object.keys(fits)).toEqual([square.id]);
    expect(choices.isLast(square)).toBe(true);
    choices.make(square, false);
    expect(Object.keys(fits)).toEqual([square.id]);
  });

  it("move the focus of every crop of the picture, and leave what is not cropped", () => {
    choices.make(square, true);
    choices.aim(square, { x: 1, y: 2 }, false);
    expect(choices.fitOf(feed)).toEqual({ how: "crop", focus: { x: 1, y: 2 } });
    expect(choices.fitOf(story)).toEqual({ how: "blur" });
  });

  it("move one crop alone where that is asked", () => {
    choices.make(square, true);
    choices.aim(square, { x: 1, y: 2 }, true);
    expect(choices.fitOf(feed)).toEqual(crop);
  });

  it("go back to what was proposed", () => {
    choices.set(feed, { how: "plain", color: 0 });
    expect(choices.isChanged(feed)).toBe(true);
    choices.reset(feed);
    expect(fits).toEqual({});
  });
});
