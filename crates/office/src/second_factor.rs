//! A second factor at sign-in, for accounts that want one: the six digits of an authenticator (RFC 6238), or a recovery
//! code from a list that was shown once.
//!
//! The person sets it up and removes it with the password; an administrator removes it for somebody who lost the phone.
//! Each is in the record. A code is good once, and a wrong one counts as a wrong password does.

use std::fmt::Write as _;

use archive::{Account, EndedSessions, FactorChange, SecondFactor};
use chrono::{DateTime, Utc};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use totp_rs::{Algorithm, Secret, TOTP};
use workflow::{AccountId, Sha256};

use crate::caller::Caller;
use crate::rights::Right;
use crate::sign_in::Verdict;
use crate::view::{ConfirmSecondFactor, PasswordOnly, RecoveryCodes, SecondFactorOffer};
use crate::{Office, OfficeError, entry_code, random};

/// With SHA-1, what every authenticator assumes where the URI says nothing else.
const DIGITS: usize = 6;
const SECONDS: i64 = 30;
/// Bytes, as RFC 4226 recommends.
const SECRET: usize = 20;
/// Periods that a phone's clock may be ahead or behind.
const DRIFT: i64 = 1;
const RECOVERY_CODES: usize = 8;
/// px, before the screen scales it.
const QR: u32 = 240;

impl Office {
    /// A secret for an authenticator. Nothing is kept until [`Office::confirm_second_factor`] brings it back.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn offer_second_factor(&self, caller: &Caller) -> Result<SecondFactorOffer, OfficeError> {
        let secret: [u8; SECRET] = random::bytes()?;
        let Secret::Encoded(text) = Secret::Raw(secret.to_vec()).to_encoded() else {
            return Err(OfficeError::Internal("base32".to_owned()));
        };
        let label = format!("Terbit {}", self.rules()?.settings.name);
        let label = percent_encoded(&label);
        let uri = format!(
            "otpauth://totp/{label}:{}?secret={text}&issuer={label}",
            percent_encoded(&caller.account.login)
        );
        // A screen is read without scratches: few and large squares.
        let qr = QrCode::with_error_correction_level(&uri, EcLevel::L)
            .map_err(|error| OfficeError::Internal(error.to_string()))?;
        let qr = qr.render::<svg::Color<'_>>().min_dimensions(QR, QR).build();
        Ok(SecondFactorOffer { secret: text, uri, qr })
    }

    /// Turns it on, once a code shows that the authenticator has the secret. Other sessions of the account end.
    ///
    /// # Errors
    /// `BadInput` with the field; `TooManyTries`.
    pub fn confirm_second_factor(
        &self,
        caller: &Caller,
        form: &ConfirmSecondFactor,
    ) -> Result<RecoveryCodes, OfficeError> {
        let secret = Secret::Encoded(form.secret.clone()).to_bytes().ok();
        let secret = secret.filter(|secret| secret.len() == SECRET).ok_or_else(|| {
            OfficeError::input("secret", "Kunci ini tidak sah. Tutup, lalu mulai lagi.")
        })?;
        let _gate = self.own_password(caller, &form.password)?;
        let now = self.now();
        let Some(step) = step_of(&secret, &form.code, now, i64::MIN) else {
            let clock = self.shown_time(now)?;
            return Err(OfficeError::input(
                "code",
                format!(
                    "Kode tidak cocok. Ketik kode yang sedang tampil. Bila tetap ditolak, periksa jam: pusat kantor menunjukkan {clock}, dan telepon harus menunjukkan waktu yang sama."
                ),
            ));
        };
        let codes: Vec<String> =
            (0..RECOVERY_CODES).map(|_| recovery_code()).collect::<Result<_, _>>()?;
        let factor = SecondFactor {
            secret: random::hex(&secret),
            last_step: step,
            recovery: codes.iter().map(|code| hash(code)).collect(),
        };
        let change = FactorChange::Set(factor, EndedSessions::Others(caller.session.token.clone()));
        self.change_factor(caller.id(), caller.id(), &change)?;
        self.announce_office()?;
        Ok(RecoveryCodes { codes })
    }

    /// Turns one's own off.
    ///
    /// # Errors
    /// `BadInput` for the password; `TooManyTries`; `NotFound` where there is none.
    pub fn remove_second_factor(
        &self,
        caller: &Caller,
        form: &PasswordOnly,
    ) -> Result<(), OfficeError> {
        let _gate = self.own_password(caller, &form.password)?;
        self.must_have_factor(caller.id())?;
        let removed = FactorChange::Removed(EndedSessions::None);
        self.change_factor(caller.id(), caller.id(), &removed)?;
        self.announce_office()
    }

    /// Turns somebody's off who lost their authenticator; their sessions end. For the administrator.
    ///
    /// # Errors
    /// `NotAdmin`; `NotFound`.
    pub fn reset_second_factor(&self, caller: &Caller, id: AccountId) -> Result<(), OfficeError> {
        caller.must(Right::Administer)?;
        self.must_have_factor(id)?;
        self.change_factor(caller.id(), id, &FactorChange::Removed(EndedSessions::All))?;
        self.announce_office()
    }

    pub(crate) fn has_second_factor(&self, id: AccountId) -> Result<bool, OfficeError> {
        Ok(self.archive().second_factor(id)?.is_some())
    }

    /// Whether the second factor lets an account in whose password was right. A code that did is used up.
    pub(crate) fn second_verdict(
        &self,
        account: &Account,
        code: Option<&str>,
    ) -> Result<Verdict, OfficeError> {
        let Some(mut factor) = self.archive().second_factor(account.id)? else {
            return Ok(Verdict::Right);
        };
        let Some(code) = code.map(str::trim).filter(|code| !code.is_empty()) else {
            return Ok(Verdict::NeedsCode);
        };
        let secret = unhex(&factor.secret);
        if let Some(step) = step_of(&secret, code, self.now(), factor.last_step) {
            factor.last_step = step;
            self.change_factor(account.id, account.id, &FactorChange::Taken(factor))?;
            return Ok(Verdict::Right);
        }
        let typed = hash(code);
        let before = factor.recovery.len();
        // Hashes of eighty random bits: how far two agree tells nothing about a code.
        factor.recovery.retain(|known| *known != typed);
        if factor.recovery.len() == before {
            return Ok(Verdict::WrongCode);
        }
        self.change_factor(account.id, account.id, &FactorChange::RecoveryUsed(factor))?;
        Ok(Verdict::Right)
    }

    fn change_factor(
        &self,
        by: AccountId,
        account: AccountId,
        change: &FactorChange,
    ) -> Result<(), OfficeError> {
        Ok(self.archive().change_second_factor(by, self.now(), account, change)?)
    }

    /// As a person compares it with a phone: "28-11-2026 pukul 14.05".
    pub(crate) fn shown_time(&self, at: DateTime<Utc>) -> Result<String, OfficeError> {
        let zone = self.rules()?.settings.calendar.zone;
        Ok(at.with_timezone(&zone).format("%d-%m-%Y pukul %H.%M").to_string())
    }

    fn must_have_factor(&self, id: AccountId) -> Result<(), OfficeError> {
        if self.has_second_factor(id)? {
            return Ok(());
        }
        Err(OfficeError::NotFound { what: "Verifikasi dua langkah" })
    }
}

