//! Names for account ids, read once for a whole answer.

use std::collections::HashMap;

use archive::{Account, Delegation, Holding};
use workflow::AccountId;

use crate::{Office, OfficeError, text};

pub(crate) struct People {
    accounts: HashMap<AccountId, Account>,
    /// In force today.
    acting: Vec<Delegation>,
}

impl People {
    /// The name, or a dash for an account that is not in the record.
    pub fn name(&self, id: AccountId) -> String {
        self.accounts.get(&id).map_or_else(|| "–".to_owned(), |account| account.name.clone())
    }

    pub fn initials(&self, id: AccountId) -> String {
        self.accounts
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
        self.accounts.values().filter(is_meant).map(|account| account.id).collect()
    }

    /// Names of those who hold a position now, in the order of the alphabet.
    pub fn holders(&self, sop: &str, position: &str) -> Vec<String> {
        let holds = |holding: &Holding| holding.sop == sop && holding.position == position;
        let holders = self
            .accounts
            .values()
            .filter(|account| !account.disabled && account.holdings.iter().any(holds));
        let mut names: Vec<String> = holders.map(|account| account.name.clone()).collect();
        let acting = self.acting.iter().filter(|one| one.sop == sop && one.position == position);
        names
            .extend(acting.map(|one| format!("{} ({})", self.name(one.account), one.kind.title())));
        names.sort_by_key(|name| name.to_lowercase());
        names
    }
}

impl Office {
    pub(crate) fn people(&self) -> Result<People, OfficeError> {
        let today = self.rules()?.settings.calendar.day_of(self.now());
        let acting = self.archive().delegations_on(today)?;
        let accounts = self.archive().accounts()?;
        let accounts = accounts.into_iter().map(|account| (account.id, account)).collect();
        Ok(People { accounts, acting })
    }
}
