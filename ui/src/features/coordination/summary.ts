/**
 * What one writes to a colleague about an item: short, and with nothing about people but what stands on the item.
 * WhatsApp reads `*…*` as bold.
 */
import type { SubmissionDetail } from "$/api/index.ts";
import { timeLeft } from "$/lib/format/index.ts";
import { t } from "$/strings/index.svelte.ts";

/** What the step's actor is asked for. */
export type Asked = "agree" | "decide" | "work" | "publish";

/** Of the caption, in characters as people see them. */
const EXCERPT = 160;

const graphemes = new Intl.Segmenter("id", { granularity: "grapheme" });
const words = new Intl.Segmenter("id", { granularity: "word" });

/** The beginning of a text in one line, cut between words (or between letters, of one that never ends). */
export function excerpt(text: string, most: number = EXCERPT): string {
  const line = text.replace(/\s+/g, " ").trim();
  const letters = [...graphemes.segment(line)];
  if (letters.length <= most) return line;
  const end = letters[most]?.index ?? line.length;
  const fitting = [...words.segment(line)].filter(({ index, segment }) => index + segment.length <= end);
  const last = fitting.at(-1);
  const cut = last ? line.slice(0, last.index + last.segment.length) : line.slice(0, end);
  return `${cut.trimEnd()}…`;
}

/** Signs that WhatsApp would read as formatting. */
const plain = (text: string) =>
  text
    .replace(/[*_~`]/g, "")
    .replace(/\s+/g, " ")
    .trim();

type Subject = Pick<
  SubmissionDetail,
  "title" | "step_number" | "step_short" | "position_label" | "remaining_seconds"
> & { content: Pick<SubmissionDetail["content"], "caption"> };

export function summaryOf(item: Subject, asked: Asked): string {
  const left = item.remaining_seconds;
  const caption = excerpt(item.content.caption);
  return [
    `*${plain(item.title) || t("draft.untitled")}*`,
    t("coordination.step", {
      number: item.step_number,
      short: plain(item.step_short),
      position: plain(item.position_label),
    }),
    left === null ? null : t("coordination.time", { time: timeLeft(left) }),
    t(`coordination.asked_${asked}`),
    caption === "" ? null : t("coordination.caption", { text: caption }),
  ]
    .filter((line) => line !== null)
    .join("\n");
}

/** The address that opens WhatsApp with the text in it; the person chooses there whom to send it to. */
export function whatsappLink(text: string): string {
  return `https://wa.me/?text=${encodeURIComponent(text)}`;
}
