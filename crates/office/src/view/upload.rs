//! A file that arrives in pieces.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUpload {
    /// What the file is called on the sender's machine.
    pub name: String,
    /// How long it will be.
    pub bytes: u64,
}

#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Upload {
    pub id: Uuid,
    /// As announced.
    pub bytes: u64,
    /// How many of them are there: go on from here.
    pub arrived: u64,
}
