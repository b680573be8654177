import { describe, expect, it } from "vitest";

import { factsOf, photo, viewOf } from "$/testing/office.ts";

import { factRows, placeOf } from "./fact-rows.ts";

const asset = photo();
const said = (more: Parameters<typeof factsOf>[1]) =>
  Object.fromEntries(factRows(asset, viewOf(asset, { facts: factsOf(asset, more) })));

describe("a file's facts", () => {
  it("say camera, time in the camera's zone, size and colour", () => {
    expect(
      said({
        camera: "Canon EOS R6",
        taken: "2026:05:12 09:15:00",
        taken_offset: "+07:00",
        color: { model: "rgb", bits: 8, alpha: false, profile: "Display P3" },
      }),
    ).toMatchObject({
      Kamera: "Canon EOS R6",
      Waktu: "Selasa, 12 Mei 2026, 09.15 WIB",
      Ukuran: "1.800 × 1.200 px, 2,4 MB",
      Warna: "RGB 8 bit, Display P3",
    });
  });

  it("say so when the camera told no zone, or nonsense", () => {
    expect(said({ taken: "2026:05:12 09:15:00" })["Waktu"]).toBe(
      "Selasa, 12 Mei 2026, 09.15 (menurut jam kamera)",
    );
    expect(said({ taken: "0000:00:00 00:00:00" })["Waktu"]).toContain("0000:00:00");
    expect(said({ taken: "2026:05:12 09:15:00", taken_offset: "+05:30" })["Waktu"]).toContain("UTC+05.30");
  });

  it("leave out what is not known", () => {
    expect(Object.keys(said({}))).toEqual(["Ukuran", "Format"]);
    expect(Object.keys(Object.fromEntries(factRows(asset, null)))).toEqual(["Ukuran"]);
  });

  it("name the place near which it was taken", () => {
    const position = { latitude: -6.1754, longitude: 106.8272, place_name: "Gambir, Jakarta" };
    expect(placeOf(factsOf(asset, { position }))).toBe("6,1754° LS 106,8272° BT, dekat Gambir, Jakarta");
    expect(placeOf(factsOf(asset, { gps: true }))).toBeNull();
  });
});
