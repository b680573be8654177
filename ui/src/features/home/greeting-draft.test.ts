import { expect, it } from "vitest";

import { dki, jabar } from "../sop/flow/sops.fixture.ts";
import { kindForDay } from "./greeting-draft.ts";

it("begins a greeting where the SOP has a kind for the day, else its first kind", () => {
  expect(kindForDay(dki)?.id).toBe("ucapan");
  expect(kindForDay(jabar)?.id).toBe("konten");
});
