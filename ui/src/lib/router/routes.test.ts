import { describe, expect, it } from "vitest";

import { parse, pathOf, type Route } from "./routes.ts";

const routes: Route[] = [
  { name: "home" },
  { name: "submit", draft: null },
  { name: "submit", draft: "d1" },
  { name: "inbox", id: "s1" },
  { name: "publish", id: null },
  { name: "history" },
  { name: "running" },
  { name: "submission", id: "s1" },
  { name: "archive" },
  { name: "record", id: "s1" },
  { name: "sop", id: "dki-pengelolaan-media-sosial" },
  { name: "settings" },
];

describe("addresses", () => {
  it.each(routes)("a route survives its address: $name", (route) => {
    expect(parse(pathOf(route))).toEqual(route);
  });

  it("an unknown address is said to be missing", () => {
    expect(parse("/entah")).toEqual({ name: "missing", path: "/entah" });
    expect(parse("/arsip/a/b")).toEqual({ name: "missing", path: "/arsip/a/b" });
  });
});
