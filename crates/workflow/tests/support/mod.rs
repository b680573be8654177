//! A small office for the tests: one account for each position, a calendar, and material that every
//! kind of content accepts.
#![allow(dead_code, reason = "each test binary uses its own part of the office")]

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, TimeZone, Utc};
use uuid::Uuid;
use workflow::capacity::PLAIN;
use workflow::content::{Asset, Content, MediaGroup};
use workflow::engine::{self, Act, Actor, Context, Recorded};
use workflow::event::PicChannel;
use workflow::sop::{NeedKind, Power, Sop, Step, StepKind};
use workflow::{AccountId, Event, Refusal, Sha256, Submission, SubmissionId, WorkCalendar};

/// Monday 23 November 2026, 09.00 WIB.
pub fn monday_morning() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 2, 0, 0).unwrap()
}

pub fn bundled_sops() -> Vec<Sop> {
    workflow::catalogue::bundled().into_iter().map(|bundled| bundled.sop.clone()).collect()
}

pub fn dki() -> Sop {
    sop_starting_with("dki")
}

pub fn jabar() -> Sop {
    sop_starting_with("jabar")
}

fn sop_starting_with(prefix: &str) -> Sop {
    bundled_sops().into_iter().find(|sop| sop.id.starts_with(prefix)).unwrap()
}

pub fn account(number: u128) -> AccountId {
    AccountId(Uuid::from_u128(number))
}

/// The holder of a position: account 1 holds the first column, and so on.
pub fn holder(sop: &Sop, position: &str) -> Actor {
    let column = sop.actors.iter().position(|actor| actor.id == position).unwrap();
    Actor { account: account(column as u128 + 1), positions: vec![position.to_owned()] }
}

pub fn photo(number: u8) -> Asset {
    Asset {
        sha256: Sha256::of(&[number]),
        name: format!("foto-{number}.jpg"),
        bytes: 1_000,
        media_type: "image/jpeg".to_owned(),
        group: MediaGroup::Picture,
        width: Some(1200),
        height: Some(800),
        fits: BTreeMap::new(),
    }
}

/// Material that meets every need of every step on [`monday_morning`].
pub fn material(sop: &Sop) -> Content {
    Content {
        title: "Kunjungan delegasi".to_owned(),
        kind: sop.kinds[0].id.clone(),
        event_date: Some(monday_morning().date_naive()),
        source: sop.sources.first().map(|source| source.id.clone()).unwrap_or_default(),
        pic: "Rina".to_owned(),
        caption: "Biro menerima kunjungan delegasi.".to_owned(),
        links: vec!["https://drive.contoh.go.id/foto".to_owned()],
        assets: vec![photo(1), photo(2)],
        wished: Vec::new(),
        platforms: Vec::new(),
    }
}

/// An office in which acts are tried one after another, each a minute later.
#[derive(Clone)]
pub struct Office {
    pub sop: Sop,
    pub sha256: Sha256,
    pub calendar: WorkCalendar,
    pub now: DateTime<Utc>,
    pub state: Option<Submission>,
    pub trail: Vec<(AccountId, DateTime<Utc>, Event)>,
    pub same_person_decides: bool,
}

pub const SUBMISSION: SubmissionId = SubmissionId(Uuid::from_u128(99));

impl Office {
    pub fn new(sop: Sop) -> Self {
        Self {
            sop,
            sha256: Sha256::of(b"sop"),
            calendar: WorkCalendar::default(),
            now: monday_morning(),
            state: None,
            trail: Vec::new(),
            same_person_decides: false,
        }
    }

    /// An office whose first step has been done with [`material`].
    pub fn with_submission(sop: Sop) -> Self {
        let mut office = Self::new(sop);
        office.submit(material(&office.sop)).unwrap();
        office
    }

    pub fn submit(&mut self, content: Content) -> Result<Vec<Event>, Refusal> {
        let actor = holder(&self.sop, &self.sop.first_step().actor);
        self.act(
            &actor,
            &Act::Submit { content: Box::new(content), late_reason: None, made_by: None },
        )
    }

    pub fn state(&self) -> &Submission {
        self.state.as_ref().unwrap()
    }

    pub fn step(&self) -> &Step {
        self.sop.step(self.state().current_step().unwrap()).unwrap()
    }

    pub fn at(&self) -> Option<&str> {
        self.state().current_step()
    }

    pub fn seen(&self) -> Sha256 {
        engine::digest_at(&self.sop, self.step(), &self.state().content).sha256
    }

    pub fn holder_of_current_step(&self) -> Actor {
        holder(&self.sop, &self.step().actor)
    }

    pub fn wait(&mut self, minutes: i64) {
        self.now += Duration::minutes(minutes);
    }

    pub fn try_act(&self, actor: &Actor, act: &Act) -> Result<Vec<Event>, Refusal> {
        let context = Context {
            sop: &self.sop,
            sop_sha256: &self.sha256,
            calendar: &self.calendar,
            now: self.now,
            actor,
            same_person_decides: self.same_person_decides,
        };
        engine::decide(&context, self.state.as_ref(), act)
    }

