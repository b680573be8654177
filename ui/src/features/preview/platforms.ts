/** The platforms that a post is looked at for: those chosen, else those wished for, else all of its SOP. */
import type { Content, Platform } from "$/api/index.ts";

export function meantPlatforms(content: Content, all: readonly Platform[]): readonly Platform[] {
  const ids = content.platforms.length > 0 ? content.platforms : content.wished;
  const meant = all.filter(({ id }) => ids.includes(id));
  return meant.length > 0 ? meant : all;
}
