//! Signing in: the wait after wrong passwords, and the session that begins.
//!
//! The wait is counted by account and kept in the archive: a restart does not shorten it. Wrong tries are also counted
//! by the address of the connection, where the host knows one ([`crate::addresses`]). Nothing that a caller can set
//! (an address in a header) takes part in either.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use archive::{Account, AccountChange, AccountEvent, EndedSessions, Failures, StoredSession};
use chrono::{DateTime, Duration, Utc};
use workflow::Sha256;

use crate::caller::Caller;
use crate::view::{ChangePassword, CodeCredentials, Credentials, Session};
use crate::{Office, OfficeError, entry_code, password, random};

/// Wrong passwords that cost nothing but the work.
const FREE_TRIES: u32 = 3;
/// The longest wait, in seconds.
const LONGEST_WAIT: u64 = 300;
/// Tries at unknown logins share this many counters: an attacker cannot fill the disk with names.
const UNKNOWN_BUCKETS: u64 = 1024;
const GATES: usize = 64;
/// In characters.
const LONGEST_CLIENT: usize = 80;

/// A session token as its owner keeps it: 256 random bits, in hexadecimal. It is shown once.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn generate() -> Result<Self, OfficeError> {
        let bytes: [u8; 32] = random::bytes()?;
        Ok(Self(random::hex(&bytes)))
    }
}

/// Where somebody signs in.
#[derive(Debug, Clone, Default)]
pub struct Whence {
    /// Program and system as they call themselves, for the list of sessions.
    pub client: String,
    /// Of the connection itself; absent where everybody would have the same one.
    pub address: Option<IpAddr>,
}

/// What a try was.
pub(crate) enum Verdict {
    Right,
    Wrong,
    /// The password was right, and the account wants a second factor. Costs nothing.
    NeedsCode,
    /// The same, and it was not the right one. Costs what a wrong password costs.
    WrongCode,
}

impl From<bool> for Verdict {
    fn from(right: bool) -> Self {
        if right { Self::Right } else { Self::Wrong }
    }
}

/// One try at a time for each counter, or parallel guesses would all see the count from before.
#[derive(Debug)]
pub(crate) struct Gates([Mutex<()>; GATES]);

impl Default for Gates {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Mutex::new(())))
    }
}

impl Gates {
    fn enter(&self, key: &str) -> MutexGuard<'_, ()> {
        let gate = usize::try_from(spread(key, GATES as u64)).unwrap_or_default();
        self.0[gate].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Office {
    /// Signs in.
    ///
    /// # Errors
    /// `WrongPassword` for every reason that a stranger could learn from; `TooManyTries` with the seconds to wait.
    pub fn sign_in(
        &self,
        credentials: &Credentials,
        whence: &Whence,
    ) -> Result<(Token, Session), OfficeError> {
        let (account, _gate) = self.tried(
            &credentials.login,
            whence.address,
            || OfficeError::WrongPassword,
            |account| {
                let known = account.map(|account| account.password_hash.as_str());
                let right = password::verify(&credentials.password, known);
                self.with_second(account, right, credentials.second.as_deref())
            },
        )?;
        self.begin_session(account, &whence.client)
    }

    /// Signs in with a code that an administrator gave, and sets the password. The code is good once.
    ///
    /// # Errors
    /// `WrongCode` for every reason that a stranger could learn from; `TooManyTries`; `BadInput` for the password, and
    /// the code is still good.
    pub fn sign_in_with_code(
        &self,
        form: &CodeCredentials,
        whence: &Whence,
    ) -> Result<(Token, Session), OfficeError> {
        // Before a code of the second factor is used up.
        password::check(&form.password)?;
        let code = entry_code::normal(&form.code);
        let now = self.now();
        // One at a time until the code is used up.
        let (mut account, _gate) = self.tried(
            &form.login,
            whence.address,
            || OfficeError::WrongCode,
            |account| {
                let code_of = |account: &Account| {
                    account.code.clone().filter(|code| now < code.until).map(|code| code.hash)
                };
                let right = password::verify(&code, account.and_then(code_of).as_deref());
                self.with_second(account, right, form.second.as_deref())
            },
        )?;
        account.password_hash = password::hash(&form.password)?;
        account.code = None;
        let (by, what) = (account.id, AccountEvent::PasswordSet);
        let change = AccountChange { account: account.clone(), what, ends: EndedSessions::All };
        self.change_people(|archive| archive.change_account(by, now, &change))?;
        self.announce_office()?;
        self.begin_session(account, &whence.client)
    }

    /// Sets one's own password anew; other sessions of the account end.
    ///
    /// # Errors
    /// `BadInput` with the field; `TooManyTries`.
    pub fn change_password(
        &self,
        caller: &Caller,
        form: &ChangePassword,
    ) -> Result<(), OfficeError> {
        let wrong = || OfficeError::input("old", "Kata sandi yang sekarang tidak cocok.");
        let (mut account, _gate) = self.tried(&caller.account.login, None, wrong, |account| {
            let known = account.map(|account| account.password_hash.as_str());
            Ok(password::verify(&form.old, known).into())
        })?;
        account.password_hash = password::hash(&form.password)?;
        account.code = None;
        let ends = EndedSessions::Others(caller.session.token.clone());
        let change = AccountChange { account, what: AccountEvent::PasswordSet, ends };
        Ok(self.change_people(|archive| archive.change_account(caller.id(), self.now(), &change))?)
    }

    /// Holds the caller's own password against what was typed, before something that only they may do.
    pub(crate) fn own_password(
        &self,
        caller: &Caller,
        typed: &str,
    ) -> Result<MutexGuard<'_, ()>, OfficeError> {
        let wrong = || OfficeError::input("password", "Kata sandi tidak cocok.");
        let (_, gate) = self.tried(&caller.account.login, None, wrong, |account| {
            let known = account.map(|account| account.password_hash.as_str());
            Ok(password::verify(typed, known).into())
        })?;
        Ok(gate)
    }