    pub fn act(&mut self, actor: &Actor, act: &Act) -> Result<Vec<Event>, Refusal> {
        let events = self.try_act(actor, act)?;
        for event in &events {
            let recorded = Recorded {
                submission: SUBMISSION,
                account: actor.account,
                at: self.now,
                capacity: &PLAIN,
                event,
            };
            self.state = engine::apply(&self.sop, self.state.take(), recorded);
            self.trail.push((actor.account, self.now, event.clone()));
        }
        self.wait(1);
        Ok(events)
    }

    pub fn replayed(&self) -> Option<Submission> {
        let recorded = self.trail.iter().map(|(account, at, event)| Recorded {
            submission: SUBMISSION,
            account: *account,
            at: *at,
            capacity: &PLAIN,
            event,
        });
        engine::replay(&self.sop, recorded)
    }

    /// The platforms that the tests choose where a step chooses them.
    fn choice(&self) -> Option<Vec<String>> {
        self.step().can(Power::ChoosePlatforms).then(|| {
            self.sop.platforms.iter().take(2).map(|platform| platform.id.clone()).collect()
        })
    }

    pub fn agree(&mut self) -> Result<Vec<Event>, Refusal> {
        let act = Act::RecordPicAgreement {
            digest: self.seen(),
            who: "Rina".to_owned(),
            how: PicChannel::Whatsapp,
            agreed_at: self.now,
            note: String::new(),
            evidence: None,
        };
        let actor = self.holder_of_current_step();
        self.act(&actor, &act)
    }

    /// The acts that move the current step forwards, by its own holder.
    pub fn forward(&mut self) -> Result<Vec<Event>, Refusal> {
        let actor = self.holder_of_current_step();
        match self.step().kind {
            StepKind::Decision => {
                if self.step().can(Power::PicAgreement) {
                    self.agree()?;
                }
                let act = Act::Accept {
                    digest: self.seen(),
                    platforms: self.choice(),
                    note: String::new(),
                };
                self.act(&actor, &act)
            }
            StepKind::Work | StepKind::Archive => {
                let act = Act::Complete {
                    digest: self.seen(),
                    platforms: self.choice(),
                    note: String::new(),
                };
                self.act(&actor, &act)
            }
            StepKind::Publish => {
                let mut last = Vec::new();
                let recorded = self.state().publications.clone();
                let open = self.state().content.platforms.clone().into_iter();
                for id in open.filter(|id| !recorded.contains_key(id)) {
                    last = self.publish(&id)?;
                }
                Ok(last)
            }
        }
    }

    pub fn publish(&mut self, platform: &str) -> Result<Vec<Event>, Refusal> {
        let url = self.sop.platform(platform).unwrap().example.clone();
        let actor = self.holder_of_current_step();
        self.act(
            &actor,
            &Act::RecordPublication { platform: platform.to_owned(), url, evidence: None },
        )
    }

    pub fn reject_to(&mut self, target: Option<&str>) -> Result<Vec<Event>, Refusal> {
        let actor = self.holder_of_current_step();
        let act = Act::Reject {
            digest: self.seen(),
            to: target.map(str::to_owned),
            reason: "Logo terpotong".to_owned(),
        };
        self.act(&actor, &act)
    }

    pub fn revise(&mut self, change: impl FnOnce(&mut Content)) -> Result<Vec<Event>, Refusal> {
        let mut content = self.state().content.clone();
        change(&mut content);
        let actor = self.holder_of_current_step();
        self.act(
            &actor,
            &Act::Revise {
                content: Box::new(content),
                note: String::new(),
                late_reason: None,
                took: Vec::new(),
            },
        )
    }

    /// The holder of the current step proposes another caption on what there is now.
    pub fn suggest(&mut self, text: &str) -> Result<Vec<Event>, Refusal> {
        let act = Act::SuggestCaption {
            version: self.state().version,
            text: text.to_owned(),
            note: String::new(),
        };
        let actor = self.holder_of_current_step();
        self.act(&actor, &act)
    }

    /// Writes another caption that takes something of the suggestions `took`.
    pub fn take(&mut self, caption: &str, took: &[u32]) -> Result<Vec<Event>, Refusal> {
        let content = Content { caption: caption.to_owned(), ..self.state().content.clone() };
        let act = Act::Revise {
            content: Box::new(content),
            note: String::new(),
            late_reason: None,
            took: took.to_vec(),
        };
        let actor = self.holder_of_current_step();
        self.act(&actor, &act)
    }

    /// Forwards until the item stands at `step`.
    pub fn forward_to(&mut self, step: &str) {
        for _ in 0..50 {
            if self.at() == Some(step) {
                return;
            }
            self.forward().unwrap();
        }
        panic!("never came to {step}");
    }

    pub fn forward_to_the_end(&mut self) {
        for _ in 0..50 {
            if self.at().is_none() {
                return;
            }
            self.forward().unwrap();
        }
        panic!("never came to the end");
    }
}

/// Whether any step wants publications recorded.
pub fn publishes(sop: &Sop) -> bool {
    sop.steps.iter().any(|step| step.needs.iter().any(|need| need.what == NeedKind::Publications))
}
