//! Remarks: who may point at something, answer, and say that it is done.
//!
//! Whoever holds a position of the SOP takes part while the item is open, whose turn it is or not. Nothing
//! that was said is edited or deleted; it is answered, and ticked off by its author or by whoever has the item
//! in hand. Remarks are not content: they change no digest and void no decision.

use super::decide::must_fit;
use super::{Act, Context};
use crate::annotation::{
    Annotation, AnnotationId, Fragment, FragmentSelector, MOST_REPLIES, MOST_THREADS, Motivation,
    Resource, Source, Target, Thread,
};
use crate::content::MediaGroup;
use crate::event::Event;
use crate::refusal::Refusal;
use crate::sop::{Sop, Step};
use crate::submission::Submission;

/// The position that somebody speaks for on an item: the one whose step it is, if held, else the leftmost
/// column of the sheet that is. `None`: they take no part in this SOP.
#[must_use]
pub fn speaks_for<'a>(sop: &'a Sop, step: &Step, positions: &[String]) -> Option<&'a str> {
    let held = |id: &&str| positions.iter().any(|position| position == id);
    let columns = sop.actors.iter().map(|position| position.id.as_str());
    columns.clone().find(|id| *id == step.actor && held(id)).or_else(|| columns.clone().find(held))
}

pub(super) fn decide(
    context: &Context<'_>,
    state: &Submission,
    act: &Act,
) -> Result<Vec<Event>, Refusal> {
    let step =
        state.current_step().and_then(|id| context.sop.step(id)).ok_or(Refusal::AlreadyEnded)?;
    let position = speaks_for(context.sop, step, &context.actor.positions)
        .ok_or(Refusal::NotTakingPart)?
        .to_owned();
    let talk = Talk { context, state, step, position };
    let event = match act {
        Act::Annotate { id, motivation, source, fragment, text, assigned_to } => {
            let target = talk.resource(source, fragment.as_deref())?;
            talk.annotate(*id, *motivation, target, text, assigned_to.as_deref())
        }
        Act::ReplyToAnnotation { thread, id, text } => talk.reply(*thread, *id, text),
        Act::ResolveAnnotation { thread } => talk.resolve(*thread),
        Act::ReopenAnnotation { thread } => talk.reopen(*thread),
        Act::AssignAnnotation { thread, to } => talk.assign(*thread, to),
        _ => Err(Refusal::NotAtThisStep { step: step.short.clone() }),
    };
    event.map(|event| vec![event])
}

struct Talk<'a> {
    context: &'a Context<'a>,
    state: &'a Submission,
    step: &'a Step,
    position: String,
}

