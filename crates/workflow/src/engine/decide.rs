//! From an act to events, or to a typed refusal.

use chrono::{DateTime, Utc};

use super::{Act, Context, digest_at, rejection_targets, remark};
use crate::check::{self, LONG_TEXT};
use crate::content::{Asset, Basis, Content, visible_characters};
use crate::event::{Event, PicChannel};
use crate::ids::{AccountId, Sha256};
use crate::link;
use crate::refusal::Refusal;
use crate::sop::{Goal, Power, Step, StepKind};
use crate::submission::{Outcome, Submission};
use crate::timing::TimingVerdict;

/// Most captions that may be proposed for one submission.
const MOST_SUGGESTIONS: usize = 100;

/// The events that `act` leads to. `state` is absent only for [`Act::Submit`].
///
/// # Errors
/// A [`Refusal`] that says why the act is not possible now, for this actor, on this content.
pub fn decide(
    context: &Context<'_>,
    state: Option<&Submission>,
    act: &Act,
) -> Result<Vec<Event>, Refusal> {
    match (state, act) {
        (None, Act::Submit { content, late_reason, made_by }) => {
            submit(context, content, late_reason.as_deref(), *made_by)
        }
        (None, _) | (Some(_), Act::Submit { .. }) => {
            Err(Refusal::NotAtThisStep { step: String::new() })
        }
        (Some(state), act) if act.is_remark() => remark::decide(context, state, act),
        (Some(state), act) => Turn::begin(context, state, act)?.decide(act),
    }
}

fn submit(
    context: &Context<'_>,
    content: &Content,
    late_reason: Option<&str>,
    made_by: Option<AccountId>,
) -> Result<Vec<Event>, Refusal> {
    let sop = context.sop;
    let step = sop.first_step();
    must_hold(context, step)?;
    match (step.can(Power::ChoosePlatforms), content.platforms.is_empty()) {
        (false, false) => return Err(Refusal::PlatformsNotYours),
        (true, true) => return Err(Refusal::PlatformsMissing),
        _ => {}
    }
    must_be_sound(context, content)?;
    let today = context.now.with_timezone(&context.calendar.zone).date_naive();
    let timing = check::verdict(sop, content, today);
    let late_reason = excuse(context, content, &timing, late_reason)?;
    must_be_complete(step, content)?;
    let digest = digest_at(sop, step, content);
    Ok(vec![
        Event::Submitted {
            sop: sop.id.clone(),
            edition: sop.edition.clone(),
            sop_sha256: context.sop_sha256.clone(),
            content: Box::new(content.clone()),
            timing,
            late_reason,
            made_by: made_by.filter(|maker| *maker != context.actor.account),
        },
        Event::Completed {
            step: step.id.clone(),
            next: step.accepted.clone(),
            digest,
            note: String::new(),
            worked_seconds: 0,
        },
    ])
}

/// One act on a submission that stands at a step.
struct Turn<'a> {
    context: &'a Context<'a>,
    state: &'a Submission,
    step: &'a Step,
    /// The actor has accepted it at another step.
    same_person: bool,
}

impl<'a> Turn<'a> {
    /// Checks what every act needs: it has not ended, and the actor holds the step's position, or gives a new version
    /// to material of one's own.
    fn begin(context: &'a Context<'a>, state: &'a Submission, act: &Act) -> Result<Self, Refusal> {
        let step = state
            .current_step()
            .and_then(|id| context.sop.step(id))
            .ok_or(Refusal::AlreadyEnded)?;
        if !is_makers_revision(context, state, act) {
            must_hold(context, step)?;
        }
        let others_turn =
            step.kind == StepKind::Decision && step.actor != context.sop.first_step().actor;
        let me = context.actor.account;
        if others_turn && (me == state.submitted_by || state.made_by == Some(me)) {
            return Err(Refusal::OwnSubmission);
        }
        let same_person =
            step.kind == StepKind::Decision && state.has_accepted_elsewhere(me, &step.id);
        if same_person && !context.same_person_decides {
            return Err(Refusal::OwnDecision);
        }
        Ok(Self { context, state, step, same_person })
    }

