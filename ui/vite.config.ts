import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

/** Where a running `terbit serve` listens, for `npm run dev`. */
const server = process.env["TERBIT_SERVER"] ?? "http://127.0.0.1:7777";

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), ...(mode === "test" ? [svelteTesting()] : [])],
  resolve: { alias: { $: fileURLToPath(new URL("./src", import.meta.url)) } },
  // Fonts and icons stay files: the pages' policy allows no data: addresses for them.
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { "/api": { target: server } } },
  test: { environment: "jsdom", setupFiles: ["./src/test-setup.ts"], include: ["src/**/*.test.ts"] },
}));
