//! Acting officials, as the settings and the session show them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use workflow::{AccountId, ActingKind};

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DelegationCard {
    pub id: Uuid,
    /// Who acts.
    pub account_name: String,
    /// Such as "Plh. Kepala Bagian …".
    pub label: String,
    /// Name of the official whose position it is; absent where nobody holds it.
    #[schema(required)]
    pub on_behalf_of: Option<String>,
    pub letter: String,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// Set when it was ended before its last day.
    #[schema(required)]
    pub ended_at: Option<DateTime<Utc>>,
    pub state: DelegationState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DelegationState {
    Coming,
    InForce,
    Ended,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDelegation {
    /// Who is to act.
    pub account: AccountId,
    pub sop: String,
    pub position: String,
    pub kind: ActingKind,
    /// Whose position it is. May be left out for Plt., where nobody holds it.
    #[serde(default)]
    pub on_behalf_of: Option<AccountId>,
    /// Number of the letter.
    pub letter: String,
    /// Days of the office's calendar, both included.
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
}

/// A position that the signed-in account acts in today.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ActingPosition {
    pub sop: String,
    pub position: String,
    /// Such as "Plh. Kepala Bagian …".
    pub label: String,
    #[schema(required)]
    pub on_behalf_of: Option<String>,
    pub letter: String,
    pub last_day: NaiveDate,
}

/// Whether one person may decide on an item at two of its steps.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionRule {
    /// Such decisions are allowed, and marked in the record. Off: somebody else has to decide.
    pub same_person_decides: bool,
}
