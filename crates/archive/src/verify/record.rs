//! The chain from its first event to its last, and the read model against it.

use std::collections::{BTreeMap, HashMap};

use workflow::{Asset, Event, Sha256, SubmissionId};

use super::{Finding, Progress, Replay, Report};
use crate::model::{ListOrder, ListQuery, StoredEvent};
use crate::{Archive, ArchiveError, chain};

/// Events read at a time.
const STRETCH: u32 = 500;
/// How often a submission that people are working on is looked at again.
const LOOKS: usize = 5;

/// The files that events name, with the name each first had.
pub type Named = BTreeMap<Sha256, String>;

/// Checks the record and then the read model; answers the files that events name.
pub fn check(
    archive: &dyn Archive,
    replay: &Replay<'_>,
    report: &mut Report,
    progress: &mut Progress<'_>,
) -> Result<Named, ArchiveError> {
    let mut walk =
        Walk { last: 0, hash: chain::genesis(), seen: HashMap::new(), named: Named::new() };
    loop {
        let stretch = archive.events_after(walk.last, STRETCH)?;
        if stretch.is_empty() {
            break;
        }
        for event in &stretch {
            walk.step(event, report);
        }
        progress.advance(stretch.len() as u64);
    }
    if walk.last > 0 {
        report.head = Some((walk.last, walk.hash.clone()));
    }
    check_states(archive, replay, &walk.seen, report)?;
    Ok(walk.named)
}

/// Where the walk along the chain stands.
struct Walk {
    last: u64,
    /// Hash of the last event as it is stored, so that one changed event is one finding and not all
    /// that follow it.
    hash: Sha256,
    seen: HashMap<SubmissionId, Seen>,
    named: Named,
}

#[derive(Default)]
struct Seen {
    revision: u64,
    title: Option<String>,
}

impl Walk {
    fn step(&mut self, event: &StoredEvent, report: &mut Report) {
        report.events += 1;
        let content = self.read(event, report);
        let title = content.or_else(|| self.title(event));
        let sequence = event.sequence;
        if sequence != self.last + 1 {
            report.findings.push(Finding::Gap { after: self.last, found: sequence });
        } else if event.previous != self.hash {
            report.findings.push(Finding::ChainBroken { sequence, title: title.clone() });
        }
        if chain::hash(&event.previous, event.into()) != event.hash {
            report.findings.push(Finding::EventChanged { sequence, title: title.clone() });
        }
        if let Some(id) = event.submission {
            let seen = self.seen.entry(id).or_default();
            let expected = seen.revision + 1;
            if event.revision != expected {
                let found = event.revision;
                report.findings.push(Finding::RevisionGap {
                    sequence,
                    title: title.clone(),
                    expected,
                    found,
                });
            }
            seen.revision = event.revision;
            seen.title = title;
        }
        self.last = sequence;
        self.hash = event.hash.clone();
    }

    /// Notes the files an event names; answers the title it gives.
    fn read(&mut self, event: &StoredEvent, report: &mut Report) -> Option<String> {
        let parsed = match event.submission {
            Some(_) => serde_json::from_str(&event.payload).map(Some),
            None => serde_json::from_str::<serde::de::IgnoredAny>(&event.payload).map(|_| None),
        };
        match parsed {
            Ok(Some(Event::Submitted { content, .. } | Event::Revised { content, .. })) => {
                content.assets.iter().for_each(|asset| self.name(asset));
                Some(content.title)
            }
            Ok(Some(
                Event::Published { evidence: Some(evidence), .. }
                | Event::PicAgreed { evidence: Some(evidence), .. },
            )) => {
                self.name(&evidence);
                None
            }
            Ok(_) => None,
            Err(error) => {
                let (sequence, title) = (event.sequence, self.title(event));
                report.findings.push(Finding::EventUnreadable {
                    sequence,
                    title,
                    detail: error.to_string(),
                });
                None
            }
        }
    }

    fn name(&mut self, asset: &Asset) {
        self.named.entry(asset.sha256.clone()).or_insert_with(|| asset.name.clone());
    }

    fn title(&self, event: &StoredEvent) -> Option<String> {
        self.seen.get(&event.submission?)?.title.clone()
    }
}

fn check_states(
    archive: &dyn Archive,
    replay: &Replay<'_>,
    seen: &HashMap<SubmissionId, Seen>,
    report: &mut Report,
) -> Result<(), ArchiveError> {
    let mut ids: Vec<_> = seen.keys().copied().collect();
    ids.sort();
    for id in ids {
        report.findings.extend(state_finding(archive, replay, id)?);
    }
    let mut query = ListQuery { order: ListOrder::Recent, limit: 200, ..ListQuery::default() };
    loop {
        let page = archive.list(&query)?;
        for listed in page.items {
            let submission = listed.submission.id;
            if !seen.contains_key(&submission) && archive.trail(submission)?.is_empty() {
                let title = listed.submission.content.title;
                report.findings.push(Finding::StateForeign { submission, title });
            }
        }
        if page.next.is_none() {
            return Ok(());
        }
        query.cursor = page.next;
    }
}

/// Compares a submission's state with what its trail makes, at a moment when both are of one age.
fn state_finding(
    archive: &dyn Archive,
    replay: &Replay<'_>,
    id: SubmissionId,
) -> Result<Option<Finding>, ArchiveError> {
    for look in 1..=LOOKS {
        let Some(state) = archive.submission(id)? else {
            return Ok(Some(Finding::StateMissing { submission: id }));
        };
        let replayed = replay(&archive.trail(id)?);
        if replayed.as_ref() == Some(&state) {
            return Ok(None);
        }
        let is_settled = archive.submission(id)?.is_some_and(|later| later == state);
        if is_settled || look == LOOKS {
            let title = state.content.title;
            return Ok(Some(Finding::StateDiffers { submission: id, title }));
        }
    }
    Ok(None)
}
