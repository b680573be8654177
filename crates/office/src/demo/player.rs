//! Plays the script: each line is one call of a use-case, by the account that the line names.

use std::collections::HashMap;
use std::sync::Arc;

use archive::{Account, StoredSession};
use chrono::{DateTime, Duration, Utc};
use media::CancelToken;
use uuid::Uuid;
use workflow::catalogue;
use workflow::event::PicChannel;
use workflow::{Act, Asset, CommandId, Content, Sha256, SubmissionId, WorkCalendar};

use super::script::{Deed, Item, Line, Script};
use super::stage;
use crate::caller::Caller;
use crate::clock::SetClock;
use crate::view::{ActRequest, DraftUpdate, NewAccount, NewHolding, SubmissionDetail, SubmitDraft};
use crate::{Office, OfficeError};

pub(super) struct Player {
    office: Office,
    /// Absent in journeys, which are played by the office's own clock.
    clock: Option<Arc<SetClock>>,
    accounts: Vec<Account>,
    /// By title: titles of the script are unique.
    submissions: HashMap<String, SubmissionId>,
    pictures: HashMap<String, Asset>,
}

impl Player {
    /// Founds the sample office shortly before its earliest item.
    pub fn found(office: &Office, script: &Script) -> Result<Self, OfficeError> {
        let calendar = WorkCalendar::default();
        let earliest = stage::in_order(&script.items).first().map_or(0, |(_, ago, _)| *ago);
        let began = stage::working_minutes_before(&calendar, office.now(), earliest + 60);
        let clock = Arc::new(SetClock::at(began));
        let stage_office = office.at(Arc::clone(&clock) as Arc<dyn crate::Clock>);
        let mut sops = catalogue::bundled();
        sops.retain(|bundled| script.sops.contains(&bundled.sop.id));
        let mut accounts = Vec::new();
        for (index, person) in script.accounts.iter().enumerate() {
            let held = person.holds.iter();
            let form = NewAccount {
                name: person.name.clone(),
                login: person.login.clone(),
                password: script.password.clone(),
                positions: held
                    .map(|held| NewHolding {
                        sop: held.sop.clone(),
                        position: held.position.clone(),
                    })
                    .collect(),
                unit: String::new(),
            };
            accounts.push(stage_office.new_account(&form, index == 0, |_, _| true)?);
        }
        stage_office.write_founding(script.name.clone(), true, &sops, accounts.clone())?;
        Ok(Self {
            office: stage_office,
            clock: Some(clock),
            accounts,
            submissions: HashMap::new(),
            pictures: HashMap::new(),
        })
    }

    /// Plays in the sample office that exists, at the present moment.
    pub fn join(office: &Office, script: &Script) -> Result<Self, OfficeError> {
        let accounts = office.archive().accounts()?;
        if let Some(missing) = script
            .accounts
            .iter()
            .find(|person| !accounts.iter().any(|known| known.login == person.login))
        {
            return Err(OfficeError::Internal(format!(
                "{} tidak ada di kantor ini",
                missing.login
            )));
        }
        Ok(Self {
            office: office.clone(),
            clock: None,
            accounts,
            submissions: HashMap::new(),
            pictures: HashMap::new(),
        })
    }

    pub fn calendar(&self) -> Result<WorkCalendar, OfficeError> {
        Ok(self.office.rules()?.settings.calendar.clone())
    }

    pub fn set(&self, moment: DateTime<Utc>) {
        if let Some(clock) = &self.clock {
            clock.set(moment);
        }
    }

    /// Plays one line; no line means that the item stays a draft.
    pub fn play(
        &mut self,
        item: &Item,
        line: Option<&Line>,
    ) -> Result<Option<SubmissionDetail>, OfficeError> {
        match line {
            None => self.draft(item, &item.by).map(|_| None),
            Some(line) if line.deed == Deed::Submit => self.submit(item, line).map(Some),
            Some(line) => self.act(item, line).map(Some),
        }
    }

    fn submit(&mut self, item: &Item, line: &Line) -> Result<SubmissionDetail, OfficeError> {
        let (caller, id, revision) = self.draft(item, &line.by)?;
        let request = SubmitDraft { command_id: self.command(), revision, late_reason: None };
        let detail = self.office.submit(&caller, id, &request)?;
        self.submissions.insert(item.title.clone(), detail.card.id);
        Ok(detail)
    }

