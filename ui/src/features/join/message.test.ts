import { expect, test } from "vitest";

import { addressAndCode } from "./message.ts";

const CODE = "ABCDEF0-1234567-GHJKMNP-QRSTVWX-YZ01234-5678ABC";

test("a note that was passed on gives its first address and its code", () => {
  const note = `Alamat pusat kantor: 192.168.1.20:8443\natau kantor-pc.local:8443\nKode gabung: ${CODE}\nBerlaku untuk satu komputer, sampai Senin, 30 Nov 2026, 10.15.`;
  expect(addressAndCode(note)).toEqual({ address: "192.168.1.20:8443", code: CODE });
  expect(addressAndCode(`[fd00::12]:8443 ${CODE.toLowerCase()}`)).toEqual({
    address: "[fd00::12]:8443",
    code: CODE.toLowerCase(),
  });
});

test("a code or an address alone is no note", () => {
  expect(addressAndCode(CODE)).toBeNull();
  expect(addressAndCode("192.168.1.20:8443")).toBeNull();
  expect(addressAndCode(`Kode gabung: ${CODE}, sampai pukul 10:15`)).toBeNull();
});
