//! The code with which a PC joins: the fingerprint of the host's certificate and a secret, as letters to read out.
//!
//! Three parts of thirteen letters, each with one more that is made from them. The first two are the first 130 bits of
//! the certificate's SHA-256: whoever holds the code connects to that host and to no other, without asking anybody. The
//! third is the secret, good once. A part is shown as two groups of seven, and a slip of the hand is told by its groups.

use std::fmt;
use std::str::FromStr;

use office::parts::workflow::Sha256;
use office::{ALPHABET, normal_letters};

const PARTS: usize = 3;
/// Letters of a part before the one that is made from them.
const PART: usize = 13;
const GROUP: usize = 7;
const LETTERS: usize = PARTS * (PART + 1);

/// As it is told: six groups of seven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairingCode {
    /// The first letters of the certificate's fingerprint.
    fingerprint: String,
    secret: String,
}

/// Why something typed is no pairing code: a sentence that says where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotACode {
    #[error(
        "Kode gabung terdiri atas {LETTERS} huruf dan angka dalam enam kelompok; yang diketik {count}. Periksa apakah ada yang terlewat."
    )]
    Length { count: usize },
    #[error(
        "Ada yang salah ketik di kelompok {first} atau {last} dari kode gabung. Cocokkan lagi dengan kode di pusat kantor.", last = .first + 1
    )]
    Mistyped {
        /// Groups count from 1.
        first: usize,
    },
}

impl PairingCode {
    #[must_use]
    pub fn new(certificate: &Sha256, secret: &str) -> Self {
        Self { fingerprint: fingerprint(certificate), secret: secret.to_owned() }
    }

    /// Whether the host with this certificate made the code.
    #[must_use]
    pub fn is_of(&self, certificate: &Sha256) -> bool {
        self.fingerprint == fingerprint(certificate)
    }

    #[must_use]
    pub fn secret(&self) -> &str {
        &self.secret
    }
}

impl fmt::Display for PairingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = format!("{}{}", self.fingerprint, self.secret);
        let mut letters = String::with_capacity(LETTERS);
        for part in whole.as_bytes().chunks(PART) {
            letters.extend(part.iter().map(|letter| char::from(*letter)));
            letters.push(check(part));
        }
        for (number, group) in letters.as_bytes().chunks(GROUP).enumerate() {
            f.write_str(if number > 0 { "-" } else { "" })?;
            f.write_str(&String::from_utf8_lossy(group))?;
        }
        Ok(())
    }
}

impl FromStr for PairingCode {
    type Err = NotACode;

    /// Dashes, blanks and case don't matter, and what is easily misread is put right.
    fn from_str(typed: &str) -> Result<Self, NotACode> {
        let letters = normal_letters(typed, 10 * LETTERS);
        if letters.len() != LETTERS {
            return Err(NotACode::Length { count: letters.len() });
        }
        let mut whole = String::with_capacity(LETTERS);
        for (number, part) in letters.as_bytes().chunks(PART + 1).enumerate() {
            let (part, last) = part.split_at(PART);
            if last != [check(part) as u8] || part.iter().any(|letter| place(*letter).is_none()) {
                return Err(NotACode::Mistyped { first: 2 * number + 1 });
            }
            whole.extend(part.iter().map(|letter| char::from(*letter)));
        }
        let secret = whole.split_off(2 * PART);
        Ok(Self { fingerprint: whole, secret })
    }
}

/// The first 130 bits of a digest, five to a letter.
fn fingerprint(certificate: &Sha256) -> String {
    let bits = certificate
        .as_str()
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .flat_map(|digit| (0..4).rev().map(move |bit| usize::from(digit >> bit & 1 == 1)));
    let bits: Vec<usize> = bits.take(2 * PART * 5).collect();
    let letter =
        |five: &[usize]| char::from(ALPHABET[five.iter().fold(0, |sum, bit| sum * 2 + bit)]);
    bits.chunks(5).map(letter).collect()
}

/// One wrong letter, or two that changed places, make another last letter: each place weighs differently in the field
/// of 32 elements, whose generator has 31 powers.
fn check(part: &[u8]) -> char {
    let sum = part.iter().fold(0, |sum, letter| times_generator(sum) ^ place(*letter).unwrap_or(0));
    char::from(ALPHABET[times_generator(sum)])
}

/// By x modulo x⁵ + x² + 1.
fn times_generator(element: usize) -> usize {
    let shifted = element << 1;
    if shifted > 31 { shifted ^ 0b10_0101 } else { shifted }
}

fn place(letter: u8) -> Option<usize> {
    ALPHABET.iter().position(|known| *known == letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code() -> PairingCode {
        PairingCode::new(&Sha256::of(b"sertifikat"), "7KQF2M9PX3TDA")
    }

    #[test]
    fn it_is_read_however_it_is_typed() {
        let told = code().to_string();
        assert_eq!(told.split('-').map(str::len).collect::<Vec<_>>(), [GROUP; 6]);
        assert_eq!(told.parse(), Ok(code()));
        let sloppy = told.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(sloppy.parse(), Ok(code()));
    }

    #[test]
    fn it_names_one_certificate() {
        assert!(code().is_of(&Sha256::of(b"sertifikat")));
        assert!(!code().is_of(&Sha256::of(b"sertifikat lain")));
        assert_eq!(code().secret(), "7KQF2M9PX3TDA");
    }

    #[test]
    fn every_wrong_letter_is_found_with_its_groups() {
        let told = code().to_string().replace('-', "");
        for at in 0..LETTERS {
            for other in ALPHABET {
                let mut typed = told.clone().into_bytes();
                if typed[at] == *other {
                    continue;
                }
                typed[at] = *other;
                let typed = String::from_utf8(typed).unwrap();
                let first = at / (PART + 1) * 2 + 1;
                assert_eq!(typed.parse::<PairingCode>(), Err(NotACode::Mistyped { first }));
            }
        }
    }

    #[test]
    fn letters_that_changed_places_are_found() {
        let told = code().to_string().replace('-', "").into_bytes();
        for at in 0..LETTERS - 1 {
            let mut typed = told.clone();
            typed.swap(at, at + 1);
            let typed = String::from_utf8(typed).unwrap();
            // Where both are the same letter nothing has changed.
            assert_eq!(typed.parse::<PairingCode>().is_ok(), told[at] == told[at + 1], "{at}");
        }
    }

    #[test]
    fn what_is_missing_is_counted() {
        let told = code().to_string();
        let short = told[..told.len() - 1].parse::<PairingCode>().unwrap_err();
        assert_eq!(short, NotACode::Length { count: LETTERS - 1 });
        assert!(short.to_string().contains("42"), "{short}");
    }
}
