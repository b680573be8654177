//! PCs that joined the office.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What a PC sends to join.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinOffice {
    /// The secret part of the pairing code.
    pub secret: String,
    /// Chosen by the PC and kept by it: 64 hexadecimal digits. Sent with every request from then on.
    pub token: String,
    /// What the PC is called in the office.
    pub name: String,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct JoinedOffice {
    pub device: Uuid,
    /// The office's name.
    pub office: String,
}

/// A PC that joined, for the administrator.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DeviceCard {
    pub id: Uuid,
    pub name: String,
    pub joined_at: DateTime<Utc>,
    /// To within some minutes.
    pub seen_at: DateTime<Utc>,
    /// It is refused from then on.
    #[schema(required)]
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Shown once, and good once.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PairingCode {
    /// Six groups of seven letters and digits: the certificate's fingerprint and a secret.
    pub code: String,
    pub until: DateTime<Utc>,
    /// Where the office is reached in its network, such as 192.168.1.10:7777.
    pub addresses: Vec<String>,
}
