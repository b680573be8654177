//! Acting officials: a position held for a time by somebody else, by a letter.

use archive::{Account, Delegation, DelegationId};
use chrono::NaiveDate;
use uuid::Uuid;
use workflow::{AccountId, ActingKind};

use crate::caller::Caller;
use crate::people::People;
use crate::rights::Right;
use crate::rulebook::Rulebook;
use crate::view::{ActingPosition, DelegationCard, DelegationState, NewDelegation};
use crate::{Office, OfficeError, text};

const LETTER_LENGTH: usize = 100;
/// A letter for longer is a new appointment, not an absence.
const LONGEST_DAYS: i64 = 366;

impl Office {
    /// Every appointment, last begun first.
    pub fn delegations(&self, _caller: &Caller) -> Result<Vec<DelegationCard>, OfficeError> {
        let (rules, people) = (self.rules()?, self.people()?);
        let today = rules.settings.calendar.day_of(self.now());
        let all = self.archive().delegations()?;
        Ok(all.iter().map(|one| card(&rules, &people, one, today)).collect())
    }

    /// Appoints somebody for a time.
    ///
    /// # Errors
    /// `NotAdmin`; `BadInput` with the field.
    pub fn delegate(
        &self,
        caller: &Caller,
        form: &NewDelegation,
    ) -> Result<DelegationCard, OfficeError> {
        caller.must(Right::Administer)?;
        let rules = self.rules()?;
        if !rules.has_position(&form.sop, &form.position) {
            return Err(OfficeError::input("position", "Jabatan ini tidak ada dalam SOP kantor."));
        }
        let accounts = self.archive().accounts()?;
        let (who, whose) = people_of(form, &accounts)?;
        let letter = text::line("letter", "Nomor surat", &form.letter, LETTER_LENGTH)?;
        let today = rules.settings.calendar.day_of(self.now());
        if form.last_day < form.first_day || form.last_day < today {
            return Err(OfficeError::input(
                "last_day",
                "Hari terakhir tidak boleh sebelum hari pertama atau sebelum hari ini.",
            ));
        }
        if (form.last_day - form.first_day).num_days() >= LONGEST_DAYS {
            return Err(OfficeError::input("last_day", "Penunjukan paling lama satu tahun."));
        }
        let overlaps = |one: &Delegation| {
            one.ended_at.is_none()
                && (one.account, &one.sop, &one.position) == (who, &form.sop, &form.position)
                && one.first_day <= form.last_day
                && one.last_day >= form.first_day
        };
        if self.archive().delegations()?.iter().any(overlaps) {
            return Err(OfficeError::input(
                "account",
                "Orang ini sudah ditunjuk untuk jabatan itu pada hari-hari tersebut. Akhiri dahulu yang lama.",
            ));
        }
        let delegation = Delegation {
            id: DelegationId(self.new_id()),
            account: who,
            sop: form.sop.clone(),
            position: form.position.clone(),
            kind: form.kind,
            on_behalf_of: whose,
            letter,
            first_day: form.first_day,
            last_day: form.last_day,
            ended_at: None,
        };
        self.change_people(|archive| archive.add_delegation(caller.id(), self.now(), &delegation))?;
        self.announce_office()?;
        Ok(card(&rules, &self.people()?, &delegation, today))
    }

    /// Ends an appointment now; doing it twice changes nothing.
    ///
    /// # Errors
    /// `NotAdmin`; `NotFound`.
    pub fn end_delegation(&self, caller: &Caller, id: Uuid) -> Result<DelegationCard, OfficeError> {
        caller.must(Right::Administer)?;
        let id = DelegationId(id);
        let found = |office: &Self| -> Result<Delegation, OfficeError> {
            let all = office.archive().delegations()?;
            all.into_iter()
                .find(|one| one.id == id)
                .ok_or(OfficeError::NotFound { what: "Penunjukan" })
        };
        found(self)?;
        self.change_people(|archive| archive.end_delegation(caller.id(), self.now(), id))?;
        self.announce_office()?;
        let rules = self.rules()?;
        let today = rules.settings.calendar.day_of(self.now());
        Ok(card(&rules, &self.people()?, &found(self)?, today))
    }

    /// What the caller acts in today, for the screen.
    pub(crate) fn acting(&self, caller: &Caller) -> Result<Vec<ActingPosition>, OfficeError> {
        if caller.acting.is_empty() {
            return Ok(Vec::new());
        }
        let (rules, people) = (self.rules()?, self.people()?);
        let shown = caller.acting.iter().map(|one| ActingPosition {
            sop: one.sop.clone(),
            position: one.position.clone(),
            label: format!(
                "{} {}",
                one.kind.title(),
                rules.position_label(&one.sop, &one.position)
            ),
            on_behalf_of: one.on_behalf_of.map(|account| people.name(account)),
            letter: one.letter.clone(),
            last_day: one.last_day,
        });
        Ok(shown.collect())
    }
}

/// Who acts, and for whom.
fn people_of(
    form: &NewDelegation,
    accounts: &[Account],
) -> Result<(AccountId, Option<AccountId>), OfficeError> {
    let holds = |account: &Account| {
        account
            .holdings
            .iter()
            .any(|held| (&held.sop, &held.position) == (&form.sop, &form.position))
    };
    let known = |id: AccountId| accounts.iter().find(|account| account.id == id);
    let who = known(form.account).filter(|account| !account.disabled).ok_or_else(|| {
        OfficeError::input("account", "Akun ini tidak ada atau nonaktif. Pilih orang lain.")
    })?;
    if who.is_designer {
        return Err(OfficeError::input(
            "account",
            "Perancang tidak memutuskan apa pun. Pilih orang lain, atau ubah dahulu akunnya.",
        ));
    }
    if holds(who) {
        return Err(OfficeError::input(
            "account",
            "Orang ini sudah memegang jabatan itu. Pilih orang lain.",
        ));
    }
    match form.on_behalf_of {
        Some(id) if known(id).is_some_and(holds) => Ok((who.id, Some(id))),
        Some(_) => Err(OfficeError::input(
            "on_behalf_of",
            "Pejabat yang diwakili harus memegang jabatan itu.",
        )),
        None if form.kind == ActingKind::Plh => Err(OfficeError::input(
            "on_behalf_of",
            "Plh. mewakili pejabat yang berhalangan. Pilih pejabatnya.",
        )),
        None => Ok((who.id, None)),
    }
}

fn card(rules: &Rulebook, people: &People, one: &Delegation, today: NaiveDate) -> DelegationCard {
    let state = if one.ended_at.is_some() || one.last_day < today {
        DelegationState::Ended
    } else if one.first_day > today {
        DelegationState::Coming
    } else {
        DelegationState::InForce
    };
    DelegationCard {
        id: one.id.0,
        account_name: people.name(one.account),
        label: format!("{} {}", one.kind.title(), rules.position_label(&one.sop, &one.position)),
        on_behalf_of: one.on_behalf_of.map(|account| people.name(account)),
        letter: one.letter.clone(),
        first_day: one.first_day,
        last_day: one.last_day,
        ended_at: one.ended_at,
        state,
    }
}
