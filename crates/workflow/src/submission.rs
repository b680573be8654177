//! A submission's state, as its events make it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::annotation::{AnnotationId, Thread};
use crate::capacity::Capacity;
use crate::content::{Asset, Content, Digest};
use crate::event::PicChannel;
use crate::ids::{AccountId, Sha256, SubmissionId};
use crate::timing::TimingVerdict;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Submission {
    pub id: SubmissionId,
    /// The SOP edition it was handed in under, with the hash of that edition's file.
    pub sop: String,
    pub edition: String,
    pub sop_sha256: Sha256,
    /// Number of events so far; every act names the revision it was decided on.
    pub revision: u64,
    pub submitted_by: AccountId,
    pub submitted_at: DateTime<Utc>,
    /// Who made the material, if somebody else than who handed it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_by: Option<AccountId>,
    pub timing: TimingVerdict,
    pub late_reason: Option<String>,
    /// Version of the material, from 1.
    pub version: u32,
    pub content: Content,
    pub at: Whereabouts,
    /// When it came to the current step (UTC).
    pub since: DateTime<Utc>,
    /// What each step has seen so far, by step id.
    pub steps: BTreeMap<String, StepRecord>,
    pub pic_agreement: Option<PicAgreement>,
    pub publications: BTreeMap<String, Publication>,
    /// The last rejection, while nobody has moved the item forwards since.
    pub returned: Option<Returned>,
    /// Remarks on the post, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Thread>,
    /// Captions that were proposed, in order: number 1 stands first. Not written while there are none, so that a state
    /// from before there were suggestions keeps its text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<Suggestion>,
}

/// A caption that somebody proposed who may not write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Suggestion {
    pub by: AccountId,
    pub at: DateTime<Utc>,
    pub step: String,
    /// The version that it was made on.
    pub version: u32,
    pub text: String,
    pub note: String,
    /// Absent while nobody has taken or declined it.
    pub answer: Option<SuggestionAnswer>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SuggestionAnswer {
    pub by: AccountId,
    pub at: DateTime<Utc>,
    /// The version that took something of it; absent when it was declined.
    pub taken_in: Option<u32>,
}

/// Where a submission stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Whereabouts {
    AtStep { step: String },
    Finished { at: DateTime<Utc> },
    Cancelled { at: DateTime<Utc>, reason: String },
}

/// One step's part of the way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StepRecord {
    /// Working time used over all visits so far, in seconds; the current visit is not in it.
    pub worked_seconds: u64,
    /// How often the item came here.
    pub visits: u32,
    /// The act that last moved it on from here; kept when it comes back, so that it can be shown.
    pub last: Option<Mark>,
}

/// What was done at a step, by whom, on what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Mark {
    pub outcome: Outcome,
    pub account: AccountId,
    pub at: DateTime<Utc>,
    pub digest: Digest,
    /// For whom and from where, where that is more than the position.
    #[serde(default, skip_serializing_if = "Capacity::is_plain")]
    pub capacity: Capacity,
    /// Whether the act still stands: false after a later rejection to this step or before it, or when
    /// the content it was bound to has changed.
    pub stands: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Completed,
    Accepted,
    Rejected,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PicAgreement {
    pub who: String,
    pub how: PicChannel,
    pub agreed_at: DateTime<Utc>,
    pub note: String,
    pub recorded_by: AccountId,
    pub recorded_at: DateTime<Utc>,
    /// The material the PIC agreed to.
    pub digest: Digest,
    /// A picture of the answer.
    #[serde(default)]
    pub evidence: Option<Asset>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Publication {
    pub platform: String,
    pub url: String,
    pub evidence: Option<Asset>,
    pub recorded_by: AccountId,
    pub recorded_at: DateTime<Utc>,
    pub digest: Digest,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Returned {
    pub from_step: String,
    pub to_step: String,
    pub reason: String,
    pub by: AccountId,
    pub at: DateTime<Utc>,
}

impl Submission {
    /// The step it stands at, unless it has ended.
    #[must_use]
    pub fn current_step(&self) -> Option<&str> {
        match &self.at {
            Whereabouts::AtStep { step } => Some(step),
            Whereabouts::Finished { .. } | Whereabouts::Cancelled { .. } => None,
        }
    }

    /// A suggestion by its number, if nobody has answered it yet.
    #[must_use]
    pub fn open_suggestion(&self, number: u32) -> Option<&Suggestion> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        self.suggestions.get(index).filter(|suggestion| suggestion.answer.is_none())
    }

    /// Whether an account's acceptance at another step than `step` holds now.
    #[must_use]
    pub fn has_accepted_elsewhere(&self, account: AccountId, step: &str) -> bool {
        self.steps.iter().any(|(id, record)| {
            id != step
                && record.last.as_ref().is_some_and(|mark| {
                    mark.stands && mark.outcome == Outcome::Accepted && mark.account == account
                })
        })
    }

    #[must_use]
    pub fn thread(&self, id: AnnotationId) -> Option<&Thread> {
        self.annotations.iter().find(|thread| thread.id() == id)
    }

    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.current_step().is_none()
    }
}
