/** Small pieces of an office for tests: just enough of each shape, the rest as a quiet default. */
import type {
  Asset,
  AssetView,
  Content,
  Draft,
  Facts,
  InboxRow,
  PicturePlace,
  Sop,
  SubmissionCard,
  SubmissionDetail,
} from "$/api/index.ts";

export const HASH = "a".repeat(64);

export function photo(name = "foto.jpg", sha256 = HASH): Asset {
  return {
    sha256,
    name,
    bytes: 2_400_000,
    media_type: "image/jpeg",
    group: "picture",
    width: 1800,
    height: 1200,
  };
}

export function factsOf(asset: Asset, more: Partial<Facts> = {}): Facts {
  return {
    kind: "jpeg",
    kind_label: "JPEG",
    bytes: asset.bytes,
    width: asset.width,
    height: asset.height,
    orientation: 1,
    animated: false,
    duration_ms: null,
    pages: null,
    taken: null,
    taken_offset: null,
    camera: null,
    gps: false,
    position: null,
    color: null,
    video: null,
    undecodable: null,
    drawn: false,
    ...more,
  };
}

export function viewOf(asset: Asset, more: Partial<AssetView> = {}): AssetView {
  return {
    asset: asset as AssetView["asset"],
    facts: factsOf(asset),
    has_picture: true,
    used_in: [],
    similar: [],
    proposed: {},
    refusals: [],
    ...more,
  };
}

/** Two places of the feed, of which the first is its usual one, and the story with its covered edges. */
export function picturePlaces(): PicturePlace[] {
  const open = { top: 0, right: 0, bottom: 0, left: 0 };
  const place = (id: string, platform: string, label: string, width: number, height: number) => ({
    id,
    platform,
    label,
    width,
    height,
    max_bytes: 8_000_000,
    default: false,
    safe: open,
    note: null,
  });
  return [
    { ...place("instagram-feed-4x5", "instagram-feed", "Feed 4:5", 1080, 1350), default: true },
    place("instagram-feed-1x1", "instagram-feed", "Feed persegi", 1080, 1080),
    {
      ...place("instagram-story", "instagram-story", "Story 9:16", 1080, 1920),
      default: true,
      safe: { ...open, top: 250, bottom: 340 },
    },
  ];
}

export function content(more: Partial<Content> = {}): Content {
  return {
    title: "Rapat kerja sama",
    kind: "kegiatan",
    event_date: "2026-11-24",
    source: "agenda",
    pic: "Andri",
    caption: "Rapat berjalan lancar.",
    links: ["https://contoh.go.id/foto"],
    assets: [photo()],
    wished: [],
    platforms: [],
    ...more,
  };
}

/** Two steps: hand in, then decide. */
export function sop(): Sop {
  const step = {
    text: "",
    italics: [],
    requirements: [],
    time: [],
    output: "",
    remarks: [],
    cell_labels: [],
    inferred: [],
    rejected: null,
    standard_minutes: null,
  };
  return {
    id: "sop",
    edition: "2025-07-28",
    name: "Pengelolaan Media Sosial",
    unit: "Biro",
    region: "DKI Jakarta",
    time_zone: "Asia/Jakarta",
    sheet: {
      letterhead: [],
      cover: [],
      block: [],
      flow_title: null,
      columns: {
        number: "",
        text: "",
        actors: "",
        standards: "",
        requirements: "",
        time: "",
        output: "",
        remarks: null,
      },
      has_remarks: false,
      column_numbers: [],
      legend_intro: null,
      legend_heads: [],
      legend: [],
    },
    actor: [
      { id: "admin", label: "Admin Medsos", short: "Admin" },
      { id: "kepala", label: "Kepala Biro", short: "Kepala" },
    ],
    step: [
      {
        ...step,
        id: "ajukan",
        number: "1",
        short: "Ajukan",
        actor: "admin",
        symbol: "terminator",
        kind: "work",
        powers: ["edit"],
        accepted: { step: "setujui" },
        needs: [
          { what: "title", kinds: [], label: "Judul" },
          { what: "media", kinds: ["kegiatan"], label: "Foto" },
          { what: "caption", kinds: [], label: "Caption" },
        ],
      },
      {
        ...step,
        id: "setujui",
        number: "2",
        short: "Setujui",
        actor: "kepala",
        symbol: "decision",
        kind: "decision",
        powers: [],
        accepted: "end",
        rejected: "ajukan",
        needs: [],
      },
    ],
    kind: [
      { id: "kegiatan", label: "Kegiatan", hint: "", caption_limit: 200, timing: null },
      { id: "repost", label: "Repost", hint: "", caption_limit: null, timing: null },
    ],
    source: [{ id: "agenda", label: "Agenda harian" }],
    platform: [
      {
        id: "instagram-feed",
        label: "Instagram (feed)",
        brand: "instagram",
        site: "https://www.instagram.com/",
        hosts: ["instagram.com"],
        paths: [],
        example: "https://www.instagram.com/p/x/",
        caption_limit: 2200,
      },
    ],
  };
}

