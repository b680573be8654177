/** One request whose sending can be watched: `fetch` can't tell how much was sent. */
import { Failure } from "$/api/index.ts";

/** So long nothing of a body goes out before the line counts as broken, ms: a pulled cable ends no connection. */
const STALLED = 30_000;
/** So long an answer may take once everything was sent, ms: a large picture is looked at before it is answered. */
const UNANSWERED = 180_000;

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
    let patience: ReturnType<typeof setTimeout> | undefined;
    const broken = () => reject(Failure.from(new TypeError("network")));
    const wait = (ms: number) => {
      clearTimeout(patience);
      patience = setTimeout(() => {
        broken();
        request.abort();
      }, ms);
    };
    request.open(method, path);
    request.setRequestHeader("X-Terbit", "1");
    if (body !== undefined) {
      const kind = typeof body === "string" ? "application/json" : "application/octet-stream";
      request.setRequestHeader("Content-Type", kind);
    }
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      wait(STALLED);
      onSent?.(event.loaded);
    });
    request.upload.addEventListener("load", () => wait(UNANSWERED));
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as Answer);
      else reject(Failure.of(request.status, request.response));
    });
    request.addEventListener("error", broken);
    request.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    request.addEventListener("loadend", () => {
      clearTimeout(patience);
      signal?.removeEventListener("abort", stop);
    });
    if (signal?.aborted) {
      reject(new DOMException("cancelled", "AbortError"));
      return;
    }
    signal?.addEventListener("abort", stop);
    wait(body === undefined ? UNANSWERED : STALLED);
    request.send(body ?? null);
  });
}