/// The period whose code this is, if it is near and newer than the last one that was taken. Compared in constant time.
fn step_of(secret: &[u8], code: &str, now: DateTime<Utc>, last: i64) -> Option<i64> {
    let code: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let totp = TOTP::new_unchecked(Algorithm::SHA1, DIGITS, 0, SECONDS as u64, secret.to_vec());
    let current = now.timestamp() / SECONDS;
    (current - DRIFT..=current + DRIFT)
        .filter(|step| *step > last)
        .find(|step| u64::try_from(step * SECONDS).is_ok_and(|seconds| totp.check(&code, seconds)))
}

/// Eighty random bits, in groups of four.
fn recovery_code() -> Result<String, OfficeError> {
    Ok(format!("{}-{}", entry_code::group()?, entry_code::generate()?))
}

fn hash(code: &str) -> Sha256 {
    Sha256::of(entry_code::normal(code).as_bytes())
}

/// What [`random::hex`] wrote.
fn unhex(text: &str) -> Vec<u8> {
    let pairs = text.as_bytes().chunks(2).filter_map(|pair| std::str::from_utf8(pair).ok());
    pairs.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect()
}

fn percent_encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, cut to six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")]
        {
            let now = DateTime::from_timestamp(seconds, 0).unwrap();
            assert_eq!(step_of(secret, code, now, 0), Some(seconds / 30), "{seconds}");
        }
    }

    #[test]
    fn a_code_is_good_for_a_period_before_and_after_and_only_once() {
        let secret = b"12345678901234567890";
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        let code = "287082";
        for seconds in [0, 29, 59, 89] {
            assert_eq!(step_of(secret, code, at(seconds), 0), Some(1), "{seconds}");
        }
        assert_eq!(step_of(secret, code, at(90), 0), None);
        assert_eq!(step_of(secret, code, at(59), 1), None, "taken already");
        assert_eq!(step_of(secret, "287 082", at(59), 0), Some(1));
        for wrong in ["", "28708", "2870821", "287083", "２８７０８２"] {
            assert_eq!(step_of(secret, wrong, at(59), 0), None, "{wrong}");
        }
    }

    #[test]
    fn recovery_codes_are_read_however_they_are_typed() {
        let code = recovery_code().unwrap();
        assert_eq!(code.len(), 4 * 4 + 3);
        assert_eq!(hash(&code), hash(&code.to_lowercase().replace('-', " ")));
        assert_eq!(unhex(&random::hex(&[0, 255, 16])), [0, 255, 16]);
    }
}
