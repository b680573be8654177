//! Accounts and the positions they hold.

use archive::{Account, Holding};
use workflow::AccountId;

use crate::caller::Caller;
use crate::rulebook::Rulebook;
use crate::view::{AccountCard, HeldPosition, NewAccount};
use crate::{Office, OfficeError, password, text};

const NAME_LENGTH: usize = 100;
const LOGIN_LENGTH: std::ops::RangeInclusive<usize> = 3..=64;

impl Office {
    /// Everyone in the office, by name.
    pub fn accounts(&self, _caller: &Caller) -> Result<Vec<AccountCard>, OfficeError> {
        let rules = self.rules()?;
        let mut cards: Vec<_> = self
            .archive()
            .accounts()?
            .iter()
            .map(|account| self.account_card(&rules, account))
            .collect();
        cards.sort_by_key(|card| card.name.to_lowercase());
        Ok(cards)
    }

    /// # Errors
    /// `NotAdmin`; `BadInput` with the field.
    pub fn add_account(
        &self,
        caller: &Caller,
        new: &NewAccount,
    ) -> Result<AccountCard, OfficeError> {
        caller.must_be_admin()?;
        let rules = self.rules()?;
        let known = |sop: &str, position: &str| {
            rules.current(sop).is_ok_and(|edition| edition.sop.position(position).is_some())
        };
        let account = self.new_account(new, false, known)?;
        self.archive().add_account(caller.id(), self.now(), &account)?;
        self.announce_office()?;
        Ok(self.account_card(&rules, &account))
    }

    /// Checks a form and hashes its password; writes nothing.
    pub(crate) fn new_account(
        &self,
        new: &NewAccount,
        is_admin: bool,
        known: impl Fn(&str, &str) -> bool,
    ) -> Result<Account, OfficeError> {
        let name = text::line("name", "Nama", &new.name, NAME_LENGTH)?;
        let login = login(&new.login)?;
        let mut holdings: Vec<Holding> = Vec::new();
        for wanted in &new.positions {
            if !known(&wanted.sop, &wanted.position) {
                let message =
                    format!("Jabatan \"{}\" tidak ada dalam SOP yang dipilih.", wanted.position);
                return Err(OfficeError::input("positions", message));
            }
            let holding = Holding { sop: wanted.sop.clone(), position: wanted.position.clone() };
            if !holdings.contains(&holding) {
                holdings.push(holding);
            }
        }
        let password_hash = password::hash(&new.password)?;
        let id = AccountId(self.new_id());
        Ok(Account { id, name, login, password_hash, is_admin, disabled: false, holdings })
    }

    pub(crate) fn account_card(&self, rules: &Rulebook, account: &Account) -> AccountCard {
        let held = |holding: &Holding| {
            let edition = rules.current(&holding.sop).ok()?;
            let position = edition.sop.position(&holding.position)?;
            Some(HeldPosition {
                sop: holding.sop.clone(),
                sop_name: edition.sop.name.clone(),
                position: holding.position.clone(),
                label: position.label.clone(),
                short: position.short.clone(),
            })
        };
        AccountCard {
            id: account.id,
            name: account.name.clone(),
            login: account.login.clone(),
            initials: text::initials(&account.name),
            positions: account.holdings.iter().filter_map(held).collect(),
            is_admin: account.is_admin,
            disabled: account.disabled,
        }
    }
}

fn login(raw: &str) -> Result<String, OfficeError> {
    let login = raw.trim().to_lowercase();
    let allowed = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-_@".contains(letter)
    };
    if !LOGIN_LENGTH.contains(&login.len()) || !login.chars().all(allowed) {
        let message = "Nama masuk terdiri atas 3 sampai 64 huruf a–z, angka, titik, tanda hubung, garis bawah atau @.";
        return Err(OfficeError::input("login", message));
    }
    Ok(login)
}
