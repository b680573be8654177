//! Who works here: names for account ids, and who holds which position today. Kept in memory, since every answer asks.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use archive::{Account, Archive, ArchiveError, Delegation, Holding};
use chrono::NaiveDate;
use workflow::AccountId;

use crate::{Office, OfficeError, text};

/// What the archive says of people, until it is changed.
#[derive(Default)]
pub(crate) struct Staff(RwLock<Option<Arc<Known>>>);

struct Known {
    accounts: HashMap<AccountId, Account>,
    /// First begun first.
    delegations: Vec<Delegation>,
}

pub(crate) struct People {
    known: Arc<Known>,
    today: NaiveDate,
}

impl People {
    /// The positions held for a time, today.
    pub fn acting(&self) -> impl Iterator<Item = &Delegation> {
        self.known.delegations.iter().filter(|one| one.in_force(self.today))
    }

    /// The name, or a dash for an account that is not in the record.
    pub fn name(&self, id: AccountId) -> String {
        self.known.accounts.get(&id).map_or_else(|| "–".to_owned(), |account| account.name.clone())
    }

    pub fn initials(&self, id: AccountId) -> String {
        self.known
            .accounts
            .get(&id)
            .map_or_else(|| "–".to_owned(), |account| text::initials(&account.name))
    }

    /// Those whose name has every one of these words, each as the beginning of one of the name's.
    pub fn named(&self, words: &str) -> Vec<AccountId> {
        let wanted: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let is_meant = |account: &&Account| {
            let name = account.name.to_lowercase();
            wanted.iter().all(|word| name.split_whitespace().any(|part| part.starts_with(word)))
        };
        self.known.accounts.values().filter(is_meant).map(|account| account.id).collect()
    }

    /// Names of those who hold a position now, in the order of the alphabet.
    pub fn holders(&self, sop: &str, position: &str) -> Vec<String> {
        let holds = |holding: &Holding| holding.sop == sop && holding.position == position;
        let holders = self
            .known
            .accounts
            .values()
            .filter(|account| !account.disabled && account.holdings.iter().any(holds));
        let mut names: Vec<String> = holders.map(|account| account.name.clone()).collect();
        let acting = self.acting().filter(|one| one.sop == sop && one.position == position);
        names
            .extend(acting.map(|one| format!("{} ({})", self.name(one.account), one.kind.title())));
        names.sort_by_key(|name| name.to_lowercase());
        names
    }
}

impl Office {
    pub(crate) fn people(&self) -> Result<People, OfficeError> {
        let today = self.rules()?.settings.calendar.day_of(self.now());
        Ok(People { known: self.known_people()?, today })
    }

    fn known_people(&self) -> Result<Arc<Known>, ArchiveError> {
        let staff = &self.parts.staff.0;
        if let Some(known) = &*staff.read().unwrap_or_else(PoisonError::into_inner) {
            return Ok(Arc::clone(known));
        }
        // Read under the lock, so that an older reading never outlives a change.
        let mut kept = staff.write().unwrap_or_else(PoisonError::into_inner);
        let accounts = self.archive().accounts()?;
        let accounts = accounts.into_iter().map(|account| (account.id, account)).collect();
        let mut delegations = self.archive().delegations()?;
        delegations.reverse();
        let known = Arc::new(Known { accounts, delegations });
        *kept = Some(Arc::clone(&known));
        Ok(known)
    }

    /// The one way to change accounts and appointments: what is kept in memory goes with it.
    pub(crate) fn change_people<T>(
        &self,
        change: impl FnOnce(&dyn Archive) -> Result<T, ArchiveError>,
    ) -> Result<T, ArchiveError> {
        let changed = change(self.archive());
        *self.parts.staff.0.write().unwrap_or_else(PoisonError::into_inner) = None;
        changed
    }
}
