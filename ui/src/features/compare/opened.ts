import type OpenSeadragon from "openseadragon";

import type { ViewerHandle } from "$/features/viewer/handle.svelte.ts";
import type { Layer } from "$/features/viewer/layers.svelte.ts";

/** A view that is open, with its pictures from the lowest to the topmost. */
export type Opened = { OSD: typeof OpenSeadragon; handle: ViewerHandle; layers: readonly Layer[] };

/** Whichever of two views is moved takes the other along, until the answer is called. */
export function together(one: ViewerHandle, other: ViewerHandle): () => void {
  let leader = one;
  let following = false;
  const ends: (() => void)[] = [];
  const take = (from: ViewerHandle, to: ViewerHandle) => {
    following = true;
    to.osd.viewport.zoomTo(from.osd.viewport.getZoom(true), undefined, true);
    to.osd.viewport.panTo(from.osd.viewport.getCenter(true), true);
    to.read();
    following = false;
  };
  for (const [mine, its] of [
    [one, other],
    [other, one],
  ] as const) {
    // A wish of the person's makes a leader; the frames that follow are taken along.
    const wished = () => {
      if (!following) leader = mine;
    };
    const moved = () => {
      if (leader === mine && !following) take(mine, its);
    };
    mine.osd.addHandler("zoom", wished);
    mine.osd.addHandler("pan", wished);
    mine.osd.addHandler("animation", moved);
    ends.push(() => {
      mine.osd.removeHandler("zoom", wished);
      mine.osd.removeHandler("pan", wished);
      mine.osd.removeHandler("animation", moved);
    });
  }
  return () => ends.forEach((end) => end());
}
