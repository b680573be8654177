//! Who is asking, and for how long their session goes on.

use archive::{Account, StoredSession};
use chrono::{DateTime, Duration, Utc};
use workflow::{AccountId, Sha256};

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
}

impl Caller {
    #[must_use]
    pub fn id(&self) -> AccountId {
        self.account.id
    }

    /// The positions of a SOP that the account holds.
    pub(crate) fn positions(&self, sop: &str) -> Vec<String> {
        let held = self.account.holdings.iter().filter(|holding| holding.sop == sop);
        held.map(|holding| holding.position.clone()).collect()
    }

    pub(crate) fn holds(&self, sop: &str, position: &str) -> bool {
        self.account
            .holdings
            .iter()
            .any(|holding| holding.sop == sop && holding.position == position)
    }

    pub(crate) fn must_be_admin(&self) -> Result<(), OfficeError> {
        if self.account.is_admin { Ok(()) } else { Err(OfficeError::NotAdmin) }
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
        Ok(Caller { account, session })
    }

    /// The caller's own session, for the screen.
    pub fn session_view(&self, caller: &Caller) -> Result<Session, OfficeError> {
        let rules = self.rules()?;
        let idle_minutes = rules.settings.idle_minutes;
        Ok(Session {
            account: self.account_card(&rules, &caller.account)?,
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
