//! What crosses the wire: plain shapes that a screen can show as they are.
//!
//! They are made here and not in `api`, so that every host (a server, the desktop window, a test) answers
//! with the same words and numbers. Field names are a contract with the UI.

mod asset;
mod change;
mod correction;
mod delegation;
mod device;
mod draft;
mod history;
mod home;
mod inbox;
mod page;
mod place;
mod remark;
mod rendition;
mod session;
mod social_account;
mod sop;
mod submission;
mod tiles;
mod upload;

pub use asset::{
    AssetUse, AssetView, Color, ColorModel, Facts, PlatformRefusal, Position, Severity,
    SimilarAsset, VideoFacts,
};
pub use change::{Change, ChangeKind};
pub use correction::{
    CaptionHistory, CaptionPiece, DecisionKind, Edit, EditKind, Hand, RejectReasons,
    SetRejectReasons, SinceDecision, SuggestionOutcome, SuggestionView,
};
pub use delegation::{
    ActingPosition, DecisionRule, DelegationCard, DelegationState, NewDelegation,
};
pub use device::{DeviceCard, JoinOffice, JoinedOffice, PairingCode};
pub use draft::{CheckRequest, Draft, DraftCard, DraftUpdate, NewDraft, SeenDraft, SubmitDraft};
pub use history::{HistoryEntry, HistoryKind};
pub use home::{Home, Upcoming, UpcomingKind};
pub use inbox::{GroupCounts, InboxPage, InboxRow, ParafMark, Waiting};
pub use page::Page;
pub use place::{MarginsView, PicturePlaceView, PlacesView, VideoPlaceView};
pub use remark::{Assignee, Remarks, ReplyView, ResolutionView, Speaker, ThreadView};
pub use rendition::{
    CopyState, PlatformRenditions, RenditionCard, SubmissionRenditions, Tool, Tools,
};
pub use session::{
    AccountCard, AddAccount, AddedAccount, CalendarView, ChangeAccount, ChangePassword,
    CodeCredentials, ConfirmSecondFactor, Credentials, DemoStatus, EntryCode, FoundOffice,
    HeldPosition, NewAccount, NewHolding, OfficeState, OfficeStatus, OpenHours, PasswordOnly,
    RecoveryCodes, SecondFactorOffer, Session, SessionCard,
};
pub use social_account::{SetSocialAccounts, SocialAccountView, SocialAccounts};
pub use sop::{PositionCard, SopSummary, SopView, StepCount};
pub use submission::{
    ActRequest, AllowedActs, Blocked, ParafBox, ParafState, PicAgreementView, PublicationView,
    RejectionTarget, ReturnedCard, SubmissionCard, SubmissionDetail, SubmissionState, TrailEntry,
};
pub use tiles::TilesState;
pub use upload::{NewUpload, Upload};