    fn decide(&self, act: &Act) -> Result<Vec<Event>, Refusal> {
        match (self.step.kind, act) {
            (_, Act::Revise { content, note, late_reason, took }) if self.step.can(Power::Edit) => {
                self.revise(content, note, late_reason.as_deref(), took)
            }
            (_, Act::DeclineSuggestion { suggestion }) if self.step.can(Power::Edit) => {
                self.decline(*suggestion)
            }
            (StepKind::Decision, Act::SuggestCaption { version, text, note }) => {
                self.suggest(*version, text, note)
            }
            (StepKind::Work, Act::SuggestCaption { version, text, note })
                if !self.step.can(Power::Edit) =>
            {
                self.suggest(*version, text, note)
            }
            (_, Act::Cancel { reason }) if self.step.id == self.context.sop.first_step().id => {
                self.cancel(reason)
            }
            (
                StepKind::Decision,
                Act::RecordPicAgreement { digest, who, how, agreed_at, note, evidence },
            ) if self.step.can(Power::PicAgreement) => {
                let evidence = evidence.as_ref();
                self.pic_agreement(digest, who, *how, *agreed_at, note, evidence)
            }
            (StepKind::Decision, Act::Accept { digest, platforms, note }) => {
                self.accept(digest, platforms.as_deref(), note)
            }
            (StepKind::Decision, Act::Reject { digest, to, reason }) => {
                self.reject(digest, to.as_deref(), reason)
            }
            (StepKind::Work | StepKind::Archive, Act::Complete { digest, platforms, note }) => {
                self.complete(digest, platforms.as_deref(), note)
            }
            (StepKind::Publish, Act::RecordPublication { platform, url, evidence }) => {
                self.publication(platform, url, evidence.as_ref())
            }
            _ => Err(Refusal::NotAtThisStep { step: self.step.short.clone() }),
        }
    }

    fn revise(
        &self,
        content: &Content,
        note: &str,
        late_reason: Option<&str>,
        took: &[u32],
    ) -> Result<Vec<Event>, Refusal> {
        if content.platforms != self.state.content.platforms {
            return Err(Refusal::PlatformsNotYours);
        }
        if *content == self.state.content {
            return Err(Refusal::NothingChanged);
        }
        must_fit("Catatan", note)?;
        let mut taken: Vec<u32> = Vec::new();
        for number in took {
            self.open(*number)?;
            if !taken.contains(number) {
                taken.push(*number);
            }
        }
        must_be_sound(self.context, content)?;
        // The rule is about when the item was handed in, so a changed date or kind is judged by that day.
        let handed_in =
            self.state.submitted_at.with_timezone(&self.context.calendar.zone).date_naive();
        let timing = check::verdict(self.context.sop, content, handed_in);
        let known = late_reason.or(self.state.late_reason.as_deref());
        let late_reason = excuse(self.context, content, &timing, known)?;
        Ok(vec![Event::Revised {
            step: self.step.id.clone(),
            version: self.state.version + 1,
            content: Box::new(content.clone()),
            digest: digest_at(self.context.sop, self.step, content),
            note: note.to_owned(),
            timing,
            late_reason,
            took: taken,
        }])
    }

    /// Nothing is decided by it, so the digests stay what they are.
    fn suggest(&self, version: u32, text: &str, note: &str) -> Result<Vec<Event>, Refusal> {
        if version != self.state.version {
            return Err(Refusal::ContentChanged);
        }
        if text == self.state.content.caption {
            return Err(Refusal::NothingChanged);
        }
        must_fit("Catatan", note)?;
        let count = self.state.suggestions.len() + 1;
        if count > MOST_SUGGESTIONS {
            return Err(Refusal::TooMany {
                what: "usulan caption",
                count,
                limit: MOST_SUGGESTIONS,
            });
        }
        let proposed = Content { caption: text.to_owned(), ..self.state.content.clone() };
        must_be_sound(self.context, &proposed)?;
        Ok(vec![Event::CaptionSuggested {
            step: self.step.id.clone(),
            suggestion: u32::try_from(count).unwrap_or(u32::MAX),
            version,
            text: text.to_owned(),
            note: note.trim().to_owned(),
        }])
    }

