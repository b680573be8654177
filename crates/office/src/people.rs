//! Names for account ids, read once for a whole answer.

use std::collections::HashMap;

use workflow::AccountId;

use crate::{Office, OfficeError, text};

pub(crate) struct People(HashMap<AccountId, String>);

impl People {
    /// The name, or a dash for an account that is not in the record.
    pub fn name(&self, id: AccountId) -> String {
        self.0.get(&id).cloned().unwrap_or_else(|| "–".to_owned())
    }

    pub fn initials(&self, id: AccountId) -> String {
        self.0.get(&id).map(|name| text::initials(name)).unwrap_or_else(|| "–".to_owned())
    }
}

impl Office {
    pub(crate) fn people(&self) -> Result<People, OfficeError> {
        let accounts = self.archive().accounts()?;
        Ok(People(accounts.into_iter().map(|account| (account.id, account.name)).collect()))
    }
}
