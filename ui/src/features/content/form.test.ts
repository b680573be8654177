import { describe, expect, it, vi } from "vitest";

import { api } from "$/api/index.ts";
import { content, photo, sop, viewOf } from "$/testing/office.ts";

import { ContentForm } from "./form.svelte.ts";

vi.spyOn(api, "asset").mockResolvedValue(viewOf(photo()));

describe("the form", () => {
  it("ticks the list while one types", () => {
    const form = new ContentForm(sop(), content({ title: "" }));
    expect(form.missing.map(({ label }) => label)).toEqual(["Judul"]);
    form.title = "Rapat";
    expect(form.missing).toEqual([]);
  });

  it("asks only for what holds for the kind", () => {
    const form = new ContentForm(sop(), content({ kind: "repost", assets: [] }));
    expect(form.wants("media")).toBe(false);
    expect(form.missing).toEqual([]);
  });

  it("counts an emoji family once against the limit", () => {
    const form = new ContentForm(sop(), content({ caption: "👨‍👩‍👧".repeat(201) }));
    expect(form.captionLength).toBe(201);
    expect(form.captionOver).toBe(1);
  });

  it("sends only links that say something", () => {
    const form = new ContentForm(sop(), content({ links: [" https://a.id/x ", "", "  "] }));
    expect(form.content.links).toEqual(["https://a.id/x"]);
  });
});
