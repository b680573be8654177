/**
 * The shapes on the wire under short names. All come from the server's own description
 * (`schema.d.ts`, made by `cargo xtask openapi`); none is written by hand.
 */
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

/** Not written while it is empty, in answers too: a digest is bound to the text as it was. */
type Unwritten = "fits" | "selector";

/** The server leaves no other field out of an answer; what a request may omit is marked optional there. */
export type Filled<T> = T extends readonly (infer Item)[]
  ? Filled<Item>[]
  : T extends object
    ? { [Key in keyof T as Key extends Unwritten ? never : Key]-?: Filled<Exclude<T[Key], undefined>> } & {
        [Key in keyof T as Key extends Unwritten ? Key : never]: Filled<Exclude<T[Key], undefined>>;
      }
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
export type SecondFactorOffer = Shape<"SecondFactorOffer">;
export type RecoveryCodes = Shape<"RecoveryCodes">;
export type NewAccount = Shape<"NewAccount">;
/** What may be left out is left out. */
export type AddAccount = Schemas["AddAccount"];
export type AddedAccount = Shape<"AddedAccount">;
export type ChangeAccount = Shape<"ChangeAccount">;
export type EntryCode = Shape<"EntryCode">;
export type DeviceCard = Shape<"DeviceCard">;
export type PairingCode = Shape<"PairingCode">;
export type SessionCard = Shape<"SessionCard">;
export type OfficeStatus = Shape<"OfficeStatus">;
export type CalendarView = Shape<"CalendarView">;
export type Session = Shape<"Session">;
export type SocialAccount = Shape<"SocialAccountView">;

export type Asset = Shape<"Asset">;
export type AssetView = Shape<"AssetView">;
export type Facts = Shape<"Facts">;
export type MediaGroup = Schemas["MediaGroup"];
export type PlatformRefusal = Shape<"PlatformRefusal">;
export type SimilarAsset = Shape<"SimilarAsset">;

export type Fit = Shape<"Fit">;
/** How a file is fitted, by place. */
export type Fits = Record<string, Fit>;
export type FocusPoint = Shape<"FocusPoint">;
export type Places = Shape<"PlacesView">;
export type PicturePlace = Shape<"PicturePlaceView">;
export type VideoPlace = Shape<"VideoPlaceView">;
export type PlatformRenditions = Shape<"PlatformRenditions">;
export type RenditionCard = Shape<"RenditionCard">;
export type Tools = Shape<"Tools">;
export type CopyState = Shape<"CopyState">;
/** Where the cutting of a picture into tiles stands. */
export type TilesState = Shape<"TilesState">;

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
export type Remarks = Shape<"Remarks">;
export type ThreadView = Shape<"ThreadView">;
export type SubmissionCard = Shape<"SubmissionCard">;
export type SubmissionDetail = Shape<"SubmissionDetail">;
export type Edit = Shape<"Edit">;
export type CaptionHistory = Shape<"CaptionHistory">;
export type Hand = Shape<"Hand">;
export type Suggestion = Shape<"SuggestionView">;
export type SinceDecision = Shape<"SinceDecision">;
export type TrailEntry = Shape<"TrailEntry">;
export type InboxPage = Shape<"InboxPage">;
export type InboxRow = Shape<"InboxRow">;
export type GroupCounts = Shape<"GroupCounts">;
export type HistoryEntry = Shape<"HistoryEntry">;
export type HistoryKind = Schemas["HistoryKind"];
export type SubmissionPage = Shape<"Page_SubmissionCard">;

export type Draft = Shape<"Draft">;
export type DraftCard = Shape<"DraftCard">;
export type ActingPosition = Shape<"ActingPosition">;
export type DecisionRule = Shape<"DecisionRule">;
export type DelegationCard = Shape<"DelegationCard">;
export type NewDelegation = Shape<"NewDelegation">;
export type Home = Shape<"Home">;
export type UpcomingDay = Shape<"Upcoming">;
export type Change = Shape<"Change">;
