//! What the trail tells about corrections: whose words the caption has, what was proposed, and what is different
//! since the caller decided.

use workflow::{AccountId, Content, Event, Submission};

use super::Viewer;
use super::changed::changed;
use crate::rulebook::Edition;
use crate::view::{
    CaptionHistory, CaptionPiece, DecisionKind, Hand, SinceDecision, SuggestionOutcome,
    SuggestionView, TrailEntry,
};
use crate::words::{BlamedPiece, blame, edits, is_wholly_taken};

/// The caption as each version that changed it left it.
pub(super) fn caption_history(trail: &[TrailEntry]) -> CaptionHistory {
    let mut people: Vec<AccountId> = Vec::new();
    let mut hands: Vec<Hand> = Vec::new();
    let mut captions: Vec<&str> = Vec::new();
    for entry in trail {
        let Some((version, content)) = version_of(&entry.event) else { continue };
        if captions.last() == Some(&content.caption.as_str()) {
            continue;
        }
        let known = people.iter().position(|person| *person == entry.account);
        let person = known.unwrap_or_else(|| {
            people.push(entry.account);
            people.len() - 1
        });
        captions.push(&content.caption);
        hands.push(Hand {
            version,
            person,
            name: entry.account_name.clone(),
            initials: entry.initials.clone(),
            position_label: entry.position_label.clone(),
            at: entry.at,
        });
    }
    let piece = |BlamedPiece { text, written, struck }| CaptionPiece { text, written, struck };
    CaptionHistory { hands, pieces: blame(&captions).into_iter().map(piece).collect() }
}

fn version_of(event: &Event) -> Option<(u32, &Content)> {
    match event {
        Event::Submitted { content, .. } => Some((1, content)),
        Event::Revised { version, content, .. } => Some((*version, content)),
        _ => None,
    }
}

fn caption_of(trail: &[TrailEntry], version: u32) -> &str {
    trail
        .iter()
        .filter_map(|entry| version_of(&entry.event))
        .find(|(number, _)| *number == version)
        .map_or("", |(_, content)| content.caption.as_str())
}

impl Viewer<'_> {
    pub(super) fn suggestions(
        &self,
        edition: &Edition,
        state: &Submission,
        trail: &[TrailEntry],
    ) -> Vec<SuggestionView> {
        let numbered = (1..).zip(&state.suggestions);
        let shown = numbered.map(|(number, suggestion)| {
            let base = caption_of(trail, suggestion.version);
            let taken_in = suggestion.answer.as_ref().and_then(|answer| answer.taken_in);
            let outcome = match (&suggestion.answer, taken_in) {
                (None, _) if !state.has_ended() => SuggestionOutcome::Open,
                (None, _) | (Some(_), None) => SuggestionOutcome::Unused,
                (Some(_), Some(version)) => {
                    let result = caption_of(trail, version);
                    if is_wholly_taken(base, &suggestion.text, result) {
                        SuggestionOutcome::Whole
                    } else {
                        SuggestionOutcome::Part
                    }
                }
            };
            let step = edition.sop.step(&suggestion.step);
            let answer = suggestion.answer.as_ref();
            SuggestionView {
                number,
                name: self.people.name(suggestion.by),
                initials: self.people.initials(suggestion.by),
                step_short: step.map_or_else(|| suggestion.step.clone(), |step| step.short.clone()),
                at: suggestion.at,
                version: suggestion.version,
                base: base.to_owned(),
                text: suggestion.text.clone(),
                note: suggestion.note.clone(),
                edits: edits(base, &suggestion.text),
                outcome,
                answered_by: answer.map(|answer| self.people.name(answer.by)),
                answered_at: answer.map(|answer| answer.at),
                taken_in,
            }
        });
        shown.collect()
    }

    /// What is different from what the caller last accepted or rejected; `None` for who decided nothing on it.
    pub(super) fn since_decision(
        &self,
        edition: &Edition,
        state: &Submission,
        trail: &[TrailEntry],
    ) -> Option<SinceDecision> {
        let mut content = Content::default();
        let mut version = 0;
        let mut decided: Option<(SinceDecision, Content)> = None;
        for entry in trail {
            if let Some((number, newer)) = version_of(&entry.event) {
                (version, content) = (number, newer.clone());
            }
            let (decision, digest) = match &entry.event {
                Event::PlatformsChosen { platforms, .. } => {
                    content.platforms.clone_from(platforms);
                    continue;
                }
                Event::Accepted { digest, .. } => (DecisionKind::Accepted, digest),
                Event::Rejected { digest, .. } => (DecisionKind::Rejected, digest),
                _ => continue,
            };
            if entry.account == self.caller.id() {
                let since = SinceDecision {
                    decision,
                    at: entry.at,
                    step_short: entry.step_short.clone(),
                    version,
                    digest: digest.sha256.clone(),
                    changes: Vec::new(),
                    caption: None,
                };
                decided = Some((since, content.clone()));
            }
        }
        let (since, before) = decided?;
        let now = &state.content;
        let places = self.office.places();
        let told_apart = Content { caption: now.caption.clone(), ..before.clone() };
        let mut changes = changed(places, &told_apart, now);
        if before.platforms != now.platforms {
            let label = |id: &String| {
                edition.sop.platform(id).map_or_else(|| id.clone(), |place| place.label.clone())
            };
            let labels: Vec<String> = now.platforms.iter().map(label).collect();
            let labels =
                if labels.is_empty() { "belum dipilih".to_owned() } else { labels.join(", ") };
            changes.push(format!("Platform sekarang: {labels}"));
        }
        let caption = (before.caption != now.caption).then(|| edits(&before.caption, &now.caption));
        Some(SinceDecision { changes, caption, ..since })
    }
}
