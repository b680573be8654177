//! The SOP as data, and the rules that run it.
//!
//! This crate is pure: no I/O, no clock, no async. Time is always an argument, so that every rule can
//! be tested at any moment of any year, and so that replaying a trail gives the state it gave then.
//! It does not know who is signed in, where bytes lie or how a screen looks.
//!
//! Start at [`engine`]: `decide` says which events an act leads to (or why it is refused), `apply`
//! folds an event into a [`Submission`].

#![forbid(unsafe_code)]

pub mod annotation;
pub mod calendar;
pub mod capacity;
pub mod catalogue;
pub mod check;
pub mod content;
pub mod engine;
pub mod event;
pub mod fit;
pub mod ids;
pub mod link;
pub mod refusal;
pub mod sop;
pub mod submission;
pub mod timing;

pub use annotation::{Annotation, AnnotationId, Thread};
pub use calendar::{Holiday, HolidayKind, WorkCalendar};
pub use capacity::{Acting, ActingKind, Capacity};
pub use content::{Asset, Content, Digest, MediaGroup};
pub use engine::{Act, Actor, Context, apply, decide, replay};
pub use event::Event;
pub use fit::{Fit, FocusPoint};
pub use ids::{AccountId, CommandId, Sha256, SubmissionId};
pub use refusal::Refusal;
pub use sop::Sop;
pub use submission::{Submission, Whereabouts};
