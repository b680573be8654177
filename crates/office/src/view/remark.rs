//! Remarks on a post as the screen shows them: the annotation itself, with names for ids.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use workflow::{Annotation, AnnotationId, Sha256};

/// Somebody who said or did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Speaker {
    pub name: String,
    pub initials: String,
    /// The position spoken for.
    pub position_label: String,
    /// 0 to 5, always the same for one account: the colour they are known by.
    pub color: u8,
    /// It is the caller.
    pub is_me: bool,
}

/// A remark with everything that came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ThreadView {
    pub id: AnnotationId,
    /// From 1, in the order they were made; what is drawn on the marker.
    pub number: usize,
    /// As it is kept: a W3C Web Annotation.
    pub annotation: Annotation,
    pub author: Speaker,
    pub at: DateTime<Utc>,
    /// The version that it was made on.
    pub version: u32,
    /// The name that the marked file had; empty for the caption.
    pub file_name: String,
    /// The file of the present version that it belongs to; absent: about the caption, or the file is gone.
    #[schema(required)]
    pub shown_on: Option<Sha256>,
    /// The marked file was replaced by another since.
    pub is_carried_over: bool,
    /// The marked file went and nothing took its place.
    pub is_file_gone: bool,
    pub assigned_to: String,
    pub assigned_label: String,
    /// The caller holds the position that is to see to it.
    pub is_for_me: bool,
    pub replies: Vec<ReplyView>,
    /// Absent: still open.
    #[schema(required)]
    pub resolution: Option<ResolutionView>,
    pub can_reply: bool,
    pub can_resolve: bool,
    pub can_reopen: bool,
    pub can_assign: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReplyView {
    pub id: AnnotationId,
    pub text: String,
    pub author: Speaker,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ResolutionView {
    pub by: Speaker,
    pub at: DateTime<Utc>,
    /// The version that it was found done in.
    pub version: u32,
    /// Ticked off by the remark's own author.
    pub is_by_author: bool,
}

/// A position that a remark can be assigned to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Assignee {
    pub position: String,
    pub label: String,
    /// Who gets it where nobody is named.
    pub is_default: bool,
}

/// Everything said about a post.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Remarks {
    /// Oldest first.
    pub threads: Vec<ThreadView>,
    pub open: usize,
    /// The caller may point at something now.
    pub can_add: bool,
    pub assignees: Vec<Assignee>,
}
