//! The kelengkapan checklist: what the SOP still wants of the content at a step.
//!
//! One function feeds both the form's self-ticking list and the engine's refusal, so what the screen
//! promises is what the engine accepts.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::content::{Asset, Content, MediaGroup};
use crate::fit::{self, MOST_FITS};
use crate::link;
use crate::refusal::Refusal;
use crate::sop::{NeedKind, Sop, Step, Timing};
use crate::timing::{self, TimingVerdict};

/// Most characters of the short text fields (title, PIC, notes are longer).
const SHORT_TEXT: usize = 300;
/// Most characters of reasons and notes.
pub const LONG_TEXT: usize = 2_000;
/// Most characters of a caption where the SOP states no limit: more than any platform takes.
const CAPTION: usize = 63_206;
const LINKS: usize = 20;
const ASSETS: usize = 500;

/// A line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckItem {
    pub what: NeedKind,
    /// The sheet's or the office's words.
    pub label: String,
    pub done: bool,
}

/// A need that is not met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Missing {
    pub what: NeedKind,
    pub label: String,
}

/// Everything the form shows about a draft or a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Checklist {
    pub items: Vec<CheckItem>,
    pub timing: TimingVerdict,
    /// The SOP's words for the timing rule, if the kind has one.
    pub timing_rule: Option<String>,
    pub caption_length: usize,
    pub caption_limit: Option<u32>,
    /// Sentences about what is wrong (not merely missing), such as a caption that is too long.
    pub problems: Vec<Problem>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    pub code: String,
    pub field: Option<String>,
    pub message: String,
}

/// The checklist of `step` over `content` on the day `today` in the office's zone.
#[must_use]
pub fn checklist(sop: &Sop, step: &Step, content: &Content, today: NaiveDate) -> Checklist {
    let kind = sop.kind(&content.kind);
    let rule = kind.and_then(|kind| kind.timing.as_ref());
    let items = needs(step, content)
        .map(|(what, label)| CheckItem {
            what,
            label: label.to_owned(),
            done: is_met(what, content),
        })
        .collect();
    let problems = problems(sop, content)
        .into_iter()
        .map(|refusal| Problem {
            code: refusal.code().to_owned(),
            field: refusal.field().map(str::to_owned),
            message: refusal.to_string(),
        })
        .collect();
    Checklist {
        items,
        timing: verdict(sop, content, today),
        timing_rule: rule.map(|rule| rule.label().to_owned()),
        caption_length: content.caption_length(),
        caption_limit: kind.and_then(|kind| kind.caption_limit),
        problems,
    }
}

/// What of the step's needs is not met; publications are the engine's matter.
#[must_use]
pub fn missing(step: &Step, content: &Content) -> Vec<Missing> {
    needs(step, content)
        .filter(|(what, _)| !is_met(*what, content))
        .map(|(what, label)| Missing { what, label: label.to_owned() })
        .collect()
}

/// The verdict of the kind's timing rule on `today`.
#[must_use]
pub fn verdict(sop: &Sop, content: &Content, today: NaiveDate) -> TimingVerdict {
    match sop.kind(&content.kind).and_then(|kind| kind.timing.as_ref()) {
        Some(rule) => timing::verdict(rule, content.event_date, today),
        None => TimingVerdict::NotApplicable,
    }
}

/// What is wrong with the content whatever the step: unknown choices, texts too long, bad links.
#[must_use]
pub fn problems(sop: &Sop, content: &Content) -> Vec<Refusal> {
    let mut found = Vec::new();
    let mut too_long = |what: &'static str, text: &str, limit: usize| {
        let count = crate::content::visible_characters(text);
        if count > limit {
            found.push(Refusal::TooLong { what, count, limit });
        }
    };
    too_long("Judul", &content.title, SHORT_TEXT);
    too_long("Nama PIC", &content.pic, SHORT_TEXT);
    too_long("Caption", &content.caption, CAPTION);

    match sop.kind(&content.kind) {
        None => found.push(Refusal::UnknownKind { id: content.kind.clone() }),
        Some(kind) => {
            let count = content.caption_length();
            if let Some(limit) = kind.caption_limit.map(|limit| limit as usize)
                && count > limit
            {
                found.push(Refusal::CaptionTooLong { count, limit });
            }
        }
    }
    if !content.source.is_empty() && !sop.sources.iter().any(|source| source.id == content.source) {
        found.push(Refusal::UnknownSource { id: content.source.clone() });
    }
    for id in content.wished.iter().chain(&content.platforms) {
        if sop.platform(id).is_none() {
            found.push(Refusal::UnknownPlatform { id: id.clone() });
        }
    }
    if content.links.len() > LINKS {
        found.push(Refusal::TooMany { what: "tautan", count: content.links.len(), limit: LINKS });
    }
    for url in &content.links {
        if let Err(problem) = link::check_web_url(url) {
            found.push(Refusal::BadLink { message: problem.to_string() });
        }
    }
    if content.assets.len() > ASSETS {
        found.push(Refusal::TooMany { what: "berkas", count: content.assets.len(), limit: ASSETS });
    }
    let mut seen = std::collections::HashSet::new();
    for asset in &content.assets {
        if !seen.insert(&asset.sha256) {
            found.push(Refusal::SameFileTwice { name: asset.name.clone() });
        }
        found.extend(problem_of_fits(asset));
    }
    found
}

/// The first thing wrong with how a file is fitted into places.
fn problem_of_fits(asset: &Asset) -> Option<Refusal> {
    let count = asset.fits.len();
    if count > MOST_FITS {
        return Some(Refusal::TooMany { what: "potongan per berkas", count, limit: MOST_FITS });
    }
    let sound = asset.fits.iter().all(|(place, fit)| fit::is_place_id(place) && fit.is_sound());
    (!sound).then(|| Refusal::BadFit { name: asset.name.clone() })
}

/// The needs of `step` that hold for the content's kind; publications are recorded, not handed in.
fn needs<'a>(step: &'a Step, content: &'a Content) -> impl Iterator<Item = (NeedKind, &'a str)> {
    step.needs
        .iter()
        .filter(|need| need.what != NeedKind::Publications)
        .filter(|need| need.kinds.is_empty() || need.kinds.contains(&content.kind))
        .map(|need| (need.what, need.label.as_str()))
}

fn is_met(what: NeedKind, content: &Content) -> bool {
    let has_text = |text: &str| !text.trim().is_empty();
    match what {
        NeedKind::Title => has_text(&content.title),
        NeedKind::Media => content.assets.iter().any(|asset| {
            asset.group != MediaGroup::Document || asset.media_type == "application/pdf"
        }),
        NeedKind::Files => !content.assets.is_empty(),
        NeedKind::Caption => has_text(&content.caption),
        NeedKind::Links => content.links.iter().any(|link| has_text(link)),
        NeedKind::Source => has_text(&content.source),
        NeedKind::Pic => has_text(&content.pic),
        NeedKind::EventDate => content.event_date.is_some(),
        NeedKind::Publications => true,
    }
}

impl Timing {
    /// The SOP's own words for the rule.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::OnDayAfterEvent { label }
            | Self::DaysBefore { label, .. }
            | Self::OnOrBefore { label } => label,
        }
    }
}
