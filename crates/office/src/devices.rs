//! The PCs that joined the office: let in by a code, known again by a token of their own, and revocable.
//!
//! A code's secret is kept in memory alone and for minutes: a host that starts anew has given none out. A device is no
//! person: its token opens no account, and who sits at it signs in as everywhere.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use archive::{DeviceId, StoredDevice};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;
use workflow::{AccountId, Sha256};

use crate::caller::Caller;
use crate::rights::Right;
use crate::view::{DeviceCard, JoinOffice, JoinedOffice};
use crate::{Office, OfficeError, letters, text};

/// Letters of a secret, five bits each.
const SECRET_LETTERS: usize = 13;
const GOOD_FOR: Duration = Duration::minutes(15);
/// Codes that wait at a time; a further one ends the oldest.
const MOST_CODES: usize = 8;
/// Wrong tries of everybody together; who guesses has 65 bits before them.
const TRIES_A_MINUTE: usize = 30;
const TOKEN_DIGITS: usize = 64;
const NAME_LENGTH: usize = 60;
/// A device seen within so many minutes of the last time is not written down again.
const SEEN_MINUTES: i64 = 5;

/// The part of a pairing code that only its reader knows.
#[derive(Debug, Clone)]
pub struct PairingSecret {
    /// Thirteen letters of [`letters::ALPHABET`].
    pub letters: String,
    pub until: DateTime<Utc>,
}

#[derive(Debug, Default)]
pub(crate) struct Pairing(Mutex<Given>);

#[derive(Debug, Default)]
struct Given {
    codes: VecDeque<Code>,
    /// When wrong codes were tried within the last minute, by the stopwatch.
    wrong: VecDeque<Duration>,
}

#[derive(Debug)]
struct Code {
    secret: Sha256,
    by: AccountId,
    /// By the stopwatch: a clock that is set neither ends a code nor keeps one.
    until: Duration,
}

impl Office {
    /// A secret with which one PC may join within a quarter of an hour.
    ///
    /// # Errors
    /// `NotAdmin`.
    pub fn pairing_secret(&self, caller: &Caller) -> Result<PairingSecret, OfficeError> {
        caller.must(Right::Administer)?;
        self.give_secret(caller.id())
    }

    /// The same for whoever runs the host, and has its data anyway.
    pub fn pairing_secret_of_host(&self) -> Result<PairingSecret, OfficeError> {
        self.give_secret(AccountId(Uuid::nil()))
    }

    fn give_secret(&self, by: AccountId) -> Result<PairingSecret, OfficeError> {
        let letters = letters::random::<SECRET_LETTERS>()?;
        let until = self.clock.stopwatch() + GOOD_FOR;
        let mut given = self.parts.pairing.0.lock().unwrap_or_else(PoisonError::into_inner);
        while given.codes.len() >= MOST_CODES {
            given.codes.pop_front();
        }
        given.codes.push_back(Code { secret: Sha256::of(letters.as_bytes()), by, until });
        Ok(PairingSecret { letters, until: self.now() + GOOD_FOR })
    }

    /// Lets a PC join. Asked again with the same token, it is answered and not repeated.
    ///
    /// # Errors
    /// `WrongPairingCode` for one that is unknown, used or too old; `TooManyTries`; `DeviceRevoked`; `NotFounded`;
    /// `BadInput` with the field, and the code is still good.
    pub fn join(&self, form: &JoinOffice) -> Result<JoinedOffice, OfficeError> {
        let office = self.rules()?.settings.name.clone();
        let name = text::line("name", "Nama komputer", &form.name, NAME_LENGTH)?;
        let is_token = form.token.len() == TOKEN_DIGITS
            && form.token.bytes().all(|digit| digit.is_ascii_hexdigit());
        if !is_token {
            return Err(OfficeError::input("token", "Tanda pengenal komputer ini tidak sah."));
        }
        let token = Sha256::of(form.token.as_bytes());
        let now = self.now();
        // Held until the device is kept: a code lets one in, however many try at once.
        let mut given = self.parts.pairing.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = self.archive().device_by_token(&token)? {
            return welcome(known).map(|known| JoinedOffice { device: known.id.0, office });
        }
        let (place, by) = given.find(&form.secret, self.clock.stopwatch())?;
        let id = DeviceId(self.new_id());
        let device =
            StoredDevice { id, name, token, joined_at: now, seen_at: now, revoked_at: None };
        self.archive().add_device(by, &device)?;
        given.codes.remove(place);
        drop(given);
        self.announce_office()?;
        Ok(JoinedOffice { device: id.0, office })
    }

    /// Whether the PC behind a token has joined and was not revoked.
    ///
    /// # Errors
    /// `DeviceRevoked`, also for a token that nobody here knows.
    pub fn device(&self, token: &str) -> Result<(), OfficeError> {
        let token = Sha256::of(token.as_bytes());
        let stored = self.archive().device_by_token(&token)?.ok_or(OfficeError::DeviceRevoked)?;
        let stored = welcome(stored)?;
        let now = self.now();
        if now - stored.seen_at >= Duration::minutes(SEEN_MINUTES) {
            self.archive().see_device(stored.id, now)?;
        }
        Ok(())
    }

    /// Every PC that ever joined, the last one first.
    ///
    /// # Errors
    /// `NotAdmin`.
    pub fn devices(&self, caller: &Caller) -> Result<Vec<DeviceCard>, OfficeError> {
        caller.must(Right::Administer)?;
        let card = |device: StoredDevice| DeviceCard {
            id: device.id.0,
            name: device.name,
            joined_at: device.joined_at,
            seen_at: device.seen_at,
            revoked_at: device.revoked_at,
        };
        Ok(self.archive().devices()?.into_iter().map(card).collect())
    }

    /// Has a PC refused from now on. Doing it twice changes nothing.
    ///
    /// # Errors
    /// `NotAdmin`.
    pub fn revoke_device(&self, caller: &Caller, id: Uuid) -> Result<(), OfficeError> {
        caller.must(Right::Administer)?;
        if self.archive().revoke_device(caller.id(), self.now(), DeviceId(id))? {
            self.announce_office()?;
        }
        Ok(())
    }
}

impl Given {
    /// The place of the code with this secret, and who gave it.
    fn find(&mut self, typed: &str, now: Duration) -> Result<(usize, AccountId), OfficeError> {
        let minute_ago = now - Duration::minutes(1);
        self.wrong.retain(|tried| *tried > minute_ago);
        if let Some(oldest) = self.wrong.front()
            && self.wrong.len() >= TRIES_A_MINUTE
        {
            let left = u64::try_from((*oldest - minute_ago).num_milliseconds()).unwrap_or_default();
            return Err(OfficeError::TooManyTries { seconds: left.div_ceil(1000) });
        }
        self.codes.retain(|code| now < code.until);
        let secret = Sha256::of(letters::normal(typed, 2 * SECRET_LETTERS).as_bytes());
        let place = self.codes.iter().position(|code| code.secret == secret);
        place.map(|place| (place, self.codes[place].by)).ok_or_else(|| {
            self.wrong.push_back(now);
            OfficeError::WrongPairingCode
        })
    }
}

fn welcome(device: StoredDevice) -> Result<StoredDevice, OfficeError> {
    if device.revoked_at.is_some() { Err(OfficeError::DeviceRevoked) } else { Ok(device) }
}
