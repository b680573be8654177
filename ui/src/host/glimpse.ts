/**
 * A small picture of a file whose bytes are the page's, long before the office has decoded it: the
 * one that the camera put in, or else a quick reduction of a picture that is small anyway.
 */
import { cameraThumbnail, HEAD_BYTES, upright } from "$/lib/exif/index.ts";

import type { LocalPicture } from "./host.ts";

/** A larger file would take the browser too long to decode beside everything else. */
const SMALL_BYTES = 1_500_000;
/** Twice a tile's width, for dense screens. */
const EDGE = 256;

export async function glimpseOf(file: File): Promise<LocalPicture | null> {
  try {
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    const found = cameraThumbnail(head);
    if (found) return shown(new Blob([found.jpeg], { type: "image/jpeg" }), upright(found));
    return await reduced(file);
  } catch {
    // Gone, locked or broken: taking it in will say so.
    return null;
  }
}

async function reduced(file: File): Promise<LocalPicture | null> {
  const suits = file.type.startsWith("image/") && file.type !== "image/svg+xml" && file.size <= SMALL_BYTES;
  if (!suits || typeof createImageBitmap === "undefined") return null;
  const bitmap = await createImageBitmap(file, { resizeWidth: EDGE, resizeQuality: "low" });
  try {
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
    return shown(await canvas.convertToBlob({ type: "image/jpeg", quality: 0.7 }), "");
  } finally {
    bitmap.close();
  }
}

function shown(picture: Blob, transform: string): LocalPicture {
  const url = URL.createObjectURL(picture);
  return { url, transform, release: () => URL.revokeObjectURL(url) };
}
