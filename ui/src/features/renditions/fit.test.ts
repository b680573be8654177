import { describe, expect, it } from "vitest";

import { content, photo, picturePlaces, viewOf } from "$/testing/office.ts";

import { cropArea, isTooSmall, objectPosition, placesMade, proposedFit, sizeOf, withHow } from "./fit.ts";

const photoSize = { width: 3000, height: 2000 };
const tall = { width: 1080, height: 1350 };

describe("a crop", () => {
  it("is as large as the place's shape allows, round the focus", () => {
    const area = cropArea(photoSize, tall, { x: 5000, y: 5000 });
    expect(area.height).toBe(1);
    expect(area.width).toBeCloseTo(1600 / 3000, 5);
    expect(area.left + area.width / 2).toBeCloseTo(0.5, 5);
  });

  it("never leaves the picture", () => {
    expect(cropArea(photoSize, tall, { x: 0, y: 0 }).left).toBe(0);
    const right = cropArea(photoSize, tall, { x: 10_000, y: 0 });
    expect(right.left + right.width).toBeCloseTo(1, 9);
  });

  it("is the same as CSS shows it", () => {
    expect(objectPosition(photoSize, tall, { x: 0, y: 9000 })).toBe("0.00% 50.00%");
    expect(objectPosition(photoSize, tall, { x: 10_000, y: 0 })).toBe("100.00% 50.00%");
    expect(objectPosition(tall, photoSize, { x: 1, y: 5000 })).toBe("50.00% 50.00%");
  });
});

describe("the size that comes out", () => {
  it("is the place's, but as it is the picture's own shape, never enlarged", () => {
    expect(sizeOf(photoSize, tall, "blur")).toEqual(tall);
    expect(sizeOf(photoSize, tall, "as_is")).toEqual({ width: 1080, height: 720 });
    expect(sizeOf({ width: 300, height: 200 }, tall, "as_is")).toEqual({ width: 300, height: 200 });
  });

  it("says when the picture is too small for it", () => {
    expect(isTooSmall({ width: 1600, height: 1200 }, tall, "crop")).toBe(true);
    expect(isTooSmall({ width: 1600, height: 1200 }, tall, "blur")).toBe(false);
    expect(isTooSmall({ width: 300, height: 200 }, tall, "as_is")).toBe(false);
  });
});

describe("the places of a platform", () => {
  const all = picturePlaces();
  const [feed, square] = all as [(typeof all)[0], (typeof all)[0]];
  const crop = { how: "crop", focus: { x: 4000, y: 3000 } } as const;

  it("are its default one, until others are chosen", () => {
    expect(placesMade({}, "instagram-feed", all).map(({ id }) => id)).toEqual(["instagram-feed-4x5"]);
    const fits = { "instagram-feed-1x1": crop };
    expect(placesMade(fits, "instagram-feed", all).map(({ id }) => id)).toEqual(["instagram-feed-1x1"]);
    expect(placesMade(fits, "instagram-story", all).map(({ id }) => id)).toEqual(["instagram-story"]);
  });

  it("are fitted as proposed, the further ones as their platform's own", () => {
    const view = { ...viewOf(photo()), proposed: { "instagram-feed-4x5": crop } };
    expect(proposedFit(view, square, all)).toEqual(crop);
    expect(proposedFit(null, feed, all)).toEqual({ how: "crop", focus: { x: 5000, y: 5000 } });
  });
});

it("changing the manner keeps a focus that was set", () => {
  const crop = { how: "crop", focus: { x: 1, y: 2 } } as const;
  expect(withHow("crop", crop, { x: 9, y: 9 }, 0)).toBe(crop);
  expect(withHow("plain", crop, crop.focus, 0xabcdef)).toEqual({ how: "plain", color: 0xabcdef });
  expect(withHow("as_is", crop, crop.focus, 0)).toEqual({ how: "as_is" });
});

it("content without chosen fits is written as before there were any", () => {
  expect(JSON.stringify(content())).not.toContain("fits");
});
