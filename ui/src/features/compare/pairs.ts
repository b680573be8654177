/** Which file of one version stands for which of another. */
import type { Asset } from "$/api/index.ts";

export type Pair = {
  /** The same bytes, another file in the same place, or one that the other version has not. */
  kind: "same" | "replaced" | "added" | "removed";
  before: Asset | null;
  after: Asset | null;
};

/** In the order of the later version; what it no longer has comes last. */
export function pairFiles(before: readonly Asset[], after: readonly Asset[]): Pair[] {
  const kept = new Map(before.map((asset) => [asset.sha256, asset]));
  const still = new Set(after.map(({ sha256 }) => sha256));
  const taken = new Set<Asset>();
  const pairs = after.map((now, place): Pair => {
    const same = kept.get(now.sha256);
    if (same) return { kind: "same", before: same, after: now };
    const there = before[place];
    if (!there || still.has(there.sha256)) return { kind: "added", before: null, after: now };
    taken.add(there);
    return { kind: "replaced", before: there, after: now };
  });
  const gone = before.filter((asset) => !still.has(asset.sha256) && !taken.has(asset));
  return [...pairs, ...gone.map((asset): Pair => ({ kind: "removed", before: asset, after: null }))];
}

/** What a pair is called among others: the file that can be seen. */
export function shownOf({ before, after }: Pair): Asset | null {
  return after ?? before;
}
