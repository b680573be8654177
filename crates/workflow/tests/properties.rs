//! Random command sequences on both SOPs: whatever people try, the rules hold.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod support;

use proptest::prelude::*;
use support::{Office, account, bundled_sops, holder, material, monday_morning, photo};
use workflow::content::Content;
use workflow::engine::{Act, Actor, digest_at};
use workflow::event::PicChannel;
use workflow::sop::StepKind;
use workflow::submission::Outcome;
use workflow::{Event, Whereabouts};

/// What somebody tries; indices are taken modulo what is there.
#[derive(Debug, Clone)]
enum Attempt {
    Forward,
    Accept { who: usize, stale: bool, platforms: Vec<usize> },
    Reject { who: usize, to: Option<usize>, reason: bool },
    Complete { who: usize },
    Revise { who: usize, change: u8 },
    Agree { who: usize },
    Publish { who: usize, platform: usize, honest: bool },
    Suggest { who: usize, change: u8, stale: bool },
    Take { who: usize, change: u8, number: u32 },
    Decline { who: usize, number: u32 },
    Cancel { who: usize },
    Wait { minutes: i64 },
}

fn attempt() -> impl Strategy<Value = Attempt> {
    let who = 0..8usize;
    prop_oneof![
        6 => Just(Attempt::Forward),
        2 => (who.clone(), any::<bool>(), prop::collection::vec(0..9usize, 0..3))
            .prop_map(|(who, stale, platforms)| Attempt::Accept { who, stale, platforms }),
        2 => (who.clone(), prop::option::of(0..9usize), any::<bool>())
            .prop_map(|(who, to, reason)| Attempt::Reject { who, to, reason }),
        2 => who.clone().prop_map(|who| Attempt::Complete { who }),
        3 => (who.clone(), any::<u8>()).prop_map(|(who, change)| Attempt::Revise { who, change }),
        1 => who.clone().prop_map(|who| Attempt::Agree { who }),
        2 => (who.clone(), 0..9usize, any::<bool>())
            .prop_map(|(who, platform, honest)| Attempt::Publish { who, platform, honest }),
        2 => (who.clone(), any::<u8>(), any::<bool>())
            .prop_map(|(who, change, stale)| Attempt::Suggest { who, change, stale }),
        2 => (who.clone(), any::<u8>(), 0..4u32)
            .prop_map(|(who, change, number)| Attempt::Take { who, change, number }),
        1 => (who.clone(), 0..4u32).prop_map(|(who, number)| Attempt::Decline { who, number }),
        1 => who.prop_map(|who| Attempt::Cancel { who }),
        1 => (-60i64..10_000).prop_map(|minutes| Attempt::Wait { minutes }),
    ]
}

/// The people: one for each position, then one who holds nothing, then the submitter in disguise of
/// every position at once.
fn person(office: &Office, who: usize) -> Actor {
    let positions = &office.sop.actors;
    match who % (positions.len() + 2) {
        index if index < positions.len() => holder(&office.sop, &positions[index].id),
        index if index == positions.len() => Actor { account: account(500), positions: Vec::new() },
        _ => Actor {
            account: holder(&office.sop, &office.sop.first_step().actor).account,
            positions: positions.iter().map(|position| position.id.clone()).collect(),
        },
    }
}

fn changed(content: &Content, change: u8) -> Content {
    let mut content = content.clone();
    match change % 5 {
        0 => content.caption = format!("Caption {change}"),
        1 => content.assets = vec![photo(change)],
        2 => content.assets.reverse(),
        3 => content.title.push('!'),
        _ => content.platforms = vec!["youtube".to_owned()],
    }
    content
}

/// The act an attempt stands for, and who tries it; `None` for what isn't an act.
fn act_of(office: &Office, attempt: &Attempt) -> Option<(Actor, Act)> {
    let step = office.sop.step(office.at().unwrap_or(&office.sop.first_step().id)).unwrap();
    let digest = digest_at(&office.sop, step, &office.state().content).sha256;
    let platform = |index: &usize| office.sop.platforms[index % office.sop.platforms.len()].clone();
    let (who, act) = match attempt {
        Attempt::Forward | Attempt::Wait { .. } => return None,
        Attempt::Accept { who, stale, platforms } => {
            let digest = if *stale { workflow::Sha256::of(b"old") } else { digest };
            let chosen = platforms.iter().map(|index| platform(index).id).collect();
            (*who, Act::Accept { digest, platforms: Some(chosen), note: String::new() })
        }
        Attempt::Reject { who, to, reason } => {
            let to = to.map(|index| office.sop.steps[index % office.sop.steps.len()].id.clone());
            let reason = if *reason { "Perbaiki" } else { " " }.to_owned();
            (*who, Act::Reject { digest, to, reason })
        }
        Attempt::Complete { who } => {
            let platforms = Some(vec![platform(&0).id]);
            (*who, Act::Complete { digest, platforms, note: String::new() })
        }
        Attempt::Revise { who, change } => {
            let content = Box::new(changed(&office.state().content, *change));
            (*who, Act::Revise { content, note: String::new(), late_reason: None, took: vec![] })
        }
        Attempt::Suggest { who, change, stale } => {
            let version = office.state().version + u32::from(*stale);
            let text = format!("Usulan {change}");
            (*who, Act::SuggestCaption { version, text, note: String::new() })
        }
        Attempt::Take { who, change, number } => {
            let content = Box::new(changed(&office.state().content, *change));
            let took = vec![*number];
            (*who, Act::Revise { content, note: String::new(), late_reason: None, took })
        }
        Attempt::Decline { who, number } => (*who, Act::DeclineSuggestion { suggestion: *number }),
        Attempt::Agree { who } => (
            *who,
            Act::RecordPicAgreement {
                digest,
                who: "Rina".to_owned(),
                how: PicChannel::FaceToFace,
                agreed_at: monday_morning(),
                note: String::new(),
                evidence: None,
            },
        ),
        Attempt::Publish { who, platform: index, honest } => {
            let place = platform(index);
            let url = if *honest { place.example } else { "https://contoh.com/p/1".to_owned() };
            (*who, Act::RecordPublication { platform: place.id, url, evidence: None })
        }
        Attempt::Cancel { who } => (*who, Act::Cancel { reason: "batal".to_owned() }),
    };
    Some((person(office, who), act))
}

