import { describe, expect, it } from "vitest";

import { visibleCharacters } from "$/lib/format/index.ts";
import { detail, content } from "$/testing/office.ts";

import { excerpt, summaryOf, whatsappLink } from "./summary.ts";

const item = (caption = "Rapat berjalan lancar.") =>
  detail({
    title: "Rapat *kerja sama*",
    step_number: "2",
    step_short: "Koreksi",
    position_label: "Tim Pengelola",
    remaining_seconds: 45 * 60,
    content: content({ caption }),
  });

describe("the summary for WhatsApp", () => {
  it("says what, where, how long, and what is asked", () => {
    expect(summaryOf(item(), "agree")).toBe(
      [
        "*Rapat kerja sama*",
        "Langkah 2 Koreksi, menunggu Tim Pengelola",
        "Waktu: sisa 45 menit",
        "Mohon persetujuan PIC kegiatan atas isi ini.",
        "Caption: “Rapat berjalan lancar.”",
      ].join("\n"),
    );
  });

  it("leaves out what is not there", () => {
    const text = summaryOf({ ...item(""), remaining_seconds: null }, "decide");
    expect(text.split("\n")).toHaveLength(3);
    expect(text).not.toMatch(/Waktu|Caption/);
  });

  it("tells when it is late", () => {
    expect(summaryOf({ ...item(), remaining_seconds: -12 * 60 }, "decide")).toContain(
      "Waktu: lewat 12 menit",
    );
  });

  it("names nobody who is not part of the step or the caption", () => {
    const text = summaryOf(item(), "decide");
    expect(text).not.toContain(item().submitted_by);
    expect(text).not.toContain(item().content.pic);
  });
});

describe("an excerpt", () => {
  it("is cut between words, and never inside a letter", () => {
    expect(excerpt("satu dua tiga empat", 10)).toBe("satu dua…");
    const family = "👨‍👩‍👧".repeat(200);
    expect(visibleCharacters(excerpt(family, 160))).toBeLessThanOrEqual(161);
    expect(excerpt(family, 160).endsWith("👧…")).toBe(true);
  });

  it("is one line", () => {
    expect(excerpt("satu\n\ndua")).toBe("satu dua");
  });
});

describe("the link", () => {
  it("keeps every sign of the text", () => {
    const text = summaryOf(item("A & B = 100% #kota\nbaris 👍"), "decide");
    const url = new URL(whatsappLink(text));
    expect(url.origin + url.pathname).toBe("https://wa.me/");
    expect(url.searchParams.get("text")).toBe(text);
  });
});
