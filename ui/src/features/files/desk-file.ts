/** A file as it is looked at: in a form it can be changed, on an item it is only shown. */
import type { Asset, AssetView, Fits } from "$/api/index.ts";

export type DeskFile = {
  key: string;
  asset: Asset;
  /** Null until the office has told what it knows of it. */
  view: AssetView | null;
  onFits?: (fits: Fits) => void;
};
