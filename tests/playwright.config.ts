import { existsSync } from "node:fs";

import { defineConfig } from "@playwright/test";

/** Debian's browser where there is one; otherwise the one that Playwright has installed. */
const DEBIAN = "/usr/bin/chromium";

export default defineConfig({
  testDir: "browser",
  // The guide writes pictures into the documentation: only when it is asked to.
  testIgnore: process.env["TERBIT_GUIDE"] ? [] : ["guide.spec.ts"],
  outputDir: "test-results/browser",
  reporter: [["list"]],
  // A journey goes through many screens, on an office PC's two cores that may be busy with something else.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  workers: 2,
  forbidOnly: Boolean(process.env["CI"]),
  use: {
    actionTimeout: 30_000,
    viewport: { width: 1366, height: 768 },
    locale: "id-ID",
    timezoneId: "Asia/Jakarta",
    screenshot: "only-on-failure",
    // Snapshots would read the page's own pictures, which its content policy forbids.
    trace: { mode: "retain-on-failure", snapshots: false },
    launchOptions: {
      ...(existsSync(DEBIAN) ? { executablePath: DEBIAN } : {}),
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--no-first-run",
      ],
    },
  },
});
