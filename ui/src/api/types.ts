/** The shapes on the wire, as the API's contract names them. */

export type Goal = { step: string } | "end";
export type Symbol =
  | "terminator"
  | "process"
  | "decision"
  | "document"
  | "copies"
  | "manual_archive"
  | "file"
  | "connector_same_page"
  | "connector_other_page"
  | "flow_line";
export type StepKind = "work" | "decision" | "archive" | "publish";
export type Power = "edit" | "pic_agreement" | "choose_platforms";
export type NeedKind =
  "title" | "media" | "files" | "caption" | "links" | "source" | "pic" | "event_date" | "publications";
export type ListStyle = "numbered" | "numbered_bare" | "dashed" | "plain";
export type Position = { id: string; label: string; short: string };
export type CoverRow = { label: string; value: string[]; emphasis: boolean };
export type Block = { label: string; corrected_label: string | null; list: ListStyle; items: string[] };
export type ColumnHeads = {
  number: string;
  text: string;
  actors: string;
  standards: string;
  requirements: string;
  time: string;
  output: string;
  remarks: string | null;
};
export type LegendRow = { symbol: Symbol; name: string; definition: string };
export type Sheet = {
  letterhead: string[];
  cover: CoverRow[];
  block: Block[];
  flow_title: string | null;
  columns: ColumnHeads;
  has_remarks: boolean;
  column_numbers: string[];
  legend_intro: string | null;
  legend_heads: string[];
  legend: LegendRow[];
};
export type Need = { what: NeedKind; kinds: string[]; label: string };
export type Step = {
  id: string;
  number: string;
  text: string;
  italics: string[];
  short: string;
  actor: string;
  symbol: Symbol;
  kind: StepKind;
  powers: Power[];
  requirements: string[];
  time: string[];
  standard_minutes: number | null;
  output: string;
  remarks: string[];
  needs: Need[];
  accepted: Goal;
  rejected: string | null;
  cell_labels: { actor: string; text: string }[];
  inferred: { what: string; why: string }[];
};
export type Timing =
  | { rule: "on_day_after_event"; label: string }
  | { rule: "days_before"; days: number; label: string }
  | { rule: "on_or_before"; label: string };
export type ContentKind = {
  id: string;
  label: string;
  hint: string;
  caption_limit: number | null;
  timing: Timing | null;
};
export type Platform = {
  id: string;
  label: string;
  brand: string;
  site: string;
  hosts: string[];
  paths: string[];
  example: string;
  caption_limit: number | null;
};
export type Sop = {
  id: string;
  edition: string;
  name: string;
  unit: string;
  region: string;
  time_zone: string;
  sheet: Sheet;
  actor: Position[];
  step: Step[];
  kind: ContentKind[];
  source: { id: string; label: string }[];
  platform: Platform[];
};
export type SopSummary = {
  id: string;
  edition: string;
  name: string;
  unit: string;
  region: string;
  positions: Position[];
  step_count: number;
};
export type StepCount = { step: string; count: number; late: number; oldest_since: string | null };
export type SopPage = { sop: Sop; sha256: string; counts: StepCount[] };

export type HeldPosition = { sop: string; sop_name: string; position: string; label: string; short: string };
export type AccountCard = {
  id: string;
  name: string;
  login: string;
  initials: string;
  positions: HeldPosition[];
  is_admin: boolean;
  disabled: boolean;
};
export type NewAccount = {
  name: string;
  login: string;
  password: string;
  positions: { sop: string; position: string }[];
};
export type OfficeStatus = {
  state: "empty" | "ready";
  name: string | null;
  version: string;
  sops: SopSummary[];
  demo: { password: string; accounts: AccountCard[] } | null;
};
export type Session = { account: AccountCard; expires_at: string; idle_minutes: number };

export type MediaGroup = "picture" | "video" | "document";
export type Asset = {
  sha256: string;
  name: string;
  bytes: number;
  media_type: string;
  group: MediaGroup;
  width: number | null;
  height: number | null;
};
export type Facts = {
  kind: string;
  bytes: number;
  width: number | null;
  height: number | null;
  orientation: number | null;
  animated: boolean;
  duration_ms: number | null;
  pages: number | null;
  taken: string | null;
  camera: string | null;
  gps: boolean;
};
export type AssetView = {
  asset: Asset;
  facts: Facts;
  has_picture: boolean;
  used_in: { submission: string; title: string; submitted_at: string }[];
};

export type Content = {
  title: string;
  kind: string;
  event_date: string | null;
  source: string;
  pic: string;
  caption: string;
  links: string[];
  assets: Asset[];
  wished: string[];
  platforms: string[];
};
export type Digest = { basis: "material" | "full"; sha256: string };
export type TimingVerdict =
  | { verdict: "not_applicable" }
  | { verdict: "no_date" }
  | { verdict: "on_time"; last_day: string | null; days_left: number }
  | { verdict: "early"; from: string }
  | { verdict: "late"; last_day: string; days_late: number };
export type CheckItem = { what: NeedKind; label: string; done: boolean };
export type Problem = { code: string; field: string | null; message: string };
export type Checklist = {
  items: CheckItem[];
  timing: TimingVerdict;
  timing_rule: string | null;
  caption_length: number;
  caption_limit: number | null;
  problems: Problem[];
};

