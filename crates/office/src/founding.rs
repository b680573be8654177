//! Setting the office up, once.

use archive::{Account, Founding, OfficeSettings, StoredSop};
use workflow::WorkCalendar;
use workflow::catalogue::{self, BundledSop};

use crate::sign_in::Token;
use crate::view::{
    CalendarView, DemoStatus, FoundOffice, OfficeState, OfficeStatus, Session, SopSummary,
};
use crate::{Office, OfficeError, demo, text};

const NAME_LENGTH: usize = 150;
const IDLE_MINUTES: u32 = 30;
const MOST_ACCOUNTS: usize = 500;

impl Office {
    /// What anyone may know.
    pub fn status(&self) -> Result<OfficeStatus, OfficeError> {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let rules = match self.rules() {
            Ok(rules) => rules,
            Err(OfficeError::NotFounded) => {
                return Ok(OfficeStatus {
                    state: OfficeState::Empty,
                    name: None,
                    version,
                    sops: Vec::new(),
                    demo: None,
                    calendar: None,
                });
            }
            Err(other) => return Err(other),
        };
        let demo = if rules.settings.demo {
            let accounts = self.archive().accounts()?;
            let accounts = accounts
                .iter()
                .map(|account| self.account_card(&rules, account))
                .collect::<Result<_, _>>()?;
            Some(DemoStatus { password: demo::script().password, accounts })
        } else {
            None
        };
        Ok(OfficeStatus {
            state: OfficeState::Ready,
            name: Some(rules.settings.name.clone()),
            version,
            sops: rules.newest().map(|edition| SopSummary::of(&edition.sop)).collect(),
            demo,
            calendar: Some(CalendarView::of(&rules.settings.calendar)),
        })
    }

    /// The SOPs that come with the program, for the set-up form.
    #[must_use]
    pub fn bundled(&self) -> Vec<SopSummary> {
        catalogue::bundled().iter().map(|bundled| SopSummary::of(&bundled.sop)).collect()
    }

    /// Sets the office up and signs its first account in, who becomes the administrator.
    ///
    /// # Errors
    /// `AlreadyFounded`; `BadInput` with the field.
    pub fn found(&self, form: &FoundOffice, client: &str) -> Result<(Token, Session), OfficeError> {
        self.must_be_empty()?;
        let name = text::line("name", "Nama kantor", &form.name, NAME_LENGTH)?;
        let sops = chosen(&form.sops)?;
        if form.accounts.is_empty() {
            return Err(OfficeError::input(
                "accounts",
                "Buat paling sedikit satu akun; akun pertama menjadi administrator.",
            ));
        }
        if form.accounts.len() > MOST_ACCOUNTS {
            return Err(OfficeError::input(
                "accounts",
                format!("Paling banyak {MOST_ACCOUNTS} akun sekaligus."),
            ));
        }
        let known = |sop: &str, position: &str| {
            sops.iter()
                .any(|bundled| bundled.sop.id == sop && bundled.sop.position(position).is_some())
        };
        let mut accounts: Vec<Account> = Vec::new();
        for (index, new) in form.accounts.iter().enumerate() {
            let account = self.new_account(new, index == 0, known)?;
            if accounts.iter().any(|earlier| earlier.login == account.login) {
                return Err(archive::ArchiveError::LoginTaken(account.login).into());
            }
            accounts.push(account);
        }
        let first = accounts[0].clone();
        self.write_founding(name, false, &sops, accounts)?;
        self.begin_session(first, client)
    }

    /// Sets the sample office up: both SOPs, their people, and items on their way.
    ///
    /// # Errors
    /// `AlreadyFounded`.
    pub fn found_demo(&self) -> Result<OfficeStatus, OfficeError> {
        self.must_be_empty()?;
        demo::play(self)?;
        self.announce_office()?;
        self.status()
    }

    pub(crate) fn write_founding(
        &self,
        name: String,
        demo: bool,
        sops: &[BundledSop],
        accounts: Vec<Account>,
    ) -> Result<(), OfficeError> {
        let mut calendar = WorkCalendar::default();
        if let Some(zone) = sops.first().and_then(|bundled| bundled.sop.time_zone.parse().ok()) {
            calendar.zone = zone;
        }
        let stored = |bundled: &BundledSop| StoredSop {
            id: bundled.sop.id.clone(),
            edition: bundled.sop.edition.clone(),
            sha256: catalogue::digest(bundled.text),
            file_name: bundled.file_name.to_owned(),
            text: bundled.text.to_owned(),
        };
        let settings = OfficeSettings {
            name,
            demo,
            founded_at: self.now(),
            calendar,
            idle_minutes: IDLE_MINUTES,
            reject_reasons: archive::default_reject_reasons(),
            social_accounts: Vec::new(),
            same_person_decides: false,
        };
        let founding = Founding { settings, sops: sops.iter().map(stored).collect(), accounts };
        self.change_people(|archive| archive.found(&founding))?;
        self.announce_office()
    }

    pub(crate) fn must_be_empty(&self) -> Result<(), OfficeError> {
        match self.rules() {
            Ok(_) => Err(OfficeError::AlreadyFounded),
            Err(OfficeError::NotFounded) => Ok(()),
            Err(other) => Err(other),
        }
    }
}

fn chosen(ids: &[String]) -> Result<Vec<BundledSop>, OfficeError> {
    let mut bundled = catalogue::bundled();
    if let Some(unknown) = ids.iter().find(|id| !bundled.iter().any(|one| one.sop.id == **id)) {
        return Err(OfficeError::input(
            "sops",
            format!("SOP \"{unknown}\" tidak ada di program ini."),
        ));
    }
    bundled.retain(|one| ids.contains(&one.sop.id));
    if bundled.is_empty() {
        return Err(OfficeError::input("sops", "Pilih paling sedikit satu SOP."));
    }
    Ok(bundled)
}
