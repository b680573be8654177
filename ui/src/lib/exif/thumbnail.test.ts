import { describe, expect, it } from "vitest";

import { photoHead, smallJpeg } from "./photo.fixture.ts";
import { cameraThumbnail, upright } from "./thumbnail.ts";

describe("the camera's small picture", () => {
  it.each([true, false])("is found in either byte order (little: %s)", (little) => {
    const found = cameraThumbnail(photoHead({ little, orientation: 6 }));
    expect(found?.jpeg).toEqual(smallJpeg());
    expect(found?.orientation).toBe(6);
    expect(found?.zoom).toBe(1);
  });

  it("is a copy, so that the head of the file can go", () => {
    const head = photoHead();
    expect(cameraThumbnail(head)?.jpeg.buffer).not.toBe(head.buffer);
  });

  it("loses the bars that the camera put round a 3:2 photo", () => {
    const found = cameraThumbnail(photoHead({ frame: [6000, 4000] }));
    expect(found?.zoom).toBeCloseTo(1.125, 3);
  });

  it("is not taken when it shows another shape altogether", () => {
    expect(cameraThumbnail(photoHead({ frame: [9000, 1000] }))).toBeNull();
  });

  it("is absent from files that are no photos", () => {
    for (const text of ["", "ÿ", "Ini catatan rapat, bukan foto.", "\x89PNG\r\n\x1a\n"]) {
      expect(cameraThumbnail(new TextEncoder().encode(text))).toBeNull();
    }
    expect(cameraThumbnail(smallJpeg())).toBeNull();
  });

  it("turns an orientation that does not exist into none", () => {
    expect(cameraThumbnail(photoHead({ orientation: 77 }))?.orientation).toBe(1);
  });
});

describe("a head that lies", () => {
  it.each([
    ["a thumbnail beyond its block", { start: 60_000 }],
    ["a thumbnail that is too long", { length: 4_000_000_000 }],
    ["a thumbnail over the header", { start: 0 }],
    ["more tags than there are bytes", { count: 65_535 }],
    ["a thumbnail that is no JPEG", { thumbnail: Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]) }],
  ])("%s gives no picture", (_, lie) => {
    expect(cameraThumbnail(photoHead(lie))).toBeNull();
  });

  it("cut off anywhere, or with any byte changed, is never an error", () => {
    const head = photoHead();
    for (let end = 0; end < head.length; end += 1) cameraThumbnail(head.slice(0, end));
    for (let at = 0; at < head.length; at += 1) {
      for (const value of [0, 1, 127, 255]) {
        const changed = head.slice();
        changed[at] = value;
        cameraThumbnail(changed);
      }
    }
  });

  it("ends where segments never do", () => {
    const endless = new Uint8Array(200_000).fill(0xff);
    endless[1] = 0xd8;
    expect(cameraThumbnail(endless)).toBeNull();
  });
});

describe("turning it upright", () => {
  it("needs nothing for what lies right", () => {
    expect(upright({ orientation: 1, zoom: 1 })).toBe("");
  });
  it("turns a photo held upright by a quarter, and enlarges it over its bars", () => {
    expect(upright({ orientation: 6, zoom: 1.125 })).toBe("scale(1.125) rotate(90deg)");
  });
});
