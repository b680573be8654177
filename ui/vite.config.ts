import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

import { mockOffice } from "./dev/mock/plugin.ts";

/** Where a running `terbit serve` listens; without one, `npm run dev` answers from dev/mock. */
const server = process.env["TERBIT_SERVER"];

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), ...(mode === "test" ? [svelteTesting()] : []), ...(server ? [] : [mockOffice()])],
  resolve: { alias: { $: fileURLToPath(new URL("./src", import.meta.url)) } },
  // Fonts and icons stay files: the pages' policy allows no data: addresses for them.
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: server ? { proxy: { "/api": { target: server, changeOrigin: true } } } : {},
  test: { environment: "jsdom", setupFiles: ["./src/test-setup.ts"], include: ["src/**/*.test.ts"] },
}));