    fn decline(&self, suggestion: u32) -> Result<Vec<Event>, Refusal> {
        self.open(suggestion)?;
        Ok(vec![Event::SuggestionDeclined { step: self.step.id.clone(), suggestion }])
    }

    fn open(&self, number: u32) -> Result<(), Refusal> {
        let found = self.state.open_suggestion(number);
        found.map(|_| ()).ok_or(Refusal::UnknownSuggestion { number })
    }

    fn cancel(&self, reason: &str) -> Result<Vec<Event>, Refusal> {
        if reason.trim().is_empty() {
            return Err(Refusal::CancelReasonMissing);
        }
        must_fit("Alasan", reason)?;
        Ok(vec![Event::Cancelled { step: self.step.id.clone(), reason: reason.trim().to_owned() }])
    }

    fn pic_agreement(
        &self,
        seen: &Sha256,
        who: &str,
        how: PicChannel,
        agreed_at: DateTime<Utc>,
        note: &str,
        evidence: Option<&Asset>,
    ) -> Result<Vec<Event>, Refusal> {
        let digest = self.state.content.digest(Basis::Material);
        if *seen != digest.sha256
            && *seen != digest_at(self.context.sop, self.step, &self.state.content).sha256
        {
            return Err(Refusal::ContentChanged);
        }
        if who.trim().is_empty() {
            return Err(Refusal::PicAgreementMissing);
        }
        must_fit("Nama PIC", who)?;
        must_fit("Catatan", note)?;
        if agreed_at > self.context.now {
            let shown = |at: DateTime<Utc>| {
                at.with_timezone(&self.context.calendar.zone).format("%d-%m-%Y %H.%M").to_string()
            };
            let (at, now) = (shown(agreed_at), shown(self.context.now));
            return Err(Refusal::PicAgreementInFuture { at, now });
        }
        Ok(vec![Event::PicAgreed {
            step: self.step.id.clone(),
            who: who.trim().to_owned(),
            how,
            agreed_at,
            note: note.to_owned(),
            digest,
            evidence: evidence.cloned(),
        }])
    }

    fn accept(
        &self,
        seen: &Sha256,
        platforms: Option<&[String]>,
        note: &str,
    ) -> Result<Vec<Event>, Refusal> {
        self.must_be_ready(seen, note)?;
        if self.step.can(Power::PicAgreement) {
            let material = self.state.content.digest(Basis::Material);
            if self
                .state
                .pic_agreement
                .as_ref()
                .is_none_or(|agreement| agreement.digest != material)
            {
                return Err(Refusal::PicAgreementMissing);
            }
        }
        let (mut events, content) = self.choose_platforms(platforms)?;
        events.push(Event::Accepted {
            step: self.step.id.clone(),
            next: self.next(),
            digest: digest_at(self.context.sop, self.step, &content),
            note: note.to_owned(),
            worked_seconds: self.worked_seconds(),
            same_person: self.same_person,
        });
        Ok(events)
    }

    fn reject(&self, seen: &Sha256, to: Option<&str>, reason: &str) -> Result<Vec<Event>, Refusal> {
        self.must_have_seen(seen)?;
        if reason.trim().is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        must_fit("Alasan", reason)?;
        let targets = rejection_targets(self.context.sop, self.step);
        let target = match to {
            None => targets.first(),
            Some(id) => targets.iter().find(|step| step.id == id),
        };
        let target = target.ok_or(Refusal::BadTarget)?;
        Ok(vec![Event::Rejected {
            step: self.step.id.clone(),
            to: target.id.clone(),
            digest: digest_at(self.context.sop, self.step, &self.state.content),
            reason: reason.trim().to_owned(),
            worked_seconds: self.worked_seconds(),
            same_person: self.same_person,
        }])
    }

