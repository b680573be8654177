import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { photoHead } from "$/lib/exif/photo.fixture.ts";

import { glimpseOf } from "./glimpse.ts";

beforeEach(() => {
  URL.createObjectURL = vi.fn(() => "blob:one");
  URL.revokeObjectURL = vi.fn();
});
afterEach(() => vi.restoreAllMocks());

/** jsdom's files can't be read in pieces: this one gives its head, or is gone. */
function file(head: Uint8Array | null, type = "image/jpeg"): File {
  const made = new File(["x"], "IMG_1.jpg", { type });
  vi.spyOn(made, "slice").mockImplementation(() => {
    if (!head) throw new DOMException("gone", "NotFoundError");
    return { arrayBuffer: () => Promise.resolve(head.slice().buffer) } as Blob;
  });
  return made;
}

describe("a glimpse of a file", () => {
  it("is the camera's own small picture, turned upright by CSS", async () => {
    const glimpse = await glimpseOf(file(photoHead({ orientation: 8 })));
    expect(glimpse).toMatchObject({ url: "blob:one", transform: "rotate(-90deg)" });
  });

  it("gives its memory back", async () => {
    const glimpse = await glimpseOf(file(photoHead()));
    glimpse?.release();
    expect(URL.revokeObjectURL).toHaveBeenCalledWith("blob:one");
  });

  it("is nothing for what is no picture, and for a file that is gone", async () => {
    expect(await glimpseOf(file(new TextEncoder().encode("teks"), "application/msword"))).toBeNull();
    expect(await glimpseOf(file(null))).toBeNull();
  });
});
