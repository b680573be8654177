//! The decider: which events an act leads to, and what state events make.
//!
//! [`decide`] checks everything and changes nothing; [`apply`] changes the state and checks nothing,
//! so that an old trail always replays. Both are pure: the moment, the office's calendar and the
//! acting person are arguments.

mod apply;
mod decide;
mod remark;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use apply::{apply, replay};
pub use decide::decide;
pub use remark::speaks_for;

use crate::annotation::{AnnotationId, Motivation};
use crate::calendar::WorkCalendar;
use crate::capacity::Capacity;
use crate::content::{Asset, Basis, Content, Digest};
use crate::event::{Event, PicChannel};
use crate::ids::{AccountId, Sha256, SubmissionId};
use crate::sop::{Sop, Step};

/// Who acts: an account and the positions of this SOP it holds at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub account: AccountId,
    pub positions: Vec<String>,
}

/// What `decide` may look at besides the submission.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub sop: &'a Sop,
    /// Hash of the SOP file's text, kept with the submission.
    pub sop_sha256: &'a Sha256,
    pub calendar: &'a WorkCalendar,
    pub now: DateTime<Utc>,
    pub actor: &'a Actor,
    /// The office's setting: whoever accepted an item at one step may decide on it at another, and it is recorded.
    pub same_person_decides: bool,
}

/// What a person wants to do. Decisions name the digest of what the person saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Act {
    /// Hand material in: makes a submission and completes its first step.
    Submit {
        content: Box<Content>,
        #[serde(default)]
        late_reason: Option<String>,
        /// Whose material it is, if somebody else's.
        #[serde(default)]
        made_by: Option<AccountId>,
    },
    /// Change the material at a step that may.
    Revise {
        content: Box<Content>,
        #[serde(default)]
        note: String,
        #[serde(default)]
        late_reason: Option<String>,
        /// Numbers of the open suggestions of which something is in the new caption.
        #[serde(default)]
        took: Vec<u32>,
    },
    /// Propose another caption at a step that may not write it.
    SuggestCaption {
        /// The version that the person saw.
        version: u32,
        text: String,
        #[serde(default)]
        note: String,
    },
    /// Take nothing of an open suggestion, at a step that may change the material.
    DeclineSuggestion {
        suggestion: u32,
    },
    RecordPicAgreement {
        digest: Sha256,
        who: String,
        how: PicChannel,
        agreed_at: DateTime<Utc>,
        #[serde(default)]
        note: String,
        #[serde(default)]
        evidence: Option<Asset>,
    },
    Accept {
        digest: Sha256,
        /// Required where the step chooses platforms, refused elsewhere.
        #[serde(default)]
        platforms: Option<Vec<String>>,
        #[serde(default)]
        note: String,
    },
    Reject {
        digest: Sha256,
        /// Absent: the step's own rejection target.
        #[serde(default)]
        to: Option<String>,
        reason: String,
    },
    /// Say that a work or archive step is done.
    Complete {
        digest: Sha256,
        #[serde(default)]
        platforms: Option<Vec<String>>,
        #[serde(default)]
        note: String,
    },
    /// Record where the post is. The step is done when every chosen platform is recorded.
    RecordPublication {
        platform: String,
        url: String,
        #[serde(default)]
        evidence: Option<Asset>,
    },
    Cancel {
        reason: String,
    },
    /// Point at something in the post. Whoever holds a position of the SOP may, while the item is open.
    Annotate {
        /// Chosen by the client, `urn:uuid:…`.
        id: AnnotationId,
        #[serde(default)]
        motivation: Motivation,
        /// `urn:sha256:…` of a file of the present version, or `urn:uuid:…#caption` of this submission.
        source: String,
        /// A media fragment, `xywh=percent:…` or `t=…`; absent: the whole of it.
        #[serde(default)]
        fragment: Option<String>,
        text: String,
        /// A position of the SOP; absent: whoever hands in.
        #[serde(default)]
        assigned_to: Option<String>,
    },
    ReplyToAnnotation {
        thread: AnnotationId,
        /// The reply's own.
        id: AnnotationId,
        text: String,
    },
    ResolveAnnotation {
        thread: AnnotationId,
    },
    ReopenAnnotation {
        thread: AnnotationId,
    },
    AssignAnnotation {
        thread: AnnotationId,
        to: String,
    },
}

impl Act {
    /// About a remark: allowed beside the step's own act, and never too late for the revision it was made on.
    #[must_use]
    pub fn is_remark(&self) -> bool {
        matches!(
            self,
            Self::Annotate { .. }
                | Self::ReplyToAnnotation { .. }
                | Self::ResolveAnnotation { .. }
                | Self::ReopenAnnotation { .. }
                | Self::AssignAnnotation { .. }
        )
    }
}

/// An event with who and when, as the archive's envelope gives it.
#[derive(Debug, Clone, Copy)]
pub struct Recorded<'a> {
    pub submission: SubmissionId,
    pub account: AccountId,
    pub at: DateTime<Utc>,
    pub capacity: &'a Capacity,
    pub event: &'a Event,
}

/// The digest that the step's actor looks at: up to the step that chooses platforms, the material;
/// from there on, the platforms too.
#[must_use]
pub fn digest_at(sop: &Sop, step: &Step, content: &Content) -> Digest {
    let index = sop.step_index(&step.id);
    let chosen = matches!((index, sop.platform_step_index()), (Some(here), Some(choosing)) if here >= choosing);
    content.digest(if chosen { Basis::Full } else { Basis::Material })
}

/// The steps a rejection at `step` may go to, the default first.
#[must_use]
pub fn rejection_targets<'a>(sop: &'a Sop, step: &Step) -> Vec<&'a Step> {
    let Some(default) = step.rejected.as_deref().and_then(|id| sop.step(id)) else {
        return Vec::new();
    };
    let here = sop.step_index(&step.id).unwrap_or_default();
    let earlier = sop.steps.iter().take(here).rev().filter(|earlier| earlier.id != default.id);
    std::iter::once(default).chain(earlier).collect()
}