    fn complete(
        &self,
        seen: &Sha256,
        platforms: Option<&[String]>,
        note: &str,
    ) -> Result<Vec<Event>, Refusal> {
        self.must_be_ready(seen, note)?;
        let (mut events, content) = self.choose_platforms(platforms)?;
        events.push(Event::Completed {
            step: self.step.id.clone(),
            next: self.next(),
            digest: digest_at(self.context.sop, self.step, &content),
            note: note.to_owned(),
            worked_seconds: self.worked_seconds(),
        });
        Ok(events)
    }

    fn publication(
        &self,
        platform: &str,
        url: &str,
        evidence: Option<&Asset>,
    ) -> Result<Vec<Event>, Refusal> {
        let place = self
            .context
            .sop
            .platform(platform)
            .ok_or_else(|| Refusal::UnknownPlatform { id: platform.to_owned() })?;
        if !self.state.content.platforms.iter().any(|chosen| chosen == platform) {
            return Err(Refusal::PlatformNotChosen { id: platform.to_owned() });
        }
        self.must_be_approved()?;
        let url = link::check_post_url(place, url)
            .map_err(|problem| Refusal::BadLink { message: problem.to_string() })?;
        let digest = digest_at(self.context.sop, self.step, &self.state.content);
        let mut events = vec![Event::Published {
            step: self.step.id.clone(),
            platform: platform.to_owned(),
            url,
            evidence: evidence.cloned(),
            digest: digest.clone(),
        }];
        let recorded = |id: &String| id == platform || self.state.publications.contains_key(id);
        if self.state.content.platforms.iter().all(recorded) {
            events.push(Event::Completed {
                step: self.step.id.clone(),
                next: self.step.accepted.clone(),
                digest,
                note: String::new(),
                worked_seconds: self.worked_seconds(),
            });
        }
        Ok(events)
    }

    /// No platform is chosen, or stays chosen, that would not take the caption.
    fn must_fit(&self, content: &Content, platforms: &[String]) -> Result<(), Refusal> {
        for id in platforms {
            let platform = self
                .context
                .sop
                .platform(id)
                .ok_or_else(|| Refusal::UnknownPlatform { id: id.clone() })?;
            let count = content.caption_length();
            if let Some(limit) = platform.caption_limit.map(|limit| limit as usize)
                && count > limit
            {
                return Err(Refusal::CaptionTooLongFor {
                    platform: platform.label.clone(),
                    count,
                    limit,
                });
            }
        }
        Ok(())
    }

    /// The platform choice that goes with leaving the step, and the content with it applied.
    fn choose_platforms(
        &self,
        platforms: Option<&[String]>,
    ) -> Result<(Vec<Event>, Content), Refusal> {
        let mut content = self.state.content.clone();
        if !self.step.can(Power::ChoosePlatforms) {
            if platforms.is_some_and(|chosen| chosen != content.platforms) {
                return Err(Refusal::PlatformsNotYours);
            }
            // Chosen at an earlier step; the caption may have grown since.
            self.must_fit(&content, &content.platforms)?;
            return Ok((Vec::new(), content));
        }
        let mut chosen: Vec<String> = Vec::new();
        self.must_fit(&content, platforms.unwrap_or_default())?;
        for id in platforms.unwrap_or_default() {
            if !chosen.contains(id) {
                chosen.push(id.clone());
            }
        }
        if chosen.is_empty() {
            return Err(Refusal::PlatformsMissing);
        }
        if chosen == content.platforms {
            return Ok((Vec::new(), content));
        }
        content.platforms.clone_from(&chosen);
        Ok((
            vec![Event::PlatformsChosen { step: self.step.id.clone(), platforms: chosen }],
            content,
        ))
    }

    /// The SOP's next step, unless an earlier decision no longer matches the content: then that one first.
    fn next(&self) -> Goal {
        let here = self.context.sop.step_index(&self.step.id).unwrap_or_default();
        let void = self.context.sop.steps.iter().take(here).find(|step| {
            let last = self.state.steps.get(&step.id).and_then(|record| record.last.as_ref());
            step.kind == StepKind::Decision
                && last.is_some_and(|mark| mark.outcome == Outcome::Accepted && !mark.stands)
        });
        match void {
            Some(step) => Goal::Step(step.id.clone()),
            None => self.step.accepted.clone(),
        }
    }

