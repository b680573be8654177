//! The key from which pairing secrets are made at the host's own machine, without a door into the running program.
//!
//! The host draws a key each time it starts to be served and leaves it where only its own user may read. A secret is made
//! from the key and a second of time, as an authenticator makes its codes; the host takes those of the last quarter of an
//! hour, each once. So nine hundred of the 2^65 secrets are good at a time.

use chrono::{DateTime, Utc};
use workflow::Sha256;

use crate::letters::ALPHABET;
use crate::{OfficeError, random};

/// Bytes.
const KEY: usize = 32;

/// Whoever has it lets PCs join.
#[derive(Clone, PartialEq, Eq)]
pub struct PairingKey(String);

impl PairingKey {
    pub(crate) fn random() -> Result<Self, OfficeError> {
        Ok(Self(random::hex(&random::bytes::<KEY>()?)))
    }

    /// What [`PairingKey::as_str`] gave; nothing else is a key.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_key = text.len() == 2 * KEY && text.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_key.then(|| Self(text.to_owned()))
    }

    /// Hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The secret of this second: [`crate::devices::SECRET_LETTERS`] letters.
    #[must_use]
    pub(crate) fn secret_at(&self, second: i64) -> String {
        let digest = Sha256::of(format!("{}:{second}", self.0).as_bytes());
        let bits = digest
            .as_str()
            .chars()
            .filter_map(|digit| digit.to_digit(16))
            .flat_map(|digit| (0..4).rev().map(move |bit| usize::from(digit >> bit & 1 == 1)));
        let bits: Vec<usize> = bits.take(5 * crate::devices::SECRET_LETTERS).collect();
        let letter =
            |five: &[usize]| char::from(ALPHABET[five.iter().fold(0, |sum, bit| sum * 2 + bit)]);
        bits.chunks(5).map(letter).collect()
    }

    /// The second whose secret this is, if it is one of the last `good_for` seconds.
    pub(crate) fn second_of(&self, secret: &str, now: DateTime<Utc>, good_for: i64) -> Option<i64> {
        let now = now.timestamp();
        (now - good_for + 1..=now).rev().find(|second| self.secret_at(*second) == secret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).unwrap()
    }

    #[test]
    fn a_secret_is_of_one_key_and_one_second_and_good_for_so_long() {
        let (key, other) = (PairingKey::random().unwrap(), PairingKey::random().unwrap());
        let secret = key.secret_at(1_000_000);
        assert_eq!(secret.len(), crate::devices::SECRET_LETTERS);
        assert_ne!(secret, key.secret_at(1_000_001));
        assert_eq!(key.second_of(&secret, at(1_000_000), 900), Some(1_000_000));
        assert_eq!(key.second_of(&secret, at(1_000_899), 900), Some(1_000_000));
        assert_eq!(key.second_of(&secret, at(1_000_900), 900), None);
        assert_eq!(key.second_of(&secret, at(999_999), 900), None, "not yet");
        assert_eq!(other.second_of(&secret, at(1_000_000), 900), None);
        assert_eq!(PairingKey::parse(key.as_str()).unwrap().secret_at(7), key.secret_at(7));
        assert!(PairingKey::parse("abc").is_none());
    }
}
