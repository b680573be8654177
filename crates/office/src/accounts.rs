//! Accounts and the positions they hold.

use archive::{Account, AccountChange, AccountEvent, EndedSessions, Holding, StoredCode};
use workflow::{AccountId, Sha256};

use crate::caller::{Caller, ends_at};
use crate::rights::Right;
use crate::rulebook::Rulebook;
use crate::view::{
    AccountCard, AddAccount, AddedAccount, ChangeAccount, EntryCode, HeldPosition, NewAccount,
    NewHolding, SessionCard,
};
use crate::{Office, OfficeError, entry_code, password, text};

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
            .collect::<Result<_, _>>()?;
        cards.sort_by_key(|card| card.name.to_lowercase());
        Ok(cards)
    }

    /// Adds somebody: with a password, or without, and then a code is made for the first sign-in.
    ///
    /// # Errors
    /// `NotAdmin`; `BadInput` with the field.
    pub fn add_account(
        &self,
        caller: &Caller,
        new: &AddAccount,
    ) -> Result<AddedAccount, OfficeError> {
        caller.must(Right::Administer)?;
        let rules = self.rules()?;
        let known = |sop: &str, position: &str| rules.has_position(sop, position);
        let mut account = self.person(&new.name, &new.login, &new.positions, known)?;
        let code = match &new.password {
            Some(password) => {
                account.password_hash = password::hash(password)?;
                None
            }
            None => Some(self.give_code(&mut account)?),
        };
        account.is_admin = new.is_admin;
        account.is_designer = new.is_designer;
        account.unit = unit(&new.unit)?;
        must_fit_together(&account)?;
        self.change_people(|archive| archive.add_account(caller.id(), self.now(), &account))?;
        self.announce_office()?;
        Ok(AddedAccount { account: self.account_card(&rules, &account)?, code })
    }

    /// Changes name, positions, administration, and whether the account is disabled; a disabled one's sessions end.
    ///
    /// # Errors
    /// `NotAdmin`; `NotFound`; `BadInput`, also where nobody would be left to administer the office.
    pub fn change_account(
        &self,
        caller: &Caller,
        id: AccountId,
        form: &ChangeAccount,
    ) -> Result<AccountCard, OfficeError> {
        caller.must(Right::Administer)?;
        let rules = self.rules()?;
        let before = self.account(id)?;
        let known = |sop: &str, position: &str| rules.has_position(sop, position);
        let account = Account {
            name: text::line("name", "Nama", &form.name, NAME_LENGTH)?,
            holdings: holdings(&form.positions, known)?,
            is_admin: form.is_admin,
            disabled: form.disabled,
            is_designer: form.is_designer,
            unit: unit(&form.unit)?,
            ..before.clone()
        };
        must_fit_together(&account)?;
        if account == before {
            return self.account_card(&rules, &account);
        }
        let manages = |account: &Account| account.is_admin && !account.disabled;
        if manages(&before) && !manages(&account) {
            let others = self.archive().accounts()?;
            if !others.iter().any(|other| other.id != id && manages(other)) {
                return Err(OfficeError::input(
                    if account.disabled { "disabled" } else { "is_admin" },
                    "Kantor perlu paling sedikit satu pengelola yang aktif. Jadikan orang lain pengelola dahulu.",
                ));
            }
        }
        let ends = if account.disabled { EndedSessions::All } else { EndedSessions::None };
        let card = self.account_card(&rules, &account)?;
        let change = AccountChange { account, what: AccountEvent::Changed, ends };
        self.change_people(|archive| archive.change_account(caller.id(), self.now(), &change))?;
        self.announce_office()?;
        Ok(card)
    }

    /// Takes an account's password away and gives a code for the next sign-in; its sessions end.
    ///
    /// # Errors
    /// `NotAdmin`; `NotFound`; `BadInput` for one's own account and for a disabled one.
    pub fn give_entry_code(
        &self,
        caller: &Caller,
        id: AccountId,
    ) -> Result<EntryCode, OfficeError> {
        caller.must(Right::Administer)?;
        let mut account = self.account(id)?;
        if id == caller.id() {
            return Err(OfficeError::input(
                "",
                "Kata sandi sendiri diganti di menu akun, bukan dengan kode masuk.",
            ));
        }
        if account.disabled {
            return Err(OfficeError::input("", "Akun ini nonaktif. Aktifkan dahulu."));
        }
        let code = self.give_code(&mut account)?;
        let ends = EndedSessions::All;
        let change = AccountChange { account, what: AccountEvent::CodeGiven, ends };
        self.change_people(|archive| archive.change_account(caller.id(), self.now(), &change))?;
        self.announce_office()?;
        Ok(code)
    }

    /// Where an account is signed in: one's own, or for the administrator anybody's. Last begun first.
    ///
    /// # Errors
    /// `NotAdmin` for somebody else's.
    pub fn sessions(
        &self,
        caller: &Caller,
        id: AccountId,
    ) -> Result<Vec<SessionCard>, OfficeError> {
        if id != caller.id() {
            caller.must(Right::Administer)?;
        }
        let idle_minutes = self.rules()?.settings.idle_minutes;
        let now = self.now();
        let sessions = self.archive().sessions(id)?.into_iter().filter_map(|session| {
            let ends_at = ends_at(&session, idle_minutes);
            (now < ends_at).then(|| SessionCard {
                is_current: session.token == caller.session.token,
                started_at: session.started_at,
                seen_at: session.seen_at,
                ends_at,
                client: session.client,
                id: session.token,
            })
        });
        Ok(sessions.collect())
    }

    /// Ends a session: one's own, or for the administrator anybody's. Doing it twice changes nothing.
    ///
    /// # Errors
    /// `NotFound` for a session that the caller may not see.
    pub fn end_session(&self, caller: &Caller, id: &Sha256) -> Result<(), OfficeError> {
        let Some(session) = self.archive().session(id)? else { return Ok(()) };
        if session.account != caller.id() && !caller.may(Right::Administer, None) {
            return Err(OfficeError::NotFound { what: "Sesi" });
        }
        Ok(self.archive().end_session(id)?)
    }

    fn account(&self, id: AccountId) -> Result<Account, OfficeError> {
        self.archive().account(id)?.ok_or(OfficeError::NotFound { what: "Akun" })
    }

    /// The code in clear, and its hash on the account; no password opens the account any more.
    fn give_code(&self, account: &mut Account) -> Result<EntryCode, OfficeError> {
        let code = entry_code::generate()?;
        let until = self.now() + entry_code::GOOD_FOR;
        let hash = password::hash_any(&entry_code::normal(&code))?;
        account.password_hash = String::new();
        account.code = Some(StoredCode { hash, until });
        Ok(EntryCode { code, until })
    }

    /// Checks a form and hashes its password; writes nothing.
    pub(crate) fn new_account(
        &self,
        new: &NewAccount,
        is_admin: bool,
        known: impl Fn(&str, &str) -> bool,
    ) -> Result<Account, OfficeError> {
        let person = self.person(&new.name, &new.login, &new.positions, known)?;
        let (unit, password_hash) = (unit(&new.unit)?, password::hash(&new.password)?);
        Ok(Account { password_hash, is_admin, unit, ..person })
    }

    /// An account without a way in yet.
    fn person(
        &self,
        name: &str,
        typed_login: &str,
        positions: &[NewHolding],
        known: impl Fn(&str, &str) -> bool,
    ) -> Result<Account, OfficeError> {
        Ok(Account {
            name: text::line("name", "Nama", name, NAME_LENGTH)?,
            login: login(typed_login)?,
            holdings: holdings(positions, known)?,
            id: AccountId(self.new_id()),
            password_hash: String::new(),
            code: None,
            is_admin: false,
            disabled: false,
            is_designer: false,
            unit: String::new(),
        })
    }

    pub(crate) fn account_card(
        &self,
        rules: &Rulebook,
        account: &Account,
    ) -> Result<AccountCard, OfficeError> {
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
        Ok(AccountCard {
            id: account.id,
            name: account.name.clone(),
            login: account.login.clone(),
            initials: text::initials(&account.name),
            positions: account.holdings.iter().filter_map(held).collect(),
            is_admin: account.is_admin,
            disabled: account.disabled,
            is_designer: account.is_designer,
            unit: account.unit.clone(),
            code_until: account.code.as_ref().map(|code| code.until),
            second_factor: self.has_second_factor(account.id)?,
        })
    }
}

fn holdings(
    wanted: &[NewHolding],
    known: impl Fn(&str, &str) -> bool,
) -> Result<Vec<Holding>, OfficeError> {
    let mut holdings: Vec<Holding> = Vec::new();
    for NewHolding { sop, position } in wanted {
        if !known(sop, position) {
            let message = format!("Jabatan \"{position}\" tidak ada dalam SOP yang dipilih.");
            return Err(OfficeError::input("positions", message));
        }
        let holding = Holding { sop: sop.clone(), position: position.clone() };
        if !holdings.contains(&holding) {
            holdings.push(holding);
        }
    }
    Ok(holdings)
}

/// The part of the office; empty where it is not recorded.
fn unit(typed: &str) -> Result<String, OfficeError> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    text::line("unit", "Bagian", typed, NAME_LENGTH)
}

/// A designer decides nothing, so no position goes with it.
fn must_fit_together(account: &Account) -> Result<(), OfficeError> {
    if account.is_designer && !account.holdings.is_empty() {
        return Err(OfficeError::input(
            "is_designer",
            "Perancang tidak memegang jabatan dalam SOP. Lepaskan jabatannya, atau jangan jadikan perancang.",
        ));
    }
    Ok(())
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
