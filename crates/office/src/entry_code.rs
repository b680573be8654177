//! Codes that an administrator gives to somebody who has no password: told, typed once, and used up.
//!
//! Sixty random bits.

use chrono::Duration;

use crate::{OfficeError, letters};

const LETTERS: usize = 12;
const GROUP: usize = 4;

/// How long a code waits to be used.
pub(crate) const GOOD_FOR: Duration = Duration::days(7);

/// As it is told: "7KQF-2M9P-X3TD".
pub(crate) fn generate() -> Result<String, OfficeError> {
    let letters: Vec<char> = letters::random::<LETTERS>()?.chars().collect();
    Ok(letters.chunks(GROUP).map(String::from_iter).collect::<Vec<_>>().join("-"))
}

/// Four of its letters: twenty random bits.
pub(crate) fn group() -> Result<String, OfficeError> {
    Ok(generate()?.chars().take(GROUP).collect())
}

/// As it is hashed: without dashes and blanks, and what is easily misread put right.
pub(crate) fn normal(typed: &str) -> String {
    letters::normal(typed, 2 * LETTERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_in_groups_and_read_however_they_are_typed() {
        let code = generate().unwrap();
        assert_eq!(code.len(), LETTERS + 2);
        assert_eq!(normal(&code), code.replace('-', ""));
        assert_eq!(normal(&code.to_lowercase().replace('-', " ")), normal(&code));
        assert_eq!(normal("o1l-I"), "0111");
        assert_ne!(generate().unwrap(), code);
    }
}
