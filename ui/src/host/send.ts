/** One request whose sending can be watched: `fetch` can't tell how much was sent. */
import { Failure } from "$/api/index.ts";

export type Sending = {
  method: "POST" | "PUT" | "PATCH" | "GET" | "DELETE";
  path: string;
  body?: Blob | string;
  /** Bytes of the body so far. */
  onSent?: (bytes: number) => void;
};

/** The answer's JSON; throws a `Failure`, or an `AbortError` if it was stopped. */
export function send<Answer>({ method, path, body, onSent }: Sending, signal?: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open(method, path);
    request.setRequestHeader("X-Terbit", "1");
    if (body !== undefined) {
      const kind = typeof body === "string" ? "application/json" : "application/octet-stream";
      request.setRequestHeader("Content-Type", kind);
    }
    request.responseType = "json";
    if (onSent) request.upload.addEventListener("progress", (event) => onSent(event.loaded));
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as Answer);
      else reject(Failure.of(request.status, request.response));
    });
    request.addEventListener("error", () => reject(Failure.from(new TypeError("network"))));
    request.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    request.addEventListener("loadend", () => signal?.removeEventListener("abort", stop));
    if (signal?.aborted) {
      reject(new DOMException("cancelled", "AbortError"));
      return;
    }
    signal?.addEventListener("abort", stop);
    request.send(body ?? null);
  });
}
