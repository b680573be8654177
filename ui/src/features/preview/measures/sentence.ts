/** What was found, as a sentence that says what to do. */
import { bytes, number, runningTime } from "$/lib/format/index.ts";
import { t } from "$/strings/index.svelte.ts";

import { checkCaption, type Finding } from "./check.ts";
import { limitsOf } from "./limits.ts";
import type { VideoFinding } from "./video.ts";

type Platform = { id: string; brand: string; label: string; caption_limit: number | null };

/** "Instagram (feed)" is said "Instagram". */
export function shortName(label: string): string {
  return label.replace(/\s*\(.*\)$/, "");
}

function list(names: readonly string[]): string {
  return names.length > 2
    ? t("preview.and_more", { name: names[0] ?? "", n: names.length - 1 })
    : names.join(", ");
}

export function sentence(finding: Finding, platform: string): string {
  const over = "has" in finding && "most" in finding ? Math.max(0, finding.has - finding.most) : 0;
  switch (finding.code) {
    case "caption":
    case "title": {
      const unit = t(`preview.unit_${finding.measure}`);
      const what = t(`preview.what_${finding.code}`);
      const values = { what, unit, has: number(finding.has), most: number(finding.most), platform };
      return over > 0
        ? t("preview.text_over", { ...values, over: number(over) })
        : t("preview.text_good", values);
    }
    case "hashtags":
    case "mentions":
    case "pictures":
    case "videos": {
      const what = t(`preview.count_${finding.code}`);
      const values = { what, has: finding.has, most: finding.most, platform };
      return over > 0 ? t("preview.count_over", { ...values, over }) : t("preview.count_good", values);
    }
    case "refused":
      return t("preview.refused", {
        what: t(`preview.what_${finding.where}`),
        letters: finding.letters,
        platform,
      });
    case "covers":
      return t("preview.covers", { n: finding.has, platform });
    case "no_text":
    case "no_caption":
    case "needs_video":
    case "mixture":
    case "no_files":
      return t(`preview.${finding.code}`, { platform });
    case "other_shape":
    case "shape":
    case "scaled_up":
    case "over_limit":
    case "not_shown":
      return t(`preview.${finding.code}`, { names: list(finding.names), platform });
  }
}

export function videoSentence({ name, place, code, has, most }: VideoFinding): string {
  const time = code !== "too_large";
  const value = (count: number) => (time ? runningTime(count) : bytes(count));
  const by = value(Math.abs(has - most));
  return t(`preview.video_${code}`, { name, place, has: value(has), most: value(most), by });
}

/** Why a platform will not take this caption; null while it does. */
export function captionRefusal(caption: string, platform: Platform): string | null {
  const wrong = checkCaption(caption, limitsOf(platform)).find(({ state }) => state === "wrong");
  return wrong ? sentence(wrong, shortName(platform.label)) : null;
}
