/** Opening a picture in the deep-zoom library, which is large and fetched only when somebody looks closely. */
import type OpenSeadragon from "openseadragon";

import { LARGEST, type Size } from "./zoom.ts";

/** The library, once. */
export async function library(): Promise<typeof OpenSeadragon> {
  const module = (await import("openseadragon")) as unknown as { default: typeof OpenSeadragon };
  return module.default;
}

/** A picture that one address gives whole, spread over `size`: the preview, whatever its own pixels. */
export function whole(url: string, size: Size): object {
  const { width, height } = size;
  return {
    width,
    height,
    tileWidth: width,
    tileHeight: height,
    minLevel: 0,
    maxLevel: 0,
    getTileUrl: () => url,
  };
}

/** Everything that is the same for every picture. Nothing comes from elsewhere: no button pictures, no controls. */
export function settings(element: HTMLElement): OpenSeadragon.Options {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const gestures = {
    clickToZoom: false,
    dblClickToZoom: true,
    pinchToZoom: true,
    scrollToZoom: true,
    flickEnabled: !still,
  };
  return {
    element,
    drawer: "canvas",
    showNavigationControl: false,
    keyboardNavEnabled: false,
    tabIndex: -1,
    animationTime: still ? 0 : 0.3,
    springStiffness: 8,
    blendTime: 0,
    visibilityRatio: 0.5,
    constrainDuringPan: false,
    zoomPerScroll: 1.25,
    minZoomImageRatio: 0.75,
    maxZoomPixelRatio: LARGEST / 100 / devicePixelRatio,
    imageLoaderLimit: 6,
    silenceMultiImageWarnings: true,
    gestureSettingsMouse: gestures,
    gestureSettingsTouch: gestures,
    gestureSettingsPen: gestures,
    gestureSettingsUnknown: gestures,
  };
}

/** A picture's own size, once the browser has it. Rejects where there is none. */
export async function natural(url: string): Promise<Size> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return { width: image.naturalWidth, height: image.naturalHeight };
}
