/** Items fetched before they are opened, with their first pictures decoded, so that the next one is there at once. */
import { api, type SubmissionDetail } from "$/api/index.ts";

import { firstPictures } from "./first-pictures.ts";

export type Kept = { detail: SubmissionDetail; at: number };
type Coming = { promise: Promise<Kept>; kept: Kept | null };

const FRESH_MS = 60_000;
/** Decoded pictures are large: those of so many items are held. */
const MOST = 6;

const ahead = new Map<string, Coming>();
/** Held only so that the webview keeps what it has decoded. */
const pictures = new Map<string, HTMLImageElement[]>();

/** Answers whether it has come. */
export function fetchAhead(id: string): Promise<boolean> {
  const known = ahead.get(id);
  if (known && (!known.kept || isFresh(known.kept))) return came(known);
  const coming: Coming = { promise: fetchDetail(id), kept: null };
  ahead.set(id, coming);
  coming.promise.then(
    (kept) => {
      coming.kept = kept;
      if (ahead.get(id) === coming) void hold(id, kept.detail);
    },
    () => ahead.get(id) === coming && ahead.delete(id),
  );
  while (ahead.size > MOST) ahead.delete(ahead.keys().next().value ?? "");
  return came(coming);
}

const came = ({ promise }: Coming) =>
  promise.then(
    () => true,
    () => false,
  );

/** What was fetched, if it is there already and still fresh. */
export function readyAhead(id: string): Kept | null {
  const kept = ahead.get(id)?.kept;
  return kept && isFresh(kept) ? kept : null;
}

/** What is being fetched; null if nobody has asked, or if it came to nothing. */
export async function takeAhead(id: string): Promise<Kept | null> {
  const coming = ahead.get(id);
  ahead.delete(id);
  const kept = await coming?.promise.catch(() => null);
  return kept && isFresh(kept) ? kept : null;
}

/** Forgets what was fetched of an item that has changed, or of all. */
export function forgetAhead(id: string | null): void {
  if (id) ahead.delete(id);
  else ahead.clear();
}

async function fetchDetail(id: string): Promise<Kept> {
  const detail = await api.submission(id, { background: true });
  return { detail, at: Date.now() };
}

async function hold(id: string, detail: SubmissionDetail): Promise<void> {
  const addresses = await firstPictures(detail);
  pictures.delete(id);
  pictures.set(id, addresses.map(decoded));
  while (pictures.size > MOST) pictures.delete(pictures.keys().next().value ?? "");
}

function decoded(address: string): HTMLImageElement {
  const image = new Image();
  image.src = address;
  // A picture that can't be shown is told where it is shown.
  void image.decode().catch(() => undefined);
  return image;
}

/** What a PC's clock that was set back calls the future is old. */
const isFresh = ({ at }: Kept) => Math.abs(Date.now() - at) <= FRESH_MS;
