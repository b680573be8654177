//! The record: what happened to a submission, one immutable fact each.
//!
//! Events are stored as JSON text and hashed, so their shape is a file format: fields may be added
//! with `#[serde(default)]`, never renamed or removed. Who acted and when stands in the envelope
//! that the archive keeps around each event.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::content::{Asset, Content, Digest};
use crate::ids::Sha256;
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
    },
    /// The PIC kegiatan agreed to the material.
    PicAgreed {
        step: String,
        who: String,
        how: PicChannel,
        agreed_at: DateTime<Utc>,
        note: String,
        digest: Digest,
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
    },
    Rejected {
        step: String,
        to: String,
        digest: Digest,
        reason: String,
        worked_seconds: u64,
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
}

/// How the PIC kegiatan was asked (DKI langkah 2, Keterangan).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PicChannel {
    FaceToFace,
    Whatsapp,
    Other,
}
