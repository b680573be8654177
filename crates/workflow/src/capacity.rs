//! In what capacity an account acted, besides the position: for whom, by which letter, and from which part of the office.
//!
//! It stands beside an event's own fields in the payload, so that what is hashed says it too. An act in one's own
//! position, by somebody whose part of the office is not recorded, adds nothing: such payloads read as they always did.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::event::Event;
use crate::ids::AccountId;

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Capacity {
    /// The part of the office that the account belongs to; where several hold one position, it tells them apart.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Absent in one's own position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting: Option<Acting>,
}

/// Nothing besides the position.
pub static PLAIN: Capacity = Capacity { unit: String::new(), acting: None };

/// An act in somebody else's position, or in a vacant one, by a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Acting {
    pub kind: ActingKind,
    /// Whose position it is; absent while nobody holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<AccountId>,
    /// Number of the letter.
    pub letter: String,
}

/// Surat Edaran Kepala BKN 1/SE/I/2021: Plh. while the holder is away, Plt. while the position is vacant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActingKind {
    Plh,
    Plt,
}

impl ActingKind {
    /// As it stands before a position's name.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Plh => "Plh.",
            Self::Plt => "Plt.",
        }
    }
}

impl Capacity {
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == PLAIN
    }

    /// From an event's payload.
    ///
    /// # Errors
    /// When the payload is not JSON of this shape.
    pub fn of(payload: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(payload)
    }
}

/// An event with the capacity in which it was made, as one payload.
#[derive(Serialize)]
struct Stamped<'a> {
    #[serde(flatten)]
    event: &'a Event,
    #[serde(flatten)]
    capacity: &'a Capacity,
}

/// The text that is hashed.
///
/// # Errors
/// When an event can't be written as JSON, which none of ours does.
pub fn payload(event: &Event, capacity: &Capacity) -> Result<String, serde_json::Error> {
    if capacity.is_plain() {
        return serde_json::to_string(event);
    }
    serde_json::to_string(&Stamped { event, capacity })
}
