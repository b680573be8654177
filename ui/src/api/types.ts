/**
 * The shapes on the wire under short names. All come from the server's own description
 * (`schema.d.ts`, made by `cargo xtask openapi`); none is written by hand.
 */
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

/** The server leaves no field out of an answer; what a request may omit is marked optional there. */
export type Filled<T> = T extends readonly (infer Item)[]
  ? Filled<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Filled<Exclude<T[Key], undefined>> }
    : T;
type Shape<Name extends keyof Schemas> = Filled<Schemas[Name]>;

export type Sop = Shape<"Sop">;
export type SopSummary = Shape<"SopSummary">;
export type SopPage = Shape<"SopView">;
export type Sheet = Shape<"Sheet">;
export type CoverRow = Shape<"CoverRow">;
export type Block = Shape<"Block">;
export type ColumnHeads = Shape<"ColumnHeads">;
export type LegendRow = Shape<"LegendRow">;
export type ListStyle = Schemas["ListStyle"];
export type Symbol = Schemas["Symbol"];
export type Position = Shape<"Position">;
export type Step = Shape<"Step">;
export type StepKind = Schemas["StepKind"];
export type Power = Schemas["Power"];
export type Goal = Schemas["Goal"];
export type Need = Shape<"Need">;
export type NeedKind = Schemas["NeedKind"];
export type ContentKind = Shape<"ContentKind">;
export type Timing = Shape<"Timing">;
export type Platform = Shape<"Platform">;
export type StepCount = Shape<"StepCount">;

export type AccountCard = Shape<"AccountCard">;
export type HeldPosition = Shape<"HeldPosition">;
export type NewAccount = Shape<"NewAccount">;
export type OfficeStatus = Shape<"OfficeStatus">;
export type CalendarView = Shape<"CalendarView">;
export type Session = Shape<"Session">;

export type Asset = Shape<"Asset">;
export type AssetView = Shape<"AssetView">;
export type Facts = Shape<"Facts">;
export type MediaGroup = Schemas["MediaGroup"];

export type Content = Shape<"Content">;
export type Digest = Shape<"Digest">;
export type TimingVerdict = Shape<"TimingVerdict">;
export type Checklist = Shape<"Checklist">;
export type CheckItem = Shape<"CheckItem">;
export type Problem = Shape<"Problem">;

export type Act = Shape<"Act">;
export type AllowedActs = Shape<"AllowedActs">;
export type RejectionTarget = Shape<"RejectionTarget">;
export type OfficeEvent = Shape<"Event">;
export type ParafBox = Shape<"ParafBox">;
export type PicAgreement = Shape<"PicAgreement">;
export type PicChannel = Schemas["PicChannel"];
export type Publication = Shape<"Publication">;
export type SubmissionCard = Shape<"SubmissionCard">;
export type SubmissionDetail = Shape<"SubmissionDetail">;
export type TrailEntry = Shape<"TrailEntry">;
export type SubmissionPage = Shape<"Page_SubmissionCard">;

export type Draft = Shape<"Draft">;
export type DraftCard = Shape<"DraftCard">;
export type Home = Shape<"Home">;
export type UpcomingDay = Shape<"Upcoming">;
export type Change = Shape<"Change">;
