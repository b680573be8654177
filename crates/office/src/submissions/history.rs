//! "Riwayat saya": what the caller did, when, and on which item.

use archive::{HistoryItem, HistoryQuery, Outcome};
use workflow::{Event, Whereabouts};

use super::Viewer;
use super::list::{page_size, words};
use super::sentence::sentence;
use super::trail::{capacity_of, event_of};
use crate::caller::Caller;
use crate::content::cover;
use crate::view::{HistoryEntry, HistoryKind, Page, SubmissionState};
use crate::{Office, OfficeError};

#[derive(Debug, Clone, Default)]
pub struct HistoryFilter {
    pub kind: Option<HistoryKind>,
    pub text: Option<String>,
    pub cursor: Option<String>,
    pub limit: Option<u32>,
}

impl Office {
    /// The caller's own acts, newest first. Nobody else's can be asked for.
    pub fn history(
        &self,
        caller: &Caller,
        filter: HistoryFilter,
    ) -> Result<Page<HistoryEntry>, OfficeError> {
        let viewer = self.viewer(caller)?;
        let query = HistoryQuery {
            account: caller.id(),
            outcomes: filter.kind.map(outcomes),
            text: words(filter.text),
            cursor: filter.cursor,
            limit: page_size(filter.limit),
        };
        let page = self.archive().history(&query)?;
        let items = page.items.into_iter().map(|item| viewer.told(item));
        Ok(Page { items: items.collect::<Result<_, _>>()?, next: page.next, total: page.total })
    }
}

impl Viewer<'_> {
    fn told(&self, item: HistoryItem) -> Result<HistoryEntry, OfficeError> {
        let HistoryItem { event: stored, submission } = item;
        let event = event_of(&stored)?;
        let sop = &self.edition(&submission)?.sop;
        let (state, ended) = match &submission.at {
            Whereabouts::AtStep { .. } => (SubmissionState::AtStep, ""),
            Whereabouts::Finished { .. } => (SubmissionState::Finished, "Selesai"),
            Whereabouts::Cancelled { .. } => (SubmissionState::Cancelled, "Dibatalkan"),
        };
        let step = submission.current_step().and_then(|id| sop.step(id));
        Ok(HistoryEntry {
            sequence: stored.sequence,
            at: stored.at,
            kind: kind(&event),
            sentence: match event {
                Event::Submitted { .. } => "Menyerahkan ajuan".to_owned(),
                _ => sentence(sop, &event, None),
            },
            words: written(&event).to_owned(),
            position_label: self.in_position(&sop.id, &stored.position, &capacity_of(&stored)),
            submission: submission.id,
            cover: cover(&submission.content).map(|cover| cover.sha256),
            state,
            step_short: step.map_or_else(|| ended.to_owned(), |step| step.short.clone()),
            title: submission.content.title,
        })
    }
}

fn kind(event: &Event) -> HistoryKind {
    match event {
        Event::Accepted { .. } => HistoryKind::Accepted,
        Event::Rejected { .. } => HistoryKind::Rejected,
        Event::Published { .. } => HistoryKind::Published,
        Event::Cancelled { .. } => HistoryKind::Cancelled,
        Event::Submitted { .. } | Event::Completed { .. } => HistoryKind::HandedOn,
        _ => HistoryKind::Changed,
    }
}

/// What the archive calls the events of a kind.
fn outcomes(kind: HistoryKind) -> Vec<Outcome> {
    match kind {
        HistoryKind::Accepted => vec![Outcome::Accepted],
        HistoryKind::Rejected => vec![Outcome::Rejected],
        HistoryKind::HandedOn => vec![Outcome::Submitted, Outcome::Completed],
        HistoryKind::Changed => vec![Outcome::Revised, Outcome::PicAgreed],
        HistoryKind::Published => vec![Outcome::Published],
        HistoryKind::Cancelled => vec![Outcome::Cancelled],
    }
}

fn written(event: &Event) -> &str {
    match event {
        Event::Rejected { reason, .. } | Event::Cancelled { reason, .. } => reason,
        Event::Accepted { note, .. }
        | Event::Completed { note, .. }
        | Event::Revised { note, .. }
        | Event::PicAgreed { note, .. } => note,
        _ => "",
    }
}
