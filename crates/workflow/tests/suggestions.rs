//! Captions that officials propose who may not write them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod support;

use support::{Office, dki, jabar};
use workflow::engine::Act;
use workflow::sop::{Power, StepKind};
use workflow::{Event, Refusal, Submission};

fn at_control() -> Office {
    let mut office = Office::with_submission(dki());
    office.forward_to("kontrol");
    office
}

#[test]
fn a_suggestion_is_kept_and_changes_neither_the_content_nor_any_decision() {
    let mut office = at_control();
    let (content, steps, seen) =
        (office.state().content.clone(), office.state().steps.clone(), office.seen());
    let events = office.suggest("Biro menerima kunjungan delegasi Tokyo.").unwrap();
    assert_eq!(
        events,
        [Event::CaptionSuggested {
            step: "kontrol".to_owned(),
            suggestion: 1,
            version: 1,
            text: "Biro menerima kunjungan delegasi Tokyo.".to_owned(),
            note: String::new(),
        }]
    );
    assert_eq!((&office.state().content, &office.state().steps), (&content, &steps));
    assert_eq!(office.seen(), seen);
    office.forward().unwrap();
    assert_eq!(office.at(), Some("setujui"));
}

#[test]
fn whoever_may_write_takes_it_or_declines_it_once() {
    let mut office = at_control();
    office.suggest("Caption satu.").unwrap();
    office.suggest("Caption dua.").unwrap();
    assert!(matches!(office.take("Caption satu.", &[1]), Err(Refusal::NotAtThisStep { .. })));
    office.reject_to(Some("koreksi")).unwrap();
    assert_eq!(office.take("Caption tiga.", &[3]), Err(Refusal::UnknownSuggestion { number: 3 }));
    assert_eq!(office.take("Caption nol.", &[0]), Err(Refusal::UnknownSuggestion { number: 0 }));
    office.take("Caption satu!", &[1, 1]).unwrap();
    assert!(matches!(&office.trail.last().unwrap().2, Event::Revised { took, .. } if *took == [1]));
    assert_eq!(office.take("Lagi.", &[1]), Err(Refusal::UnknownSuggestion { number: 1 }));
    let tono = office.holder_of_current_step();
    office.act(&tono, &Act::DeclineSuggestion { suggestion: 2 }).unwrap();
    let again = office.act(&tono, &Act::DeclineSuggestion { suggestion: 2 });
    assert_eq!(again, Err(Refusal::UnknownSuggestion { number: 2 }));
    let answers: Vec<_> = office
        .state()
        .suggestions
        .iter()
        .map(|one| one.answer.as_ref().unwrap().taken_in)
        .collect();
    assert_eq!(answers, [Some(2), None]);
    assert_eq!(office.replayed().as_ref(), office.state.as_ref());
}

#[test]
fn a_suggestion_is_about_the_version_that_was_seen_and_must_fit() {
    let mut office = at_control();
    let kabag = office.holder_of_current_step();
    let suggest = |version, text: &str| Act::SuggestCaption {
        version,
        text: text.to_owned(),
        note: String::new(),
    };
    assert_eq!(office.try_act(&kabag, &suggest(2, "Lain.")), Err(Refusal::ContentChanged));
    let same = office.state().content.caption.clone();
    assert_eq!(office.try_act(&kabag, &suggest(1, &same)), Err(Refusal::NothingChanged));
    let long = "a".repeat(201);
    let refused = office.try_act(&kabag, &suggest(1, &long));
    assert_eq!(refused, Err(Refusal::CaptionTooLong { count: 201, limit: 200 }));
    for number in 1..=100 {
        office.suggest(&format!("Usulan {number}")).unwrap();
    }
    assert!(matches!(office.suggest("Satu lagi"), Err(Refusal::TooMany { limit: 100, .. })));
}

/// Where one may write oneself, or where nothing is decided any more, there is nothing to propose.
#[test]
fn proposals_are_made_at_decisions_and_at_work_that_may_not_write() {
    for sop in [dki(), jabar()] {
        let mut office = Office::with_submission(sop);
        while office.at().is_some() {
            let step = office.step().clone();
            let may = office.clone().suggest("Caption yang lain sama sekali.").is_ok();
            let wanted = match step.kind {
                StepKind::Decision => true,
                StepKind::Work => !step.can(Power::Edit),
                StepKind::Publish | StepKind::Archive => false,
            };
            assert_eq!(may, wanted, "{} {}", office.sop.id, step.id);
            office.forward().unwrap();
        }
    }
}

#[test]
fn states_and_events_from_before_suggestions_read_and_keep_their_text() {
    let office = at_control();
    let text = serde_json::to_string(office.state()).unwrap();
    assert!(!text.contains("suggestions"), "{text}");
    assert_eq!(&serde_json::from_str::<Submission>(&text).unwrap(), office.state());

    let digest = r#"{"basis":"material","sha256":"4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a"}"#;
    let agreed = format!(
        r#"{{"type":"pic_agreed","step":"koreksi","who":"Rina","how":"whatsapp","agreed_at":"2026-11-23T02:00:00Z","note":"","digest":{digest}}}"#
    );
    let event: Event = serde_json::from_str(&agreed).unwrap();
    assert!(matches!(event, Event::PicAgreed { evidence: None, .. }));
    let revised = format!(
        r#"{{"type":"revised","step":"koreksi","version":2,"content":{{"title":"a","kind":"b"}},"digest":{digest},"note":"","timing":{{"verdict":"no_date"}},"late_reason":null}}"#
    );
    let event: Event = serde_json::from_str(&revised).unwrap();
    assert!(matches!(event, Event::Revised { took, .. } if took.is_empty()));
}
