/** The fields of a content while a person fills them in: for a draft, and for a correction. */
import type { Checklist, CheckItem, Content, ContentKind, NeedKind, Platform, Sop } from "$/api/index.ts";
import { Tray } from "$/features/files/tray.svelte.ts";
import { visibleCharacters } from "$/lib/format/index.ts";

const filled = (text: string) => text.trim() !== "";

/** Mirrors the server's check, so that the list ticks while one types; the server has the last word. */
const met: Record<NeedKind, (content: Content) => boolean> = {
  title: ({ title }) => filled(title),
  media: ({ assets }) =>
    assets.some((one) => one.group !== "document" || one.media_type === "application/pdf"),
  files: ({ assets }) => assets.length > 0,
  caption: ({ caption }) => filled(caption),
  links: ({ links }) => links.some(filled),
  source: ({ source }) => filled(source),
  pic: ({ pic }) => filled(pic),
  event_date: ({ event_date }) => event_date !== null,
  publications: () => true,
};

export class ContentForm {
  readonly sop: Sop;
  readonly step: string;
  readonly tray = new Tray();
  title = $state("");
  kind = $state("");
  eventDate = $state<string | null>(null);
  source = $state("");
  pic = $state("");
  caption = $state("");
  links = $state<string[]>([]);
  wished = $state<string[]>([]);
  lateReason = $state("");
  /** The server's last word on what was saved or checked. */
  checklist = $state.raw<Checklist | null>(null);
  /** Shows what is missing on the fields themselves, after a first try to go on. */
  tried = $state(false);
  #platforms = $state.raw<string[]>([]);

  constructor(sop: Sop, content: Content, step: string = sop.step[0]?.id ?? "") {
    this.sop = sop;
    this.step = step;
    this.fill(content);
  }

  fill(content: Content): void {
    this.title = content.title;
    this.kind = content.kind || (this.sop.kind[0]?.id ?? "");
    this.eventDate = content.event_date;
    this.source = content.source;
    this.pic = content.pic;
    this.caption = content.caption;
    this.links = content.links;
    this.wished = content.wished;
    this.#platforms = content.platforms;
    this.tray.replace(content.assets);
  }

  readonly content = $derived<Content>({
    title: this.title,
    kind: this.kind,
    event_date: this.eventDate,
    source: this.source,
    pic: this.pic,
    caption: this.caption,
    links: this.links.map((link) => link.trim()).filter(filled),
    assets: this.tray.assets,
    wished: this.wished,
    platforms: this.#platforms,
  });

  readonly kindChosen = $derived.by<ContentKind | undefined>(() =>
    this.sop.kind.find(({ id }) => id === this.kind),
  );
  /** Where it goes: what was decided, else what is wished for, else everywhere. */
  readonly aimedAt = $derived.by<Platform[]>(() => {
    const chosen = this.#platforms.length > 0 ? this.#platforms : this.wished;
    return chosen.length > 0 ? this.sop.platform.filter(({ id }) => chosen.includes(id)) : this.sop.platform;
  });
  readonly captionLength = $derived(visibleCharacters(this.caption));
  readonly captionOver = $derived(
    Math.max(0, this.captionLength - (this.kindChosen?.caption_limit ?? Infinity)),
  );

  readonly items = $derived.by<CheckItem[]>(() =>
    (this.sop.step.find(({ id }) => id === this.step)?.needs ?? [])
      .filter(
        ({ what, kinds }) =>
          what !== "publications" && ((kinds ?? []).length === 0 || kinds.includes(this.kind)),
      )
      .map(({ what, label }) => ({ what, label, done: met[what](this.content) })),
  );
  readonly missing = $derived(this.items.filter(({ done }) => !done));

  wants(what: NeedKind): boolean {
    return this.items.some((item) => item.what === what);
  }

  /** The sentence to show at a field: what is missing there after a try, or the server's about it. */
  problem(field: "caption" | "links" | "assets" | "kind" | "source"): string | null {
    return this.checklist?.problems.find((problem) => problem.field === field)?.message ?? null;
  }

  isMissing(what: NeedKind): boolean {
    return this.tried && this.missing.some((item) => item.what === what);
  }

  readonly needsReason = $derived(
    this.checklist?.timing.verdict === "late" || this.checklist?.timing.verdict === "early",
  );
}
