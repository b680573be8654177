//! What crosses the wire: plain shapes that a screen can show as they are.
//!
//! They are made here and not in `api`, so that every host (a server, the desktop window, a test) answers
//! with the same words and numbers. Field names are a contract with the UI.

mod asset;
mod change;
mod draft;
mod home;
mod page;
mod session;
mod sop;
mod submission;

pub use asset::{AssetUse, AssetView, Facts};
pub use change::{Change, ChangeKind};
pub use draft::{CheckRequest, Draft, DraftCard, DraftUpdate, NewDraft, SubmitDraft};
pub use home::{Home, Upcoming, UpcomingKind};
pub use page::Page;
pub use session::{
    AccountCard, CalendarView, Credentials, DemoStatus, FoundOffice, HeldPosition, NewAccount,
    NewHolding, OfficeState, OfficeStatus, OpenHours, Session,
};
pub use sop::{PositionCard, SopSummary, SopView, StepCount};
pub use submission::{
    ActRequest, AllowedActs, Blocked, ParafBox, ParafState, PicAgreementView, PublicationView,
    RejectionTarget, ReturnedCard, SubmissionCard, SubmissionDetail, SubmissionState, TrailEntry,
};
