//! Remarks with names, at the place they have in the present version, and what the caller may do with each.

use workflow::annotation::{Source, Thread, follow};
use workflow::{AccountId, Act, AnnotationId, Asset, Content, Event, Submission, decide};

use super::Viewer;
use crate::rulebook::Edition;
use crate::view::{Assignee, Remarks, ReplyView, ResolutionView, Speaker, ThreadView, TrailEntry};

/// Colours that people are told apart by.
const COLORS: u128 = 6;

impl Viewer<'_> {
    pub(super) fn remarks(
        &self,
        edition: &Edition,
        state: &Submission,
        trail: &[TrailEntry],
    ) -> Remarks {
        let versions: Vec<&[Asset]> =
            trail.iter().filter_map(version_of).map(|content| content.assets.as_slice()).collect();
        let actor = self.actor(&state.sop);
        let context = self.context(edition, &actor);
        let may = |act: &Act| decide(&context, Some(state), act).is_ok();
        let view = |(index, thread): (usize, &Thread)| {
            self.thread(state, thread, index + 1, &versions, &may)
        };
        let first = &edition.sop.first_step().actor;
        let assignees = edition.sop.actors.iter().map(|position| Assignee {
            position: position.id.clone(),
            label: position.label.clone(),
            is_default: position.id == *first,
        });
        Remarks {
            threads: state.annotations.iter().enumerate().map(view).collect(),
            open: state.annotations.iter().filter(|thread| thread.is_open()).count(),
            can_add: may(&Act::Annotate {
                id: AnnotationId(uuid::Uuid::nil()),
                motivation: workflow::annotation::Motivation::Commenting,
                source: Source::Caption(state.id).to_string(),
                fragment: None,
                text: "?".to_owned(),
                assigned_to: None,
            }),
            assignees: assignees.collect(),
        }
    }

    fn thread(
        &self,
        state: &Submission,
        thread: &Thread,
        number: usize,
        versions: &[&[Asset]],
        may: &dyn Fn(&Act) -> bool,
    ) -> ThreadView {
        let id = thread.id();
        let made_on = usize::try_from(thread.version).unwrap_or_default().saturating_sub(1);
        let file = thread.annotation.file();
        let marked =
            file.and_then(|file| versions.get(made_on)?.iter().find(|asset| asset.sha256 == *file));
        let shown_on = file.and_then(|file| follow(versions, thread.version, file));
        let resolution = thread.resolution.as_ref().map(|resolution| ResolutionView {
            by: self.speaker(state, resolution.by, &resolution.position),
            at: resolution.at,
            version: resolution.version,
            is_by_author: resolution.by == thread.author,
        });
        let replies = thread.replies.iter().map(|reply| ReplyView {
            id: reply.annotation.id,
            text: reply.annotation.text().to_owned(),
            author: self.speaker(state, reply.author, &reply.position),
            at: reply.at,
        });
        ThreadView {
            id,
            number,
            annotation: thread.annotation.clone(),
            author: self.speaker(state, thread.author, &thread.position),
            at: thread.at,
            version: thread.version,
            file_name: marked.map(|asset| asset.name.clone()).unwrap_or_default(),
            shown_on: shown_on.map(|asset| asset.sha256.clone()),
            is_carried_over: shown_on.is_some_and(|asset| Some(&asset.sha256) != file),
            is_file_gone: file.is_some() && shown_on.is_none(),
            assigned_to: thread.assigned_to.clone(),
            assigned_label: self.rules.position_label(&state.sop, &thread.assigned_to),
            is_for_me: self.caller.holds(&state.sop, &thread.assigned_to),
            replies: replies.collect(),
            resolution,
            can_reply: may(&Act::ReplyToAnnotation {
                thread: id,
                id: AnnotationId(uuid::Uuid::nil()),
                text: "?".to_owned(),
            }),
            can_resolve: may(&Act::ResolveAnnotation { thread: id }),
            can_reopen: may(&Act::ReopenAnnotation { thread: id }),
            // Any other position will do for asking.
            can_assign: self.rules.of(state).is_ok_and(|edition| {
                let mut others = edition.sop.actors.iter();
                others.find(|position| position.id != thread.assigned_to).is_some_and(|position| {
                    may(&Act::AssignAnnotation { thread: id, to: position.id.clone() })
                })
            }),
        }
    }

    fn speaker(&self, state: &Submission, account: AccountId, position: &str) -> Speaker {
        Speaker {
            name: self.people.name(account),
            initials: self.people.initials(account),
            position_label: self.rules.position_label(&state.sop, position),
            color: u8::try_from(account.0.as_u128() % COLORS).unwrap_or_default(),
            is_me: account == self.caller.id(),
        }
    }
}

/// The material that an event brought.
fn version_of(entry: &TrailEntry) -> Option<&Content> {
    match &entry.event {
        Event::Submitted { content, .. } | Event::Revised { content, .. } => Some(content),
        _ => None,
    }
}
