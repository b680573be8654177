//! Who is asking, and for how long their session goes on.

use archive::{Account, Delegation, StoredSession};
use chrono::{DateTime, Duration, Utc};
use workflow::{AccountId, Acting, Capacity, Sha256};

use crate::view::Session;
use crate::{Office, OfficeError};

/// A session ends after this many hours, however busy.
const LONGEST_HOURS: i64 = 12;
/// Acts within so many seconds of the last write down no new time.
const TOUCH_SECONDS: i64 = 15;

/// A signed-in account. Only [`Office::caller`] makes one, so a method that takes it cannot be called by nobody.
#[derive(Debug, Clone)]
pub struct Caller {
    pub(crate) account: Account,
    pub(crate) session: StoredSession,
    /// In force today.
    pub(crate) acting: Vec<Delegation>,
}

impl Caller {
    #[must_use]
    pub fn id(&self) -> AccountId {
        self.account.id
    }

    /// The positions of a SOP that the account holds, for a time or for good.
    pub(crate) fn positions(&self, sop: &str) -> Vec<String> {
        let held = self.held().filter(|(held_sop, _)| *held_sop == sop);
        held.map(|(_, position)| position.to_owned()).collect()
    }

    pub(crate) fn holds(&self, sop: &str, position: &str) -> bool {
        self.held().any(|held| held == (sop, position))
    }

    /// In what capacity the caller acts in a position: their own comes before one that they hold for a time.
    pub(crate) fn capacity(&self, sop: &str, position: &str) -> Capacity {
        let own = self.account.holdings.iter();
        let is_own = own.clone().any(|held| held.sop == sop && held.position == position);
        let for_a_time = self.acting.iter().find(|one| one.sop == sop && one.position == position);
        let acting = for_a_time.filter(|_| !is_own).map(|one| Acting {
            kind: one.kind,
            on_behalf_of: one.on_behalf_of,
            letter: one.letter.clone(),
        });
        Capacity { unit: self.account.unit.clone(), acting }
    }

    fn held(&self) -> impl Iterator<Item = (&str, &str)> {
        let own = self.account.holdings.iter().map(|held| (&*held.sop, &*held.position));
        own.chain(self.acting.iter().map(|one| (&*one.sop, &*one.position)))
    }
}

/// Whether a request is the person's own act, or the screen refreshing itself: only the first keeps a session alive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attention {
    Person,
    Background,
}

impl Office {
    /// The account behind a session token.
    ///
    /// # Errors
    /// `SignedOut` for an unknown, idle or expired session, and for a disabled account.
    pub fn caller(&self, token: &str, attention: Attention) -> Result<Caller, OfficeError> {
        let rules = self.rules().map_err(|error| match error {
            OfficeError::NotFounded => OfficeError::SignedOut,
            other => other,
        })?;
        self.mind_the_clock()?;
        let token = Sha256::of(token.as_bytes());
        let mut session = self.archive().session(&token)?.ok_or(OfficeError::SignedOut)?;
        let now = self.now();
        if session.seen_at > now + Duration::seconds(TOUCH_SECONDS) {
            // Another request still saw the clock before it was set back.
            self.archive().move_sessions(Duration::zero(), now)?;
            session.started_at = session.started_at.min(now);
            session.seen_at = now;
        }
        if now >= ends_at(&session, rules.settings.idle_minutes) {
            self.archive().end_session(&token)?;
            return Err(OfficeError::SignedOut);
        }
        let account = self.archive().account(session.account)?;
        let account = account.filter(|account| !account.disabled).ok_or(OfficeError::SignedOut)?;
        if attention == Attention::Person
            && now - session.seen_at >= Duration::seconds(TOUCH_SECONDS)
        {
            self.archive().touch_session(&token, now)?;
            session.seen_at = now;
        }
        let acting = self.acting_of(&account)?;
        Ok(Caller { account, session, acting })
    }

    /// The positions that an account holds for a time, today.
    pub(crate) fn acting_of(&self, account: &Account) -> Result<Vec<Delegation>, OfficeError> {
        if account.is_designer {
            return Ok(Vec::new());
        }
        let people = self.people()?;
        Ok(people.acting().filter(|one| one.account == account.id).cloned().collect())
    }

    /// The caller's own session, for the screen.
    pub fn session_view(&self, caller: &Caller) -> Result<Session, OfficeError> {
        let rules = self.rules()?;
        let idle_minutes = rules.settings.idle_minutes;
        Ok(Session {
            account: self.account_card(&rules, &caller.account)?,
            acting: self.acting(caller)?,
            expires_at: ends_at(&caller.session, idle_minutes),
            idle_minutes,
        })
    }

    /// Signs out; doing it twice changes nothing.
    pub fn sign_out(&self, token: &str) -> Result<(), OfficeError> {
        Ok(self.archive().end_session(&Sha256::of(token.as_bytes()))?)
    }
}

pub(crate) fn ends_at(session: &StoredSession, idle_minutes: u32) -> DateTime<Utc> {
    let idle = session.seen_at + Duration::minutes(i64::from(idle_minutes));
    idle.min(session.started_at + Duration::hours(LONGEST_HOURS))
}
