import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { Failure } from "$/api/index.ts";

import { send } from "./send.ts";

/** A request whose network says only what the test has it say. */
class Request extends EventTarget {
  static last: Request;
  upload = new EventTarget();
  status = 0;
  response: unknown = null;
  isAborted = false;
  constructor() {
    super();
    Request.last = this;
  }
  open() {}
  setRequestHeader() {}
  send() {}
  abort() {
    this.isAborted = true;
    this.dispatchEvent(new Event("abort"));
    this.dispatchEvent(new Event("loadend"));
  }
  sent(loaded: number) {
    this.upload.dispatchEvent(new ProgressEvent("progress", { loaded }));
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("XMLHttpRequest", Request);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const offline = expect.objectContaining({ code: "offline" }) as Failure;

it("takes a line for broken on which nothing goes out any more, and a slow one for slow", async () => {
  const failed = send({ method: "PATCH", path: "/api/uploads/1", body: "abc" }).catch(
    (thrown: unknown) => thrown,
  );
  for (let sent = 0; sent < 10; sent += 1) {
    vi.advanceTimersByTime(29_000);
    Request.last.sent(sent);
  }
  expect(Request.last.isAborted).toBe(false);
  vi.advanceTimersByTime(30_000);
  expect(Request.last.isAborted).toBe(true);
  expect(await failed).toEqual(offline);
});

it("waits longer for an answer, and not for ever", async () => {
  const failed = send({ method: "POST", path: "/api/uploads/1/finish" }).catch((thrown: unknown) => thrown);
  vi.advanceTimersByTime(179_000);
  expect(Request.last.isAborted).toBe(false);
  vi.advanceTimersByTime(1_000);
  expect(await failed).toEqual(offline);
});

it("is not ended after it was answered", async () => {
  const answered = send({ method: "PUT", path: "/api/uploads/1", body: "{}" });
  Request.last.status = 200;
  Request.last.response = { arrived: 0 };
  Request.last.dispatchEvent(new Event("load"));
  Request.last.dispatchEvent(new Event("loadend"));
  vi.advanceTimersByTime(1_000_000);
  expect(await answered).toEqual({ arrived: 0 });
  expect(Request.last.isAborted).toBe(false);
});
