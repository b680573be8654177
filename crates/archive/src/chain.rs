//! The hash chain: what makes the record stand up in an audit.
//!
//! Each event's hash covers the event and the hash of the one before, so nothing in the middle can
//! be changed, removed or added without every later hash telling. What a chain alone cannot show is
//! that its *end* was cut off: for that, keep the newest hash somewhere else
//! ([`verify::Report::head`](crate::verify::Report) gives it).
//!
//! # The bytes that are hashed
//! The text `terbit/1`, then nine fields: hash of the event before, sequence, submission, revision,
//! account, position, command, instant, payload. Each of the ten is written as its length in bytes
//! (8 bytes, big-endian) followed by its UTF-8 bytes, so no two events share a byte form. Numbers
//! are decimal, ids are hyphenated lower-case UUIDs, an absent submission is empty, and the instant
//! is RFC 3339 in UTC with nine decimals, as it is stored.

use chrono::{DateTime, SecondsFormat, Utc};
use sha2::Digest as _;
use workflow::{AccountId, CommandId, Sha256, SubmissionId};

use crate::model::StoredEvent;

/// Names the byte form; another form would have another name.
const FORM: &str = "terbit/1";

/// What an event's hash covers besides the hash before it.
#[derive(Debug, Clone, Copy)]
pub struct Link<'a> {
    /// From 1.
    pub sequence: u64,
    pub submission: Option<SubmissionId>,
    pub revision: u64,
    pub account: AccountId,
    pub position: &'a str,
    pub command: CommandId,
    pub at: DateTime<Utc>,
    pub payload: &'a str,
}

impl<'a> From<&'a StoredEvent> for Link<'a> {
    fn from(event: &'a StoredEvent) -> Self {
        Self {
            sequence: event.sequence,
            submission: event.submission,
            revision: event.revision,
            account: event.account,
            position: &event.position,
            command: event.command,
            at: event.at,
            payload: &event.payload,
        }
    }
}

/// What stands as "the hash before" in event 1: 64 zeros.
#[must_use]
pub fn genesis() -> Sha256 {
    Sha256::from_bytes(&[0; 32])
}

/// The hash of an event that follows the one whose hash is `previous`.
#[must_use]
pub fn hash(previous: &Sha256, link: Link<'_>) -> Sha256 {
    let submission = link.submission.map(|id| id.to_string()).unwrap_or_default();
    let mut hasher = sha2::Sha256::new();
    for field in [
        FORM,
        previous.as_str(),
        &link.sequence.to_string(),
        &submission,
        &link.revision.to_string(),
        &link.account.to_string(),
        link.position,
        &link.command.to_string(),
        &instant_text(link.at),
        link.payload,
    ] {
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field.as_bytes());
    }
    Sha256::from_bytes(hasher.finalize().as_slice())
}

/// An instant as it is stored and hashed: 30 characters, such as `2026-03-02T01:00:00.000000000Z`.
#[must_use]
pub fn instant_text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Nanos, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn link(position: &'static str, payload: &'static str) -> Link<'static> {
        Link {
            sequence: 7,
            submission: None,
            revision: 0,
            account: AccountId(Uuid::nil()),
            position,
            command: CommandId(Uuid::nil()),
            at: DateTime::from_timestamp(1_772_413_200, 123_456_789).unwrap(),
            payload,
        }
    }

    /// Worked out by another program from the words above, so that no change of code can silently
    /// change what old records hash to.
    #[test]
    fn byte_form_is_pinned() {
        let expected = "e522fb9907b51be6b2d9f91a173a18a9a9c177aa4e27882b246af7282b3f2f60";
        assert_eq!(hash(&genesis(), link("admin", "{}")).as_str(), expected);
    }

    #[test]
    fn text_cannot_move_from_one_field_to_the_next() {
        assert_ne!(hash(&genesis(), link("ab", "c")), hash(&genesis(), link("a", "bc")));
    }

    #[test]
    fn every_nanosecond_counts() {
        let one = link("a", "{}");
        let other = Link { at: one.at + chrono::TimeDelta::nanoseconds(1), ..one };
        assert_ne!(hash(&genesis(), one), hash(&genesis(), other));
    }
}
