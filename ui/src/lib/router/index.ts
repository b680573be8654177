export { href, router } from "./router.svelte.ts";
export { parse, pathOf, type Route } from "./routes.ts";
