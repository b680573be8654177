/**
 * Sends a file's bytes over HTTP, with progress and cancel. A large one goes in pieces, so that a broken line or a host
 * that starts again costs a piece and not the whole; a small one is simply sent again.
 */
import { Failure, type AssetView } from "$/api/index.ts";
import { newId } from "$/lib/ids.ts";
import { t } from "$/strings/index.svelte.ts";

import type { Progress } from "./host.ts";
import { isPassing, persist } from "./patience.ts";
import { send } from "./send.ts";

/** Bytes. */
const PIECE = 8 * 1024 * 1024;

type Arrived = { arrived: number };

/** Uploads that were not finished: trying again goes on with them. */
const begun = new WeakMap<File, string>();

export function upload(file: File, onProgress: Progress, signal: AbortSignal): Promise<AssetView> {
  return file.size > PIECE ? inPieces(file, onProgress, signal) : atOnce(file, onProgress, signal);
}

function atOnce(file: File, onProgress: Progress, signal: AbortSignal): Promise<AssetView> {
  const path = `/api/assets?name=${encodeURIComponent(file.name)}`;
  const onSent = (bytes: number) => onProgress(bytes, file.size);
  return persist(
    () => send<AssetView>({ method: "POST", path, body: file, onSent }, signal),
    () => interrupted(file, 0, onProgress),
    signal,
  );
}

async function inPieces(file: File, onProgress: Progress, signal: AbortSignal): Promise<AssetView> {
  const id = begun.get(file) ?? newId();
  begun.set(file, id);
  const path = `/api/uploads/${id}`;
  const announced = JSON.stringify({ name: file.name, bytes: file.size });
  let arrived = 0;
  const broken = () => interrupted(file, arrived, onProgress);
  // Announcing again answers how far it is.
  const howFar = async () => {
    ({ arrived } = await send<Arrived>({ method: "PUT", path, body: announced }, signal));
    onProgress(arrived, file.size);
  };
  const next = async () => {
    const body = file.slice(arrived, arrived + PIECE);
    const from = arrived;
    const onSent = (bytes: number) => onProgress(from + bytes, file.size);
    ({ arrived } = await send<Arrived>(
      { method: "PATCH", path: `${path}?offset=${from}`, body, onSent },
      signal,
    ));
  };
  try {
    await persist(howFar, broken, signal);
    while (arrived < file.size) {
      let unsure = false;
      await persist(
        async () => {
          if (unsure) await howFar();
          if (arrived < file.size) await next();
        },
        async () => {
          unsure = true;
          await broken();
        },
        signal,
      );
    }
    onProgress(file.size, file.size);
    const view = await persist(
      () => send<AssetView>({ method: "POST", path: `${path}/finish` }, signal),
      broken,
      signal,
    );
    begun.delete(file);
    return view;
  } catch (thrown) {
    // Goes on with what has come when the line is back; anything else begins anew.
    if (!(thrown instanceof Failure && isPassing(thrown))) {
      begun.delete(file);
      send({ method: "DELETE", path }).catch(() => undefined);
    }
    throw thrown;
  }
}

/** Says that it stands still, unless the file itself is the reason. */
async function interrupted(file: File, arrived: number, onProgress: Progress): Promise<void> {
  onProgress(arrived, file.size, true);
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new Failure(0, "file_gone", t("files.gone"));
  }
}
