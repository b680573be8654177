//! Letters for codes that people read out and type: Crockford's alphabet, which has none that look like digits.

use crate::{OfficeError, random};

/// A letter's place is the five bits that it stands for.
pub const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// `N` letters that nobody can guess.
pub(crate) fn random<const N: usize>() -> Result<String, OfficeError> {
    let bytes: [u8; N] = random::bytes()?;
    Ok(bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect())
}

/// What was typed, without dashes and blanks, with what is easily misread put right. At most `most` letters.
#[must_use]
pub fn normal(typed: &str, most: usize) -> String {
    let letters = typed.chars().filter(char::is_ascii_alphanumeric).take(most);
    letters
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}
