/** The pixels of a part of a picture, as fine as they are there. */
import { media, type Asset } from "$/api/index.ts";

import type { ViewerHandle } from "./handle.svelte.ts";

export type Box = { left: number; top: number; width: number; height: number };

/** More pixels than that tell nothing more about two colours. */
const MOST_PIXELS = 4_000_000;

type Piece = { url: string; left: number; top: number };

/** `box` in px of `handle.size`. Answers RGBA, from every real pixel unless the box is very large. */
export async function regionPixels(
  asset: Asset,
  page: number,
  handle: ViewerHandle,
  box: Box,
): Promise<Uint8ClampedArray> {
  const tiles = handle.tiles;
  const ready = tiles.state === "ready" ? tiles : null;
  const level = ready ? levelFor(box, ready, handle.size.width) : 0;
  const preview = ready ? null : await loaded(media.preview(asset.sha256, page));
  const width = ready ? ready.width / 2 ** (ready.levels - 1 - level) : (preview?.naturalWidth ?? 1);
  const scale = width / handle.size.width;
  const part = {
    left: Math.max(0, Math.floor(box.left * scale)),
    top: Math.max(0, Math.floor(box.top * scale)),
    width: Math.max(1, Math.round(box.width * scale)),
    height: Math.max(1, Math.round(box.height * scale)),
  };
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [part.width, part.height];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("the browser gives no canvas");
  if (preview) context.drawImage(preview, -part.left, -part.top);
  if (ready) {
    const pieces = piecesOf(part, ready.tile_size).map(({ column, row }): Piece => ({
      url: media.tile(asset.sha256, level, column, row, page),
      left: column * ready.tile_size,
      top: row * ready.tile_size,
    }));
    await Promise.all(
      pieces.map(async ({ url, left, top }) =>
        context.drawImage(await loaded(url), left - part.left, top - part.top),
      ),
    );
  }
  return context.getImageData(0, 0, part.width, part.height).data;
}

/** The last level, or the first above it where the box has few enough pixels. */
export function levelFor(box: Box, ready: { width: number; levels: number }, measured: number): number {
  const area = box.width * box.height * (ready.width / measured) ** 2;
  let level = ready.levels - 1;
  while (level > 0 && area / 4 ** (ready.levels - 1 - level) > MOST_PIXELS) level -= 1;
  return level;
}

/** The tiles that a box of a level touches. */
export function piecesOf(part: Box, tile: number): { column: number; row: number }[] {
  const [from, to] = [Math.floor(part.left / tile), Math.floor((part.left + part.width - 1) / tile)];
  const [top, bottom] = [Math.floor(part.top / tile), Math.floor((part.top + part.height - 1) / tile)];
  const pieces: { column: number; row: number }[] = [];
  for (let row = top; row <= bottom; row++)
    for (let column = from; column <= to; column++) pieces.push({ column, row });
  return pieces;
}

async function loaded(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}