    /// What every act that moves the item forwards asks for first.
    fn must_be_ready(&self, seen: &Sha256, note: &str) -> Result<(), Refusal> {
        self.must_have_seen(seen)?;
        must_fit("Catatan", note)?;
        must_be_sound(self.context, &self.state.content)?;
        must_be_complete(self.step, &self.state.content)
    }

    fn must_have_seen(&self, seen: &Sha256) -> Result<(), Refusal> {
        let current = digest_at(self.context.sop, self.step, &self.state.content);
        if *seen == current.sha256 { Ok(()) } else { Err(Refusal::ContentChanged) }
    }

    /// What goes out is, byte for byte, what every decision that stands was made on.
    fn must_be_approved(&self) -> Result<(), Refusal> {
        let here = self.context.sop.step_index(&self.step.id).unwrap_or_default();
        let approved = |step: &&Step| {
            self.state.steps.get(&step.id).and_then(|record| record.last.as_ref()).is_some_and(
                |mark| {
                    mark.outcome == Outcome::Accepted
                        && mark.stands
                        && mark.digest == self.state.content.digest(mark.digest.basis)
                },
            )
        };
        let decisions =
            self.context.sop.steps.iter().take(here).filter(|step| step.kind == StepKind::Decision);
        if decisions.into_iter().all(|step| approved(&step)) {
            Ok(())
        } else {
            Err(Refusal::ContentChanged)
        }
    }

    fn worked_seconds(&self) -> u64 {
        self.context
            .calendar
            .worked(self.state.since, self.context.now)
            .num_seconds()
            .try_into()
            .unwrap_or(0)
    }
}

/// Who made the material may change it where it came back to whoever hands it in, and nothing else: it goes on from
/// there only by the hand of whoever hands in.
fn is_makers_revision(context: &Context<'_>, state: &Submission, act: &Act) -> bool {
    matches!(act, Act::Revise { .. })
        && state.made_by == Some(context.actor.account)
        && state.current_step() == Some(context.sop.first_step().id.as_str())
}

fn must_hold(context: &Context<'_>, step: &Step) -> Result<(), Refusal> {
    if context.actor.positions.contains(&step.actor) {
        return Ok(());
    }
    let position = context
        .sop
        .position(&step.actor)
        .map_or_else(|| step.actor.clone(), |found| found.label.clone());
    Err(Refusal::WrongPosition { position })
}

fn must_be_sound(context: &Context<'_>, content: &Content) -> Result<(), Refusal> {
    check::problems(context.sop, content).into_iter().next().map_or(Ok(()), Err)
}

fn must_be_complete(step: &Step, content: &Content) -> Result<(), Refusal> {
    let missing = check::missing(step, content);
    if missing.is_empty() { Ok(()) } else { Err(Refusal::Incomplete { missing }) }
}

pub(super) fn must_fit(what: &'static str, text: &str) -> Result<(), Refusal> {
    let count = visible_characters(text);
    if count > LONG_TEXT { Err(Refusal::TooLong { what, count, limit: LONG_TEXT }) } else { Ok(()) }
}

/// The stated reason to record, or the refusal that asks for one. On time, nothing is recorded.
fn excuse(
    context: &Context<'_>,
    content: &Content,
    timing: &TimingVerdict,
    reason: Option<&str>,
) -> Result<Option<String>, Refusal> {
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    let rule = || {
        let kind = context.sop.kind(&content.kind);
        kind.and_then(|kind| kind.timing.as_ref())
            .map(|timing| timing.label().to_owned())
            .unwrap_or_default()
    };
    match (timing, reason) {
        (TimingVerdict::Late { .. } | TimingVerdict::Early { .. }, Some(reason)) => {
            must_fit("Alasan", reason)?;
            Ok(Some(reason.to_owned()))
        }
        (TimingVerdict::Late { last_day, days_late }, None) => {
            Err(Refusal::Late { rule: rule(), last_day: *last_day, days: *days_late })
        }
        (TimingVerdict::Early { from }, None) => Err(Refusal::Early { rule: rule(), from: *from }),
        _ => Ok(None),
    }
}
