//! The record: what happened to a submission, one immutable fact each.
//!
//! Events are stored as JSON text and hashed, so their shape is a file format: fields may be added
//! with `#[serde(default)]`, never renamed or removed. Who acted and when stands in the envelope
//! that the archive keeps around each event.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::annotation::{Annotation, AnnotationId};
use crate::content::{Asset, Content, Digest};
use crate::ids::{AccountId, Sha256};
use crate::sop::Goal;
use crate::timing::TimingVerdict;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// The material was handed in: the submission exists from here on and stands at the first step.
    Submitted {
        sop: String,
        edition: String,
        sop_sha256: Sha256,
        content: Box<Content>,
        timing: TimingVerdict,
        late_reason: Option<String>,
        /// Who made the material, if somebody else than who hands it in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        made_by: Option<AccountId>,
    },
    /// The material was changed at the current step; a new version.
    Revised {
        step: String,
        version: u32,
        content: Box<Content>,
        digest: Digest,
        note: String,
        timing: TimingVerdict,
        late_reason: Option<String>,
        /// Numbers of the caption suggestions of which something was taken.
        #[serde(default)]
        took: Vec<u32>,
    },
    /// Another caption was proposed by somebody who may not write it. The content stays as it is.
    CaptionSuggested {
        step: String,
        /// From 1, in this submission.
        suggestion: u32,
        /// The version that it was made on.
        version: u32,
        text: String,
        note: String,
    },
    /// Nothing of a suggestion is taken.
    SuggestionDeclined {
        step: String,
        suggestion: u32,
    },
    /// The PIC kegiatan agreed to the material.
    PicAgreed {
        step: String,
        who: String,
        how: PicChannel,
        agreed_at: DateTime<Utc>,
        note: String,
        digest: Digest,
        /// A picture of the answer, such as of the chat.
        #[serde(default)]
        evidence: Option<Asset>,
    },
    PlatformsChosen {
        step: String,
        platforms: Vec<String>,
    },
    /// A work, archive or publish step was done. `next: end` closes the record.
    Completed {
        step: String,
        next: Goal,
        digest: Digest,
        note: String,
        worked_seconds: u64,
    },
    Accepted {
        step: String,
        next: Goal,
        digest: Digest,
        note: String,
        worked_seconds: u64,
        /// Somebody decided who had accepted it at another step; the office's settings allowed it.
        #[serde(default, skip_serializing_if = "is_false")]
        same_person: bool,
    },
    Rejected {
        step: String,
        to: String,
        digest: Digest,
        reason: String,
        worked_seconds: u64,
        /// As of an acceptance.
        #[serde(default, skip_serializing_if = "is_false")]
        same_person: bool,
    },
    /// The post is out on one platform. A later one for the same platform replaces it.
    Published {
        step: String,
        platform: String,
        url: String,
        evidence: Option<Asset>,
        digest: Digest,
    },
    /// The handing-in position withdrew it while it lay at the first step.
    Cancelled {
        step: String,
        reason: String,
    },
    /// Somebody pointed at a place in the post. Remarks are about the content and never part of it.
    Annotated {
        /// Where the item stood.
        step: String,
        /// The position that the author spoke for.
        position: String,
        /// The version that was looked at.
        version: u32,
        annotation: Box<Annotation>,
        /// The position that is to see to it.
        assigned_to: String,
    },
    AnnotationReplied {
        step: String,
        position: String,
        annotation: Box<Annotation>,
        /// The remark that is answered; the reply's own target says the same.
        thread: AnnotationId,
    },
    /// What the remark asked for is done.
    AnnotationResolved {
        step: String,
        position: String,
        thread: AnnotationId,
    },
    AnnotationReopened {
        step: String,
        position: String,
        thread: AnnotationId,
    },
    AnnotationAssigned {
        step: String,
        position: String,
        thread: AnnotationId,
        to: String,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over like that")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// How the PIC kegiatan was asked (DKI langkah 2, Keterangan).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PicChannel {
    FaceToFace,
    Whatsapp,
    Other,
}
