//! An exhaustive walk of each SOP's step graph: every state that acceptances, completions and
//! rejections can lead to, with every act tried from every position.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod support;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use support::{Office, bundled_sops, holder};
use workflow::engine::{Act, rejection_targets};
use workflow::sop::StepKind;
use workflow::submission::Outcome;
use workflow::{Refusal, Whereabouts};

/// What matters for what can happen next: where it stands and which marks hold.
fn key(office: &Office) -> String {
    let marks: Vec<String> = office
        .state()
        .steps
        .iter()
        .filter_map(|(step, record)| {
            record.last.as_ref().map(|mark| format!("{step}:{:?}:{}", mark.outcome, mark.stands))
        })
        .collect();
    format!("{:?}|{}|{}", office.at(), marks.join(","), office.state().content.platforms.join("+"))
}

/// Every state the walk reaches, with the states one act away from it.
fn walk(sop: &workflow::Sop) -> (BTreeMap<String, Office>, BTreeMap<String, BTreeSet<String>>) {
    let start = Office::with_submission(sop.clone());
    let mut states = BTreeMap::new();
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(office) = queue.pop_front() {
        let here = key(&office);
        if states.contains_key(&here) {
            continue;
        }
        let mut reached = Vec::new();
        if office.at().is_some() {
            let mut forwards = office.clone();
            forwards.forward().unwrap();
            reached.push(forwards);
            for target in rejection_targets(&office.sop, office.step()) {
                let mut back = office.clone();
                back.reject_to(Some(&target.id)).unwrap();
                reached.push(back);
            }
        }
        edges.insert(here.clone(), reached.iter().map(key).collect());
        states.insert(here, office);
        queue.extend(reached);
    }
    (states, edges)
}

#[test]
fn every_step_is_reached_and_every_state_can_reach_the_end() {
    for sop in bundled_sops() {
        let (states, edges) = walk(&sop);
        for step in sop.steps.iter().skip(1) {
            let reached = states.values().any(|office| office.at() == Some(step.id.as_str()));
            assert!(reached, "{}: no way to {}", sop.id, step.id);
        }
        let mut can_end: BTreeSet<&String> =
            states.iter().filter(|(_, office)| office.at().is_none()).map(|(key, _)| key).collect();
        assert!(!can_end.is_empty(), "{}: no end", sop.id);
        loop {
            let more: Vec<&String> = edges
                .iter()
                .filter(|(from, to)| {
                    !can_end.contains(from) && to.iter().any(|state| can_end.contains(state))
                })
                .map(|(from, _)| from)
                .collect();
            if more.is_empty() {
                break;
            }
            can_end.extend(more);
        }
        let stuck: Vec<&String> = states.keys().filter(|key| !can_end.contains(key)).collect();
        assert!(stuck.is_empty(), "{}: stuck in {stuck:?}", sop.id);
    }
}

#[test]
fn nobody_acts_from_another_position() {
    for sop in bundled_sops() {
        for office in walk(&sop).0.values().filter(|office| office.at().is_some()) {
            let acts = [
                Act::Accept { digest: office.seen(), platforms: None, note: String::new() },
                Act::Reject { digest: office.seen(), to: None, reason: "x".to_owned() },
                Act::Complete { digest: office.seen(), platforms: None, note: String::new() },
                Act::Cancel { reason: "x".to_owned() },
                Act::RecordPublication {
                    platform: sop.platforms[0].id.clone(),
                    url: sop.platforms[0].example.clone(),
                    evidence: None,
                },
            ];
            for position in sop.actors.iter().filter(|position| position.id != office.step().actor)
            {
                for act in &acts {
                    let refusal = office.try_act(&holder(&sop, &position.id), act).unwrap_err();
                    assert!(
                        matches!(refusal, Refusal::WrongPosition { .. }),
                        "{}: {refusal:?}",
                        position.id
                    );
                }
            }
        }
    }
}

#[test]
fn an_ended_submission_refuses_every_act() {
    for sop in bundled_sops() {
        let mut office = Office::with_submission(sop.clone());
        office.forward_to_the_end();
        for position in &sop.actors {
            let act = Act::Cancel { reason: "terlambat".to_owned() };
            assert_eq!(
                office.try_act(&holder(&sop, &position.id), &act),
                Err(Refusal::AlreadyEnded)
            );
        }
    }
}

#[test]
fn what_ends_was_accepted_at_every_decision_and_published_as_accepted() {
    for sop in bundled_sops() {
        for office in walk(&sop).0.values() {
            let Whereabouts::Finished { .. } = office.state().at else { continue };
            for step in sop.steps.iter().filter(|step| step.kind == StepKind::Decision) {
                let mark = office.state().steps[&step.id].last.clone().unwrap();
                assert_eq!(mark.outcome, Outcome::Accepted, "{}", step.id);
                assert!(mark.stands, "{}", step.id);
                assert_eq!(
                    mark.digest,
                    office.state().content.digest(mark.digest.basis),
                    "{}",
                    step.id
                );
            }
            for publication in office.state().publications.values() {
                assert_eq!(
                    publication.digest,
                    office.state().content.digest(publication.digest.basis)
                );
            }
        }
    }
}

#[test]
fn every_rejection_default_is_where_the_sheet_says() {
    for sop in bundled_sops() {
        for step in sop.steps.iter().filter(|step| step.kind == StepKind::Decision) {
            let mut office = Office::with_submission(sop.clone());
            office.forward_to(&step.id);
            office.reject_to(None).unwrap();
            assert_eq!(office.at(), step.rejected.as_deref(), "{}: {}", sop.id, step.id);
        }
    }
}
