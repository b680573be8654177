import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

import svelteConfig from "./svelte.config.js";

/** Who may import whom: primitives know no domain, features no views, and only the host names Tauri. */
const tauri = { group: ["@tauri-apps/*"], message: "Only src/host may name Tauri." };
const above = (...folders) => ({
  group: folders.flatMap((folder) => [`$/${folder}`, `$/${folder}/*`, `$/${folder}/**`]),
  message: "This folder lies below that one.",
});
const limits = (files, ...patterns) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns: [tauri, ...patterns] }] },
});

export default ts.config(
  { ignores: ["dist", "node_modules", "src/api/schema.d.ts"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": "error",
      "no-console": "error",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
    // Types are svelte-check's work; the plain rule doesn't know them.
    rules: {
      "no-undef": "off",
      "prefer-const": "off",
      "svelte/prefer-const": "error",
      // Most such values here are made, read and dropped; the few kept ones are chosen with care.
      "svelte/prefer-svelte-reactivity": "off",
    },
  },
  limits(["src/**/*.{ts,svelte}"]),
  limits(["src/lib/**/*.{ts,svelte}"], above("api", "features", "views", "state")),
  limits(["src/features/**/*.{ts,svelte}"], above("views")),
  { files: ["src/host/desktop.ts"], rules: { "no-restricted-imports": "off" } },
);
