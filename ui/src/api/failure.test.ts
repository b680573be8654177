import { describe, expect, it } from "vitest";

import { Failure } from "./failure.ts";

describe("Failure", () => {
  it("keeps the server's sentence, field and other parts", () => {
    const failure = Failure.of(429, {
      code: "too_many_tries",
      message: "Coba lagi nanti.",
      retry_after_seconds: 20,
    });
    expect(failure.message).toBe("Coba lagi nanti.");
    expect(failure.field).toBeNull();
    expect(failure.extra).toEqual({ retry_after_seconds: 20 });
  });

  it("has a sentence of its own for an answer that is none", () => {
    expect(Failure.of(502, "<html>").message).toContain("gangguan");
    expect(Failure.from(new TypeError("fetch failed")).code).toBe("offline");
  });
});
