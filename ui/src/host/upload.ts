/** Sends a file's bytes over HTTP, with progress and cancel: `fetch` can't tell how much was sent. */
import { Failure, type AssetView } from "$/api/index.ts";

import type { Progress } from "./host.ts";

export function upload(file: File, onProgress: Progress, signal: AbortSignal): Promise<AssetView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open("POST", `/api/assets?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("X-Terbit", "1");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded, event.total));
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as AssetView);
      else reject(Failure.of(request.status, request.response));
    });
    request.addEventListener("error", () => reject(Failure.from(new TypeError("network"))));
    request.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    request.addEventListener("loadend", () => signal.removeEventListener("abort", stop));
    if (signal.aborted) {
      reject(new DOMException("cancelled", "AbortError"));
      return;
    }
    signal.addEventListener("abort", stop);
    request.send(file);
  });
}