    /// Goes on to the second factor once the first was right.
    fn with_second(
        &self,
        account: Option<&Account>,
        right: bool,
        second: Option<&str>,
    ) -> Result<Verdict, OfficeError> {
        match account {
            Some(account) if right && !account.disabled => self.second_verdict(account, second),
            _ => Ok(right.into()),
        }
    }

    /// The account behind a login, if `judged` says so; every wrong try makes the next one wait longer.
    fn tried(
        &self,
        login: &str,
        address: Option<IpAddr>,
        wrong: impl FnOnce() -> OfficeError,
        judged: impl FnOnce(Option<&Account>) -> Result<Verdict, OfficeError>,
    ) -> Result<(Account, MutexGuard<'_, ()>), OfficeError> {
        self.rules()?;
        if let Some(address) = address {
            let taken = self.parts.addresses.take(address, self.now());
            taken.map_err(|seconds| OfficeError::TooManyTries { seconds })?;
        }
        let login = login.trim();
        let key = match self.archive().account_by_login(login)? {
            Some(account) => format!("account:{}", account.id),
            None => format!("unknown:{}", spread(&login.to_lowercase(), UNKNOWN_BUCKETS)),
        };
        let gate = self.parts.gates.enter(&key);
        // Read again: whoever was before us at the gate may have used the code up.
        let account = self.archive().account_by_login(login)?;
        let now = self.now();
        let mut failures = self.archive().sign_in_failures(&key)?;
        if failures.last_at.is_some_and(|last| last > now) {
            // The clock was set back since: the wait begins again now, and ends.
            failures.last_at = Some(now);
            self.archive().set_sign_in_failures(&key, &failures)?;
        }
        if let Some(seconds) = wait(&failures, now) {
            return Err(OfficeError::TooManyTries { seconds });
        }
        let free = || {
            if let Some(address) = address {
                self.parts.addresses.give_back(address);
            }
        };
        let verdict = judged(account.as_ref())?;
        let refusal = match (account, verdict) {
            (Some(account), Verdict::Right) if !account.disabled => {
                if failures.count > 0 {
                    self.archive().set_sign_in_failures(&key, &Failures::default())?;
                }
                free();
                return Ok((account, gate));
            }
            (Some(_), Verdict::NeedsCode) => {
                free();
                return Err(OfficeError::SecondFactorNeeded);
            }
            (Some(_), Verdict::WrongCode) => {
                OfficeError::WrongSecondFactor { clock: self.shown_time(now)? }
            }
            _ => wrong(),
        };
        let failures = Failures { count: failures.count.saturating_add(1), last_at: Some(now) };
        self.archive().set_sign_in_failures(&key, &failures)?;
        Err(refusal)
    }

    pub(crate) fn begin_session(
        &self,
        account: Account,
        client: &str,
    ) -> Result<(Token, Session), OfficeError> {
        self.mind_the_clock()?;
        let token = Token::generate()?;
        let now = self.now();
        let stored = StoredSession {
            token: Sha256::of(token.as_str().as_bytes()),
            account: account.id,
            started_at: now,
            seen_at: now,
            client: client.chars().take(LONGEST_CLIENT).collect(),
        };
        self.archive().forget_sessions(now - Duration::hours(24))?;
        self.archive().start_session(&stored)?;
        let acting = self.acting_of(&account)?;
        let session = self.session_view(&Caller { account, session: stored, acting })?;
        Ok((token, session))
    }
}

/// Seconds still to wait, if any: after three failures 2^n seconds from the last, at most five minutes.
fn wait(failures: &Failures, now: DateTime<Utc>) -> Option<u64> {
    if failures.count < FREE_TRIES {
        return None;
    }
    let wait = 1_u64.checked_shl(failures.count).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT);
    let until = failures.last_at? + Duration::seconds(i64::try_from(wait).unwrap_or_default());
    let left = (until - now).num_milliseconds();
    u64::try_from(left)
        .ok()
        .filter(|left| *left > 0)
        .map(|left| left.div_ceil(1000).min(LONGEST_WAIT))
}

fn spread(key: &str, over: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish() % over
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(count: u32, seconds: i64) -> Option<u64> {
        let last = DateTime::UNIX_EPOCH;
        wait(&Failures { count, last_at: Some(last) }, last + Duration::seconds(seconds))
    }

    #[test]
    fn the_wait_doubles_and_ends_at_five_minutes() {
        assert_eq!(after(2, 0), None);
        assert_eq!(after(3, 0), Some(8));
        assert_eq!(after(4, 1), Some(15));
        assert_eq!(after(8, 0), Some(256));
        assert_eq!(after(9, 0), Some(300));
        assert_eq!(after(4_000_000_000, 0), Some(300));
        assert_eq!(after(3, 8), None);
    }

    #[test]
    fn a_clock_set_back_does_not_lock_out_for_longer_than_the_longest_wait() {
        assert_eq!(after(9, -86_400), Some(300));
    }
}