impl Talk<'_> {
    fn annotate(
        &self,
        id: AnnotationId,
        motivation: Motivation,
        target: Resource,
        text: &str,
        assigned_to: Option<&str>,
    ) -> Result<Event, Refusal> {
        let count = self.state.annotations.len();
        if count >= MOST_THREADS {
            return Err(Refusal::TooMany { what: "tanda", count: count + 1, limit: MOST_THREADS });
        }
        if motivation == Motivation::Replying {
            return Err(Refusal::UnknownAnnotation);
        }
        let text = self.said(id, text)?;
        let assigned_to =
            self.known(assigned_to.unwrap_or(&self.context.sop.first_step().actor))?;
        Ok(Event::Annotated {
            step: self.step.id.clone(),
            position: self.position.clone(),
            version: self.state.version,
            annotation: Box::new(Annotation::new(id, motivation, Target::Resource(target), text)),
            assigned_to,
        })
    }

    /// The part of the present version that is pointed at.
    fn resource(&self, source: &str, fragment: Option<&str>) -> Result<Resource, Refusal> {
        let source: Source = source.parse().map_err(|_| Refusal::MarkedFileGone)?;
        let fragment: Option<Fragment> =
            fragment.map(str::parse).transpose().map_err(|_| Refusal::BadPlace)?;
        let fits = match &source {
            Source::Caption(id) if *id == self.state.id => fragment.is_none(),
            Source::Caption(_) => return Err(Refusal::MarkedFileGone),
            Source::File(sha256) => {
                let mut files = self.state.content.assets.iter();
                let file = files.find(|asset| asset.sha256 == *sha256);
                match (file.ok_or(Refusal::MarkedFileGone)?.group, fragment) {
                    (_, None) | (MediaGroup::Video, Some(Fragment { time: Some(_), .. })) => true,
                    (MediaGroup::Picture, Some(fragment)) => fragment.time.is_none(),
                    (MediaGroup::Video | MediaGroup::Document, Some(_)) => false,
                }
            }
        };
        if !fits {
            return Err(Refusal::BadPlace);
        }
        Ok(Resource { source, selector: fragment.map(FragmentSelector::new) })
    }

    fn reply(&self, thread: AnnotationId, id: AnnotationId, text: &str) -> Result<Event, Refusal> {
        let count = self.thread(thread)?.replies.len();
        if count >= MOST_REPLIES {
            return Err(Refusal::TooMany {
                what: "balasan",
                count: count + 1,
                limit: MOST_REPLIES,
            });
        }
        let text = self.said(id, text)?;
        let target = Target::Annotation(thread);
        Ok(Event::AnnotationReplied {
            step: self.step.id.clone(),
            position: self.position.clone(),
            annotation: Box::new(Annotation::new(id, Motivation::Replying, target, text)),
            thread,
        })
    }

    fn resolve(&self, id: AnnotationId) -> Result<Event, Refusal> {
        let thread = self.thread(id)?;
        self.must_see_to(thread)?;
        if !thread.is_open() {
            return Err(Refusal::NothingChanged);
        }
        Ok(Event::AnnotationResolved {
            step: self.step.id.clone(),
            position: self.position.clone(),
            thread: id,
        })
    }

    fn reopen(&self, id: AnnotationId) -> Result<Event, Refusal> {
        let thread = self.thread(id)?;
        let resolution = thread.resolution.as_ref().ok_or(Refusal::NothingChanged)?;
        if ![thread.author, resolution.by].contains(&self.context.actor.account) {
            return Err(Refusal::NotYoursToReopen);
        }
        Ok(Event::AnnotationReopened {
            step: self.step.id.clone(),
            position: self.position.clone(),
            thread: id,
        })
    }

    fn assign(&self, id: AnnotationId, to: &str) -> Result<Event, Refusal> {
        let thread = self.thread(id)?;
        self.must_see_to(thread)?;
        let to = self.known(to)?;
        if to == thread.assigned_to {
            return Err(Refusal::NothingChanged);
        }
        Ok(Event::AnnotationAssigned {
            step: self.step.id.clone(),
            position: self.position.clone(),
            thread: id,
            to,
        })
    }

    fn thread(&self, id: AnnotationId) -> Result<&Thread, Refusal> {
        self.state.thread(id).ok_or(Refusal::UnknownAnnotation)
    }

    /// The author, or whoever holds the item's current step.
    fn must_see_to(&self, thread: &Thread) -> Result<(), Refusal> {
        let holds_step = self.context.actor.positions.contains(&self.step.actor);
        if holds_step || thread.author == self.context.actor.account {
            return Ok(());
        }
        let position = self.context.sop.position(&self.step.actor);
        let position = position.map_or_else(|| self.step.actor.clone(), |one| one.label.clone());
        Err(Refusal::NotYoursToResolve { position })
    }

    /// What is said, under an id that nothing on this item has yet.
    fn said(&self, id: AnnotationId, text: &str) -> Result<String, Refusal> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refusal::RemarkTextMissing);
        }
        must_fit("Tanda", text)?;
        let is_taken = self.state.annotations.iter().any(|thread| {
            thread.id() == id || thread.replies.iter().any(|reply| reply.annotation.id == id)
        });
        if is_taken { Err(Refusal::AnnotationRepeated) } else { Ok(text.to_owned()) }
    }

    fn known(&self, position: &str) -> Result<String, Refusal> {
        match self.context.sop.position(position) {
            Some(known) => Ok(known.id.clone()),
            None => Err(Refusal::UnknownPosition { id: position.to_owned() }),
        }
    }
}