export function draft(more: Partial<Draft> = {}): Draft {
  return {
    id: "d1",
    sop: "sop",
    revision: 1,
    content: content(),
    late_reason: "",
    made_by: null,
    offered_at: null,
    updated_at: "2026-11-24T07:05:00Z",
    checklist: {
      items: [],
      timing: { verdict: "not_applicable" },
      timing_rule: null,
      caption_length: 0,
      caption_limit: 200,
      problems: [],
    },
    ...more,
  };
}

export function card(more: Partial<SubmissionCard> = {}): SubmissionCard {
  return {
    id: "s1",
    sop: "sop",
    sop_name: "Pengelolaan Media Sosial",
    title: "Rapat kerja sama",
    kind: "kegiatan",
    kind_label: "Kegiatan",
    revision: 2,
    version: 1,
    state: "at_step",
    step: "setujui",
    step_number: "2",
    step_short: "Setujui",
    position_label: "Kepala Biro",
    since: "2026-11-24T07:05:00Z",
    deadline: null,
    remaining_seconds: null,
    clock_paused: false,
    event_date: null,
    cover: null,
    file_count: 1,
    caption: "",
    submitted_by: "Rani",
    submitted_at: "2026-11-24T07:05:00Z",
    finished_at: null,
    platforms: [],
    paraf: [],
    returned: null,
    can_act: true,
    ...more,
  };
}

export function inboxRow(more: Partial<InboxRow> = {}): InboxRow {
  return {
    id: "s1",
    sop: "sop",
    title: "Rapat kerja sama",
    step: "setujui",
    step_short: "Setujui",
    deadline: null,
    remaining_seconds: null,
    returned: false,
    cover: null,
    paraf: [],
    ...more,
  };
}

export function detail(more: Partial<SubmissionDetail> = {}): SubmissionDetail {
  return {
    ...card(),
    content: content(),
    caption_history: { hands: [], pieces: [] },
    suggestions: [],
    since_decision: null,
    holders: [],
    digest: { basis: "material", sha256: HASH },
    edition: "2025-07-28",
    timing: { verdict: "not_applicable" },
    timing_rule: null,
    late_reason: null,
    checklist: draft().checklist,
    acts: {
      revise: false,
      suggest_caption: false,
      record_pic_agreement: false,
      accept: true,
      reject: true,
      complete: false,
      choose_platforms: false,
      record_publication: false,
      cancel: false,
      blocked: null,
      rejection_targets: [
        { step: "kontrol", number: "4", short: "Kontrol", position_label: "Kepala Bagian" },
        { step: "ajukan", number: "1", short: "Ajukan", position_label: "Admin Medsos" },
      ],
    },
    pic_agreement: null,
    publications: [],
    remarks: { threads: [], open: 0, can_add: false, assignees: [] },
    trail: [],
    record_digest: HASH,
    ...more,
  };
}
