//! The PCs that joined the office: let in by a code, known again by a token of their own, and revocable.
//!
//! A code's secret is kept in memory alone and for minutes: a host that starts anew has given none out. A device is no
//! person: its token opens no account, and who sits at it signs in as everywhere.

use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use archive::{DeviceId, StoredDevice};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;
use workflow::{AccountId, Sha256};

use crate::addresses::Addresses;
use crate::caller::Caller;
use crate::pairing_key::PairingKey;
use crate::rights::Right;
use crate::view::{DeviceCard, JoinOffice, JoinedOffice};
use crate::{Office, OfficeError, letters, text};

/// Letters of a secret, five bits each.
pub(crate) const SECRET_LETTERS: usize = 13;
const GOOD_FOR: Duration = Duration::minutes(15);
/// Codes that wait at a time; a further one ends the oldest.
const MOST_CODES: usize = 8;
/// Wrong tries of everybody together that are heard in a minute. Beyond it nobody is heard whose address has guessed
/// wrong lately; who has not, an honest PC, is heard all the same.
const TRIES_A_MINUTE: usize = 300;
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

#[derive(Default)]
pub(crate) struct Pairing {
    given: Mutex<Given>,
    /// Wrong codes, by the address that they come from.
    addresses: Addresses,
}

#[derive(Default)]
struct Given {
    codes: VecDeque<Code>,
    /// From which secrets are made at the host's own machine, while it is served.
    key: Option<PairingKey>,
    /// Seconds whose secret of this key has let a PC in. Never forgotten: the clock may be set back to one.
    used: Vec<i64>,
    /// When wrong codes were tried within the last minute, by the stopwatch.
    wrong: VecDeque<Duration>,
}

struct Code {
    secret: Sha256,
    by: AccountId,
    /// By the stopwatch: a clock that is set neither ends a code nor keeps one.
    until: Duration,
}

/// What a right secret was.
enum Found {
    /// The place of a code that was given.
    Given(usize),
    /// One made at the host itself, at this second.
    Made(i64),
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

    /// A key from which secrets are made without asking again, as [`PairingSecret::made_at_host`] does. The key before
    /// makes none any more.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn new_pairing_key(&self) -> Result<PairingKey, OfficeError> {
        let key = PairingKey::random()?;
        let mut given = self.given();
        given.key = Some(key.clone());
        given.used.clear();
        drop(given);
        Ok(key)
    }

    fn given(&self) -> MutexGuard<'_, Given> {
        self.parts.pairing.given.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn give_secret(&self, by: AccountId) -> Result<PairingSecret, OfficeError> {
        let letters = letters::random::<SECRET_LETTERS>()?;
        let until = self.clock.stopwatch() + GOOD_FOR;
        let mut given = self.given();
        while given.codes.len() >= MOST_CODES {
            given.codes.pop_front();
        }
        given.codes.push_back(Code { secret: Sha256::of(letters.as_bytes()), by, until });
        Ok(PairingSecret { letters, until: self.now() + GOOD_FOR })
    }

    /// Lets a PC join. Asked again with the same token, it is answered and not repeated. `address`: of the connection,
    /// where the host knows one.
    ///
    /// # Errors
    /// `WrongPairingCode` for one that is unknown, used or too old; `TooManyTries`; `DeviceRevoked`; `NotFounded`;
    /// `BadInput` with the field, and the code is still good.
    pub fn join(
        &self,
        form: &JoinOffice,
        address: Option<IpAddr>,
    ) -> Result<JoinedOffice, OfficeError> {
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
        let mut given = self.given();
        if let Some(known) = self.archive().device_by_token(&token)? {
            return welcome(known).map(|known| JoinedOffice { device: known.id.0, office });
        }
        let addresses = &self.parts.pairing.addresses;
        let guessed = address.is_none_or(|address| addresses.has_tried(address, now));
        let stopwatch = self.clock.stopwatch();
        given.must_hear(guessed, stopwatch)?;
        if let Some(address) = address {
            let taken = addresses.take(address, now);
            taken.map_err(|seconds| OfficeError::TooManyTries { seconds })?;
        }
        let (found, by) = given.find(&form.secret, now, stopwatch)?;
        if let Some(address) = address {
            addresses.give_back(address);
        }
        let id = DeviceId(self.new_id());
        let device =
            StoredDevice { id, name, token, joined_at: now, seen_at: now, revoked_at: None };
        self.archive().add_device(by, &device)?;
        given.use_up(found);
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

impl PairingSecret {
    /// Made from the key that a running host left for whoever sits at it, at this moment.
    #[must_use]
    pub fn made_at_host(key: &PairingKey, now: DateTime<Utc>) -> Self {
        Self { letters: key.secret_at(now.timestamp()), until: now + GOOD_FOR }
    }
}

impl Given {
    /// # Errors
    /// `TooManyTries` for who has guessed before, while very many do.
    fn must_hear(&mut self, guessed: bool, now: Duration) -> Result<(), OfficeError> {
        let minute_ago = now - Duration::minutes(1);
        self.wrong.retain(|tried| *tried > minute_ago);
        match self.wrong.front() {
            Some(oldest) if guessed && self.wrong.len() >= TRIES_A_MINUTE => {
                let left = (*oldest - minute_ago).num_milliseconds();
                let left = u64::try_from(left).unwrap_or_default();
                Err(OfficeError::TooManyTries { seconds: left.div_ceil(1000) })
            }
            _ => Ok(()),
        }
    }

    /// Which right secret this is, and who gave it. A secret that was made at the host goes by its clock.
    fn find(
        &mut self,
        typed: &str,
        now: DateTime<Utc>,
        stopwatch: Duration,
    ) -> Result<(Found, AccountId), OfficeError> {
        self.codes.retain(|code| stopwatch < code.until);
        let good_for = GOOD_FOR.num_seconds();
        let typed = letters::normal(typed, 2 * SECRET_LETTERS);
        let secret = Sha256::of(typed.as_bytes());
        if let Some(place) = self.codes.iter().position(|code| code.secret == secret) {
            return Ok((Found::Given(place), self.codes[place].by));
        }
        let made = self.key.as_ref().and_then(|key| key.second_of(&typed, now, good_for));
        if let Some(second) = made.filter(|second| !self.used.contains(second)) {
            return Ok((Found::Made(second), AccountId(Uuid::nil())));
        }
        self.wrong.push_back(stopwatch);
        Err(OfficeError::WrongPairingCode)
    }

    fn use_up(&mut self, found: Found) {
        match found {
            Found::Given(place) => drop(self.codes.remove(place)),
            Found::Made(second) => self.used.push(second),
        }
    }
}

fn welcome(device: StoredDevice) -> Result<StoredDevice, OfficeError> {
    if device.revoked_at.is_some() { Err(OfficeError::DeviceRevoked) } else { Ok(device) }
}
