//! How pictures are cut for their places is part of what is decided on.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod support;

use std::collections::BTreeMap;

use support::{Office, SUBMISSION, account, dki};
use workflow::content::{Basis, Content};
use workflow::engine::{Act, Recorded};
use workflow::timing::TimingVerdict;
use workflow::{Event, Fit, FocusPoint, Refusal, apply, check};

const FEED: &str = "instagram-feed-4x5";

fn crop(x: u16) -> Fit {
    Fit::Crop { focus: FocusPoint { x, y: 5_000 } }
}

fn fitted(content: &mut Content, place: &str, fit: Fit) {
    content.assets[0].fits.insert(place.to_owned(), fit);
}

#[test]
fn another_crop_is_another_version_with_another_digest() {
    let mut office = Office::with_submission(dki());
    let before = office.state().content.digest(Basis::Material);
    office.revise(|content| fitted(content, FEED, crop(4_000))).unwrap();
    let first = office.state().content.digest(Basis::Material);
    office.revise(|content| fitted(content, FEED, crop(4_001))).unwrap();
    let second = office.state().content.digest(Basis::Material);
    assert_eq!(office.state().version, 3);
    assert!(before != first && first != second);
    office.revise(|content| content.assets[0].fits.clear()).unwrap();
    assert_eq!(office.state().content.digest(Basis::Material), before, "no fits, the old digest");
}

#[test]
fn who_agreed_to_one_crop_has_not_agreed_to_another() {
    let mut office = Office::with_submission(dki());
    office.agree().unwrap();
    office.revise(|content| fitted(content, FEED, crop(4_000))).unwrap();
    let actor = office.holder_of_current_step();
    let accept = Act::Accept { digest: office.seen(), platforms: None, note: String::new() };
    assert_eq!(office.try_act(&actor, &accept), Err(Refusal::PicAgreementMissing));
}

#[test]
fn a_decision_made_on_another_crop_is_refused() {
    let mut office = Office::with_submission(dki());
    let seen = office.seen();
    office.revise(|content| fitted(content, FEED, Fit::Blur)).unwrap();
    let actor = office.holder_of_current_step();
    let act = Act::Reject { digest: seen, to: None, reason: "x".to_owned() };
    assert_eq!(office.try_act(&actor, &act), Err(Refusal::ContentChanged));
}

#[test]
fn a_new_crop_voids_the_decisions_on_the_old_one() {
    let mut office = Office::with_submission(dki());
    let tim = office.at().unwrap().to_owned();
    office.forward().unwrap();
    assert!(office.state().steps[&tim].last.as_ref().unwrap().stands);
    let mut content = office.state().content.clone();
    fitted(&mut content, FEED, Fit::AsIs);
    let event = Event::Revised {
        step: office.at().unwrap().to_owned(),
        version: 2,
        digest: content.current_digest(),
        content: Box::new(content),
        note: String::new(),
        timing: TimingVerdict::NoDate,
        late_reason: None,
        took: Vec::new(),
    };
    let recorded = Recorded {
        submission: SUBMISSION,
        account: account(1),
        at: office.now,
        capacity: &workflow::capacity::PLAIN,
        event: &event,
    };
    let state = apply(&office.sop, office.state.clone(), recorded).unwrap();
    assert!(!state.steps[&tim].last.as_ref().unwrap().stands);
}

#[test]
fn whoever_may_not_change_the_material_may_not_change_its_crops() {
    let mut office = Office::with_submission(dki());
    office.forward().unwrap();
    let refusal = office.revise(|content| fitted(content, FEED, Fit::Blur)).unwrap_err();
    assert_eq!(refusal.code(), "not_at_this_step");
}

#[test]
fn fits_out_of_range_are_refused_with_the_files_name() {
    let mut office = Office::with_submission(dki());
    let mut refused =
        |place: &str, fit: Fit| office.revise(|content| fitted(content, place, fit)).unwrap_err();
    let bad = Refusal::BadFit { name: "foto-1.jpg".to_owned() };
    assert_eq!(refused(FEED, crop(10_001)), bad);
    assert_eq!(refused(FEED, Fit::Plain { color: 0x0100_0000 }), bad);
    assert_eq!(refused("../feed", Fit::Blur), bad);
    assert_eq!(refused("", Fit::Blur), bad);
}

#[test]
fn a_file_is_made_for_forty_places_at_most() {
    let office = Office::with_submission(dki());
    let mut content = office.state().content.clone();
    let fits = |count: usize| -> BTreeMap<String, Fit> {
        (0..count).map(|number| (format!("tempat-{number}"), Fit::Blur)).collect()
    };
    content.assets[0].fits = fits(40);
    assert_eq!(check::problems(&office.sop, &content), []);
    content.assets[0].fits = fits(41);
    let problems = check::problems(&office.sop, &content);
    assert_eq!(problems[0].code(), "too_many");
}