    fn draft(&mut self, item: &Item, by: &str) -> Result<(Caller, Uuid, u64), OfficeError> {
        let caller = self.caller(by)?;
        let today = self.calendar()?.day_of(self.office.now());
        let assets = item
            .pictures
            .iter()
            .map(|slug| {
                let picture = self.picture(&caller, slug)?;
                Ok(Asset { fits: item.fits.clone(), ..picture })
            })
            .collect::<Result<_, OfficeError>>()?;
        let content = Content {
            title: item.title.clone(),
            kind: item.kind.clone(),
            event_date: item.event.as_ref().and_then(|event| event.on(today)),
            source: item.source.clone(),
            pic: item.pic.clone(),
            caption: item.caption.clone(),
            links: item.links.clone(),
            assets,
            wished: item.wished.clone(),
            platforms: Vec::new(),
        };
        let draft = self.office.begin_draft(&caller, &item.sop)?;
        let update = DraftUpdate { revision: draft.revision, content, late_reason: String::new() };
        let draft = self.office.save_draft(&caller, draft.id, &update)?;
        Ok((caller, draft.id, draft.revision))
    }

    fn act(&self, item: &Item, line: &Line) -> Result<SubmissionDetail, OfficeError> {
        let caller = self.caller(&line.by)?;
        let missing = || OfficeError::Internal(format!("\"{}\" belum diserahkan", item.title));
        let id = *self.submissions.get(&item.title).ok_or_else(missing)?;
        let before = self.office.submission(&caller, id)?;
        let act = self.deed(line, &before);
        let request =
            ActRequest { command_id: self.command(), revision: before.card.revision, act };
        self.office.act(&caller, id, request)
    }

    fn deed(&self, line: &Line, before: &SubmissionDetail) -> Act {
        let digest: Sha256 = before.digest.sha256.clone();
        let note = line.note.clone();
        match line.deed {
            Deed::Agree => Act::RecordPicAgreement {
                digest,
                who: before.content.pic.clone(),
                how: line.how.unwrap_or(PicChannel::Other),
                agreed_at: self.office.now() - Duration::minutes(2),
                note,
                evidence: None,
            },
            Deed::Accept => Act::Accept { digest, platforms: line.platforms.clone(), note },
            Deed::Reject => {
                Act::Reject { digest, to: line.to.clone(), reason: line.reason.clone() }
            }
            Deed::Complete => Act::Complete { digest, platforms: line.platforms.clone(), note },
            Deed::Publish => Act::RecordPublication {
                platform: line.platform.clone(),
                url: line.url.clone(),
                evidence: None,
            },
            Deed::Cancel => Act::Cancel { reason: line.reason.clone() },
            Deed::Submit | Deed::Revise => {
                let caption =
                    line.caption.clone().unwrap_or_else(|| before.content.caption.clone());
                let content = Box::new(Content { caption, ..before.content.clone() });
                Act::Revise { content, note, late_reason: None, took: Vec::new() }
            }
        }
    }

    fn picture(&mut self, caller: &Caller, slug: &str) -> Result<Asset, OfficeError> {
        if let Some(known) = self.pictures.get(slug) {
            return Ok(known.clone());
        }
        let samples = media::sample::demo();
        let sample = samples.iter().find(|sample| sample.slug == slug);
        let sample =
            sample.ok_or_else(|| OfficeError::Internal(format!("gambar contoh {slug}")))?;
        let mut intake = self.office.begin_intake(caller, &sample.file_name(), None)?;
        intake.write(&sample.paint()?)?;
        let asset = intake.finish(&CancelToken::new())?.asset;
        self.pictures.insert(slug.to_owned(), asset.clone());
        Ok(asset)
    }

    fn command(&self) -> CommandId {
        CommandId(self.office.new_id())
    }

    /// The account itself, without a session: nobody signs in on a stage.
    fn caller(&self, login: &str) -> Result<Caller, OfficeError> {
        let account = self.accounts.iter().find(|account| account.login == login).cloned();
        let account =
            account.ok_or_else(|| OfficeError::Internal(format!("akun contoh {login}")))?;
        let now = self.office.now();
        let session = StoredSession {
            token: Sha256::of(b""),
            account: account.id,
            started_at: now,
            seen_at: now,
            client: String::new(),
        };
        Ok(Caller { account, session, acting: Vec::new() })
    }
}
