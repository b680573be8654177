import type { LucideIcon } from "@lucide/svelte";

/** An icon of the one set (`@lucide/svelte/icons/<name>`). */
export type IconType = LucideIcon;
