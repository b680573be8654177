/** The checklist and the digest, as far as screens need them. */
import { createHash } from "node:crypto";

import type { Checklist, Content, NeedKind, Sop, Timing, TimingVerdict } from "../../src/api/types.ts";

export const emptyContent = (kind: string): Content => ({
  title: "",
  kind,
  event_date: null,
  source: "",
  pic: "",
  caption: "",
  links: [],
  assets: [],
  wished: [],
  platforms: [],
});

export const digestOf = (content: Content): string =>
  createHash("sha256").update(JSON.stringify(content)).digest("hex");

const met: Record<NeedKind, (content: Content) => boolean> = {
  title: ({ title }) => title.trim() !== "",
  media: ({ assets }) => assets.length > 0,
  files: ({ assets }) => assets.length > 0,
  caption: ({ caption }) => caption.trim() !== "",
  links: ({ links }) => links.some((link) => link.trim() !== ""),
  source: ({ source }) => source !== "",
  pic: ({ pic }) => pic.trim() !== "",
  event_date: ({ event_date }) => event_date !== null,
  publications: () => true,
};

const DAY = 86_400_000;

function verdict(rule: Timing | null | undefined, date: string | null): TimingVerdict {
  if (!rule) return { verdict: "not_applicable" };
  if (!date) return { verdict: "no_date" };
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  if (rule.rule === "on_day_after_event" && today < date) return { verdict: "early", from: date };
  const last = Date.parse(date) - (rule.rule === "days_before" ? rule.days * DAY : 0);
  const days = Math.round((last - Date.parse(today)) / DAY);
  const last_day = new Date(last).toISOString().slice(0, 10);
  return days >= 0
    ? { verdict: "on_time", last_day, days_left: days }
    : { verdict: "late", last_day, days_late: -days };
}

export function checklistOf(sop: Sop, content: Content, stepId?: string): Checklist {
  const step = sop.step.find(({ id }) => id === stepId) ?? sop.step[0];
  const kind = sop.kind.find(({ id }) => id === content.kind);
  const length = [...new Intl.Segmenter().segment(content.caption)].length;
  const limit = kind?.caption_limit ?? null;
  const bad = content.links.find((link) => link.trim() !== "" && !/^https?:\/\/[^\s/]+\.[^\s]+/.test(link));
  return {
    items: (step?.needs ?? [])
      .filter(
        ({ what, kinds }) => what !== "publications" && (!kinds?.length || kinds.includes(content.kind)),
      )
      .map(({ what, label }) => ({ what, label, done: met[what](content) })),
    timing: verdict(kind?.timing, content.event_date),
    timing_rule: kind?.timing?.label ?? null,
    caption_length: length,
    caption_limit: limit,
    problems: [
      ...(limit !== null && length > limit
        ? [
            {
              code: "caption_too_long",
              field: "caption",
              message: `Caption ${length} karakter, paling banyak ${limit}. Kurangi ${length - limit}.`,
            },
          ]
        : []),
      ...(bad === undefined
        ? []
        : [
            {
              code: "bad_link",
              field: "links",
              message: `"${bad}" bukan alamat web. Salin alamat lengkapnya dari peramban, mulai dari https://.`,
            },
          ]),
    ],
  };
}