export type ParafBox = {
  step: string;
  number: string;
  short: string;
  position_label: string;
  state: "todo" | "current" | "done" | "returned" | "void";
  initials: string | null;
  name: string | null;
  at: string | null;
  worked_seconds: number | null;
  standard_seconds: number | null;
  remaining_seconds: number | null;
  late: boolean;
};
export type SubmissionCard = {
  id: string;
  sop: string;
  sop_name: string;
  title: string;
  kind: string;
  kind_label: string;
  revision: number;
  version: number;
  state: "at_step" | "finished" | "cancelled";
  step: string | null;
  step_number: string;
  step_short: string;
  position_label: string;
  since: string;
  deadline: string | null;
  remaining_seconds: number | null;
  clock_paused: boolean;
  event_date: string | null;
  cover: Asset | null;
  file_count: number;
  caption: string;
  submitted_by: string;
  submitted_at: string;
  finished_at: string | null;
  platforms: string[];
  paraf: ParafBox[];
  returned: { from_short: string; reason: string; by: string; at: string } | null;
  can_act: boolean;
};
export type RejectionTarget = { step: string; number: string; short: string; position_label: string };
export type AllowedActs = {
  revise: boolean;
  record_pic_agreement: boolean;
  accept: boolean;
  reject: boolean;
  complete: boolean;
  choose_platforms: boolean;
  record_publication: boolean;
  cancel: boolean;
  blocked: { code: string; message: string } | null;
  rejection_targets: RejectionTarget[];
};
export type PicChannel = "face_to_face" | "whatsapp" | "other";
export type PicAgreement = {
  who: string;
  how: PicChannel;
  agreed_at: string;
  note: string;
  recorded_by: string;
  recorded_at: string;
  digest: Digest;
};
export type Publication = {
  platform: string;
  url: string;
  evidence: Asset | null;
  recorded_by: string;
  recorded_at: string;
  digest: Digest;
};
export type OfficeEvent =
  | {
      type: "submitted";
      sop: string;
      edition: string;
      sop_sha256: string;
      content: Content;
      timing: TimingVerdict;
      late_reason: string | null;
    }
  | {
      type: "revised";
      step: string;
      version: number;
      content: Content;
      digest: Digest;
      note: string;
      timing: TimingVerdict;
      late_reason: string | null;
    }
  | {
      type: "pic_agreed";
      step: string;
      who: string;
      how: PicChannel;
      agreed_at: string;
      note: string;
      digest: Digest;
    }
  | { type: "platforms_chosen"; step: string; platforms: string[] }
  | {
      type: "completed" | "accepted";
      step: string;
      next: Goal;
      digest: Digest;
      note: string;
      worked_seconds: number;
    }
  | { type: "rejected"; step: string; to: string; digest: Digest; reason: string; worked_seconds: number }
  | {
      type: "published";
      step: string;
      platform: string;
      url: string;
      evidence: Asset | null;
      digest: Digest;
    }
  | { type: "cancelled"; step: string; reason: string };
export type TrailEntry = {
  sequence: number;
  revision: number;
  at: string;
  account_name: string;
  initials: string;
  position_label: string;
  event: OfficeEvent;
  sentence: string;
  step_short: string;
  worked_seconds: number | null;
  standard_seconds: number | null;
  digest: string | null;
  hash: string;
};
export type SubmissionDetail = SubmissionCard & {
  content: Content;
  digest: Digest;
  edition: string;
  timing: TimingVerdict;
  timing_rule: string | null;
  late_reason: string | null;
  checklist: Checklist;
  acts: AllowedActs;
  pic_agreement: (PicAgreement & { recorded_by_name: string; current: boolean }) | null;
  publications: (Publication & { platform_label: string; recorded_by_name: string })[];
  trail: TrailEntry[];
  record_digest: string;
};
export type Act =
  | { type: "revise"; content: Content; note: string; late_reason: string | null }
  | {
      type: "record_pic_agreement";
      digest: string;
      who: string;
      how: PicChannel;
      agreed_at: string;
      note: string;
    }
  | { type: "accept"; digest: string; platforms: string[] | null; note: string }
  | { type: "reject"; digest: string; to: string | null; reason: string }
  | { type: "complete"; digest: string; platforms: string[] | null; note: string }
  | { type: "record_publication"; platform: string; url: string; evidence: Asset | null }
  | { type: "cancel"; reason: string };
export type Page<T> = { items: T[]; next: string | null; total: number };
export type Draft = {
  id: string;
  sop: string;
  revision: number;
  content: Content;
  late_reason: string;
  updated_at: string;
  checklist: Checklist;
};
export type DraftCard = {
  id: string;
  sop: string;
  sop_name: string;
  title: string;
  updated_at: string;
  file_count: number;
  cover: Asset | null;
};
export type UpcomingDay = { date: string; name: string; kind: "libur" | "cuti_bersama" | "peringatan" };
export type Home = {
  waiting: SubmissionCard[];
  waiting_count: number;
  late_count: number;
  returned_count: number;
  open_count: number;
  drafts: DraftCard[];
  upcoming: UpcomingDay[];
};
export type Change = {
  sequence: number;
  kind: "submission" | "office" | "draft";
  submission: string | null;
  revision: number | null;
};
