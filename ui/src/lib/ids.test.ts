import { expect, it } from "vitest";

import { newId } from "./ids.ts";

it("an id is a UUID of version 4, and never the same twice", () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newId()).not.toBe(newId());
});
