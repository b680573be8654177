/** The difference of two files, from their previews at one size. */
import { media, type Asset } from "$/api/index.ts";

import { difference, fitted, sameShape, type Region } from "./difference.ts";

export type Found = {
  /** A picture of what changed, to be laid over the later file; to be given back with `URL.revokeObjectURL`. */
  url: string;
  width: number;
  height: number;
  regions: Region[];
  share: number;
};

const OUTLINE = "rgb(226 28 121)";

async function loaded(asset: Asset): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = media.preview(asset.sha256);
  await image.decode();
  return image;
}

/** Whether two files have the same proportions; what is not told is taken for the same. */
export function sameProportions(before: Asset, after: Asset): boolean {
  if (!before.width || !before.height || !after.width || !after.height) return true;
  return sameShape(
    { width: before.width, height: before.height },
    { width: after.width, height: after.height },
  );
}

export async function differ(before: Asset, after: Asset, signal: AbortSignal): Promise<Found> {
  const [old, now] = await Promise.all([loaded(before), loaded(after)]);
  const [width, height] = [now.naturalWidth, now.naturalHeight];
  const rest = () =>
    new Promise<void>((resolve, reject) =>
      setTimeout(() => (signal.aborted ? reject(new DOMException("left", "AbortError")) : resolve())),
    );
  const made = await difference(pixels(old, width, height), pixels(now, width, height), width, height, rest);
  const { canvas, context } = sheet(width, height);
  context.putImageData(new ImageData(made.heat, width, height), 0, 0);
  outlined(context, made.regions, Math.max(2, Math.max(width, height) / 500));
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("the browser gave no picture");
  return { url: URL.createObjectURL(blob), width, height, regions: made.regions, share: made.share };
}

function sheet(width: number, height: number) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("the browser gives no canvas");
  return { canvas, context };
}

/** The picture in the middle of a white sheet of that size. */
function pixels(image: HTMLImageElement, width: number, height: number): Uint8ClampedArray {
  const { context } = sheet(width, height);
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  const box = fitted({ width: image.naturalWidth, height: image.naturalHeight }, { width, height });
  context.drawImage(image, box.left, box.top, box.width, box.height);
  return context.getImageData(0, 0, width, height).data;
}

function outlined(context: CanvasRenderingContext2D, regions: readonly Region[], thick: number): void {
  context.strokeStyle = OUTLINE;
  context.lineWidth = thick;
  for (const { left, top, width, height } of regions)
    context.strokeRect(left - thick, top - thick, width + thick * 2, height + thick * 2);
}