/// The content as it stood when each event was recorded, rebuilt from the events alone.
fn contents_over_time(office: &Office) -> Vec<(Event, Content)> {
    let mut content = Content::default();
    let mut seen = Vec::new();
    for (_, _, event) in &office.trail {
        match event {
            Event::Submitted { content: new, .. } | Event::Revised { content: new, .. } => {
                content = (**new).clone()
            }
            Event::PlatformsChosen { platforms, .. } => content.platforms.clone_from(platforms),
            _ => {}
        }
        seen.push((event.clone(), content.clone()));
    }
    seen
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn the_rules_hold_whatever_people_try(
        which in 0..2usize,
        attempts in prop::collection::vec(attempt(), 1..60),
    ) {
        let mut office = Office::with_submission(bundled_sops().swap_remove(which));
        for attempt in &attempts {
            if let Attempt::Wait { minutes } = attempt {
                office.wait(*minutes);
                continue;
            }
            let Some((actor, act)) = act_of(&office, attempt) else {
                if office.at().is_some() {
                    prop_assert!(office.forward().is_ok(), "the right person with the right act is never refused");
                }
                continue;
            };
            let before = office.clone();
            let outcome = office.act(&actor, &act);

            if let Ok(events) = &outcome {
                let step = before.step();
                prop_assert!(actor.positions.contains(&step.actor), "accepted from the wrong position");
                prop_assert!(!events.is_empty(), "an accepted act leaves a trace");
                let others_turn = step.kind == StepKind::Decision && step.actor != before.sop.first_step().actor;
                prop_assert!(!(others_turn && actor.account == before.state().submitted_by), "decided on their own");
                let answered = |event: &Event| match event {
                    Event::Revised { took, .. } => took.clone(),
                    Event::SuggestionDeclined { suggestion, .. } => vec![*suggestion],
                    _ => vec![],
                };
                for number in events.iter().flat_map(answered) {
                    prop_assert!(before.state().open_suggestion(number).is_some(), "answered twice");
                    prop_assert!(office.state().open_suggestion(number).is_none());
                }
                if let [Event::CaptionSuggested { suggestion, .. }] = events.as_slice() {
                    prop_assert_eq!(&office.state().content, &before.state().content);
                    prop_assert_eq!(&office.state().steps, &before.state().steps, "a suggestion voids nothing");
                    prop_assert_eq!(*suggestion as usize, office.state().suggestions.len());
                }
                prop_assert_eq!(office.state().revision, before.state().revision + events.len() as u64);
            } else {
                prop_assert_eq!(&office.state, &before.state, "a refusal changes nothing");
            }
            prop_assert_eq!(office.replayed(), office.state.clone(), "replaying gives the same state");
        }

        // Accepted content is byte for byte what was decided on.
        let history = contents_over_time(&office);
        for (event, content) in &history {
            if let Event::Accepted { digest, .. } | Event::Rejected { digest, .. } | Event::Completed { digest, .. }
                | Event::Published { digest, .. } = event
            {
                prop_assert_eq!(digest, &content.digest(digest.basis));
            }
        }
        for record in office.state().steps.values() {
            if let Some(mark) = record.last.as_ref().filter(|mark| mark.stands && mark.outcome == Outcome::Accepted) {
                prop_assert_eq!(&mark.digest, &office.state().content.digest(mark.digest.basis));
            }
        }
        if let Whereabouts::Finished { .. } = office.state().at {
            for step in office.sop.steps.iter().filter(|step| step.kind == StepKind::Decision) {
                let mark = office.state().steps[&step.id].last.clone().unwrap();
                prop_assert!(mark.stands && mark.outcome == Outcome::Accepted);
            }
        } else if office.at().is_some() {
            office.forward_to_the_end();
        }
    }

    #[test]
    fn events_survive_their_json_form(caption in "\\PC{0,80}", title in "\\PC{1,40}") {
        let sop = support::dki();
        let content = Content { caption, title, ..material(&sop) };
        let event = Event::Submitted {
            sop: sop.id.clone(),
            edition: sop.edition.clone(),
            sop_sha256: workflow::Sha256::of(b"sop"),
            content: Box::new(content),
            timing: workflow::timing::TimingVerdict::NoDate,
            late_reason: None,
            made_by: None,
        };
        let text = serde_json::to_string(&event).unwrap();
        prop_assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event);
    }
}
