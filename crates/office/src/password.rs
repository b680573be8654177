//! Passwords: argon2id with the parameters OWASP recommends (19 MiB, two passes, one lane).

use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::OfficeError;

const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SHORTEST: usize = 8;
/// Bounds the work that one try can cause.
const LONGEST_BYTES: usize = 512;

/// What an unknown login is checked against, so that it costs what a known one costs. No password is known
/// to lead to it, and it opens nothing if one did.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$Ym9va2luZ3MtdGVyYml0MQ$3q2+7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Those that attackers try first, in lower case and in order: Django's list (BSD-3-Clause) as far as long enough, and
/// what Indonesian offices would come upon.
const COMMON: &str = include_str!("../data/common-passwords.txt");

/// The PHC string to keep, of a password that is long enough and not one that everybody tries.
pub(crate) fn hash(password: &str) -> Result<String, OfficeError> {
    check(password)?;
    hash_any(password)
}

/// The PHC string of something that nobody chose, such as a code.
pub(crate) fn hash_any(secret: &str) -> Result<String, OfficeError> {
    let salt = SaltString::generate(&mut OsRng);
    let hash = argon().hash_password(secret.as_bytes(), &salt);
    hash.map(|hash| hash.to_string())
        .map_err(|error| OfficeError::Internal(format!("argon2: {error}")))
}

/// Whether `password` is the one behind `known`. Does the same work when there is nothing to compare with.
pub(crate) fn verify(password: &str, known: Option<&str>) -> bool {
    if password.len() > LONGEST_BYTES {
        return false;
    }
    let known = known.filter(|hash| !hash.is_empty());
    let matches = PasswordHash::new(known.unwrap_or(NOBODY))
        .is_ok_and(|hash| argon().verify_password(password.as_bytes(), &hash).is_ok());
    matches && known.is_some()
}

/// Whether somebody may choose it.
pub(crate) fn check(password: &str) -> Result<(), OfficeError> {
    let count = workflow::content::visible_characters(password);
    if count < SHORTEST {
        return Err(OfficeError::input(
            "password",
            format!("Kata sandi {count} karakter, paling sedikit {SHORTEST}."),
        ));
    }
    if password.len() > LONGEST_BYTES {
        return Err(OfficeError::input("password", "Kata sandi terlalu panjang."));
    }
    if is_common(password) {
        return Err(OfficeError::input(
            "password",
            "Kata sandi ini termasuk yang paling sering dipakai orang, sehingga mudah ditebak. Gabungkan beberapa kata.",
        ));
    }
    Ok(())
}

fn is_common(password: &str) -> bool {
    let lower = password.trim().to_lowercase();
    // One sign again and again.
    let first = lower.chars().next();
    if lower.chars().all(|letter| Some(letter) == first) {
        return true;
    }
    static LINES: std::sync::OnceLock<Vec<&str>> = std::sync::OnceLock::new();
    LINES.get_or_init(|| COMMON.lines().collect()).binary_search(&lower.as_str()).is_ok()
}

fn argon() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)
        .expect("OWASP's parameters are within argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_kept_as_argon2id_with_owasp_parameters() {
        let kept = hash("rahasia-kantor").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(verify("rahasia-kantor", Some(&kept)));
        assert!(!verify("Rahasia-kantor", Some(&kept)));
    }

    #[test]
    fn an_unknown_login_costs_the_work_of_a_known_one() {
        let parsed = PasswordHash::new(NOBODY).unwrap();
        assert_eq!(Params::try_from(&parsed).unwrap().m_cost(), MEMORY_KIB);
        assert!(!verify("apa saja", None));
    }

    #[test]
    fn what_everybody_tries_first_is_refused() {
        for common in ["password", "Rahasia123", "12345678", "qwertyuiop", "indonesia", "aaaaaaaaa"]
        {
            assert!(hash(common).is_err(), "{common}");
        }
        assert!(hash("kopi pagi di lantai dua").is_ok());
        assert!(COMMON.lines().is_sorted(), "searched by halves");
    }

    #[test]
    fn short_and_endless_passwords_are_refused() {
        assert!(hash("1234567").is_err());
        assert!(hash(&"x".repeat(LONGEST_BYTES + 1)).is_err());
    }
}
