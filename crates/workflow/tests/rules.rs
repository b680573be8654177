//! The SOP's rules, one sentence each.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod support;

use chrono::Duration;
use support::{Office, account, dki, holder, jabar, material, photo};
use workflow::engine::{Act, Actor};
use workflow::submission::Outcome;
use workflow::{Event, Refusal, Whereabouts};

fn caption_of(length: usize) -> String {
    "a".repeat(length)
}

#[test]
fn the_dki_item_goes_through_all_five_positions() {
    let mut office = Office::with_submission(dki());
    let mut actors = vec![];
    while office.at().is_some() {
        actors.push(office.step().actor.clone());
        office.forward().unwrap();
    }
    let columns: Vec<String> =
        office.sop.actors.iter().map(|position| position.id.clone()).collect();
    assert_eq!(actors[..4], columns[1..]);
    assert_eq!(actors[4], columns[0]);
    assert!(matches!(office.state().at, Whereabouts::Finished { .. }));
}

#[test]
fn the_jabar_item_is_archived_before_it_is_uploaded_and_skips_the_repair_when_accepted() {
    let mut office = Office::with_submission(jabar());
    let mut numbers = vec!["1".to_owned()];
    while office.at().is_some() {
        numbers.push(office.step().number.clone());
        office.forward().unwrap();
    }
    assert_eq!(numbers, ["1", "2", "3", "4", "5", "6", "8", "9"]);
}

#[test]
fn a_rejected_jabar_design_is_repaired_and_returns_to_the_approval() {
    let mut office = Office::with_submission(jabar());
    while office.step().number != "6" {
        office.forward().unwrap();
    }
    office.reject_to(None).unwrap();
    assert_eq!(office.step().number, "7");
    office.revise(|content| content.assets = vec![photo(9)]).unwrap();
    office.forward().unwrap();
    assert_eq!(office.step().number, "6");
}

#[test]
fn a_caption_is_counted_as_people_see_it() {
    let mut office = Office::new(dki());
    let mut content = material(&office.sop);
    content.caption = "👨‍👩‍👧".repeat(200);
    assert_eq!(content.caption_length(), 200);
    office.submit(content.clone()).unwrap();

    content.caption.push('a');
    let refusal = Office::new(dki()).submit(content).unwrap_err();
    assert_eq!(refusal, Refusal::CaptionTooLong { count: 201, limit: 200 });
    assert_eq!(refusal.to_string(), "Caption 201 karakter, paling banyak 200. Kurangi 1.");
}

#[test]
fn a_correction_may_not_pass_the_caption_limit() {
    let mut office = Office::with_submission(dki());
    let refusal = office.revise(|content| content.caption = caption_of(214)).unwrap_err();
    assert_eq!(refusal, Refusal::CaptionTooLong { count: 214, limit: 200 });
}

#[test]
fn what_is_missing_is_named() {
    let mut office = Office::new(dki());
    let mut content = material(&office.sop);
    content.assets.clear();
    content.pic = "  ".to_owned();
    let Err(Refusal::Incomplete { missing }) = office.submit(content) else { panic!("accepted") };
    assert_eq!(missing.len(), 2);
}

#[test]
fn late_material_goes_on_only_with_a_stated_reason() {
    let mut office = Office::new(dki());
    let mut content = material(&office.sop);
    content.event_date = content.event_date.map(|day| day - Duration::days(2));
    let refusal = office.submit(content.clone()).unwrap_err();
    assert_eq!(refusal.code(), "late");

    let actor = holder(&office.sop, &office.sop.first_step().actor);
    let late_reason = Some("Foto baru diterima dari panitia".to_owned());
    office
        .act(
            &actor,
            &Act::Submit {
                content: Box::new(content),
                late_reason: late_reason.clone(),
                made_by: None,
            },
        )
        .unwrap();
    assert_eq!(office.state().late_reason, late_reason);
}

#[test]
fn a_changed_date_cannot_hide_that_the_item_came_late() {
    let mut office = Office::with_submission(dki());
    let refusal = office
        .revise(|content| {
            content.event_date = content.event_date.map(|day| day - Duration::days(5))
        })
        .unwrap_err();
    assert_eq!(refusal.code(), "late");
}

#[test]
fn the_tim_cannot_accept_without_the_pic() {
    let mut office = Office::with_submission(dki());
    let actor = office.holder_of_current_step();
    let accept = Act::Accept { digest: office.seen(), platforms: None, note: String::new() };
    assert_eq!(office.try_act(&actor, &accept), Err(Refusal::PicAgreementMissing));

    office.agree().unwrap();
    office.revise(|content| content.caption.push('.')).unwrap();
    let accept = Act::Accept { digest: office.seen(), platforms: None, note: String::new() };
    assert_eq!(
        office.try_act(&actor, &accept),
        Err(Refusal::PicAgreementMissing),
        "the PIC agreed to other words"
    );

    office.agree().unwrap();
    let accept = Act::Accept { digest: office.seen(), platforms: None, note: String::new() };
    office.act(&actor, &accept).unwrap();
}

#[test]
fn nobody_decides_on_what_they_submitted() {
    let office = Office::with_submission(dki());
    let submitter = Actor {
        account: office.state().submitted_by,
        positions: office.sop.actors.iter().map(|position| position.id.clone()).collect(),
    };
    let act = Act::Reject { digest: office.seen(), to: None, reason: "x".to_owned() };
    assert_eq!(office.try_act(&submitter, &act), Err(Refusal::OwnSubmission));
    let colleague = Actor { account: account(77), ..submitter };
    assert!(office.try_act(&colleague, &act).is_ok());
}

#[test]
fn a_decision_on_what_has_changed_since_is_refused() {
    let mut office = Office::with_submission(dki());
    let seen = office.seen();
    office.revise(|content| content.caption.push('!')).unwrap();
    let actor = office.holder_of_current_step();
    let act = Act::Reject { digest: seen, to: None, reason: "x".to_owned() };
    assert_eq!(office.try_act(&actor, &act), Err(Refusal::ContentChanged));
}

#[test]
fn platforms_are_chosen_where_the_sop_says_and_nowhere_else() {
    let mut office = Office::with_submission(dki());
    assert_eq!(
        office.revise(|content| content.platforms = vec!["youtube".to_owned()]),
        Err(Refusal::PlatformsNotYours)
    );
    office.forward().unwrap();
    let actor = office.holder_of_current_step();
    let choose = |platforms: &[&str], office: &Office| {
        let platforms = Some(platforms.iter().map(|&id| id.to_owned()).collect());
        office
            .try_act(&actor, &Act::Accept { digest: office.seen(), platforms, note: String::new() })
    };
    assert_eq!(choose(&[], &office), Err(Refusal::PlatformsMissing));
    assert_eq!(
        choose(&["friendster"], &office),
        Err(Refusal::UnknownPlatform { id: "friendster".to_owned() })
    );
    assert!(choose(&["youtube", "youtube"], &office).is_ok());
}

#[test]
fn choosing_platforms_does_not_void_what_the_tim_accepted() {
    let mut office = Office::with_submission(dki());
    office.forward().unwrap();
    office.forward().unwrap();
    let tim = &office.state().steps[&office.sop.steps[1].id];
    assert!(tim.last.as_ref().unwrap().stands);
}

#[test]
fn a_rejection_takes_back_what_was_accepted_since() {
    let mut office = Office::with_submission(dki());
    let steps: Vec<String> = office.sop.steps.iter().map(|step| step.id.clone()).collect();
    office.forward_to(&steps[4]);
    office.reject_to(Some(&steps[1])).unwrap();
    let stands =
        |office: &Office, step: &str| office.state().steps[step].last.as_ref().unwrap().stands;
    assert!(
        !stands(&office, &steps[1]) && !stands(&office, &steps[2]) && !stands(&office, &steps[3])
    );
    assert_eq!(office.state().steps[&steps[4]].last.as_ref().unwrap().outcome, Outcome::Rejected);
    assert_eq!(office.state().returned.as_ref().unwrap().to_step, steps[1]);
    office.forward().unwrap();
    assert_eq!(office.at(), Some(steps[2].as_str()), "every position decides again");
    assert!(office.state().returned.is_none());
}

#[test]
fn a_rejection_needs_a_reason_and_an_earlier_target() {
    let mut office = Office::with_submission(dki());
    let steps: Vec<String> = office.sop.steps.iter().map(|step| step.id.clone()).collect();
    office.forward_to(&steps[2]);
    assert_eq!(office.reject_to(Some(&steps[3])), Err(Refusal::BadTarget));
    assert_eq!(office.reject_to(Some(&steps[2])), Err(Refusal::BadTarget));
    let actor = office.holder_of_current_step();
    let silent = Act::Reject { digest: office.seen(), to: None, reason: " \n".to_owned() };
    assert_eq!(office.try_act(&actor, &silent), Err(Refusal::ReasonMissing));
}

#[test]
fn the_clock_of_a_step_stops_while_others_act() {
    let mut office = Office::with_submission(dki());
    let tim = office.at().unwrap().to_owned();
    office.wait(10);
    office.forward().unwrap();
    let first = office.state().steps[&tim].worked_seconds;
    office.wait(120);
    office.reject_to(None).unwrap();
    assert_eq!(
        office.state().steps[&tim].worked_seconds,
        first,
        "the time at the next step is not the Tim's"
    );
    office.wait(5);
    office.forward().unwrap();
    let record = &office.state().steps[&tim];
    assert_eq!(record.visits, 2);
    assert!(record.worked_seconds >= first + 5 * 60);
}

#[test]
fn a_night_costs_no_time() {
    let mut office = Office::with_submission(dki());
    let tim = office.at().unwrap().to_owned();
    office.now = support::monday_morning() + Duration::hours(24);
    office.forward().unwrap();
    // Monday 09.01 to 16.00 and Tuesday 07.30 to 09.01, give or take the minute of the agreement.
    let worked = office.state().steps[&tim].worked_seconds;
    assert!((8 * 3600 + 29 * 60..=8 * 3600 + 32 * 60).contains(&worked), "{worked}");
}

#[test]
fn a_post_url_must_belong_to_its_platform() {
    let mut office = Office::with_submission(dki());
    let last = office.sop.steps.last().unwrap().id.clone();
    office.forward_to(&last);
    let actor = office.holder_of_current_step();
    let chosen = office.state().content.platforms[0].clone();
    let record = |url: &str| Act::RecordPublication {
        platform: chosen.clone(),
        url: url.to_owned(),
        evidence: None,
    };
    let refusal = office.try_act(&actor, &record("https://contoh.com/p/abc")).unwrap_err();
    assert_eq!(refusal.code(), "bad_link");
    let elsewhere = office
        .sop
        .platforms
        .iter()
        .find(|platform| !office.state().content.platforms.contains(&platform.id));
    let elsewhere = elsewhere.unwrap().id.clone();
    assert_eq!(office.publish(&elsewhere), Err(Refusal::PlatformNotChosen { id: elsewhere }));
}

#[test]
fn the_record_closes_when_every_platform_is_recorded_and_not_before() {
    let mut office = Office::with_submission(dki());
    let last = office.sop.steps.last().unwrap().id.clone();
    office.forward_to(&last);
    let chosen = office.state().content.platforms.clone();
    assert_eq!(chosen.len(), 2);
    assert_eq!(office.publish(&chosen[0]).unwrap().len(), 1);
    assert!(office.at().is_some());
    let events = office.publish(&chosen[1]).unwrap();
    assert!(matches!(events[..], [Event::Published { .. }, Event::Completed { .. }]));
    assert!(office.at().is_none());
}

#[test]
fn a_returned_item_can_be_cancelled_where_it_began_and_nowhere_else() {
    let mut office = Office::with_submission(dki());
    let actor = holder(&office.sop, &office.sop.first_step().actor);
    let cancel = Act::Cancel { reason: "Kegiatan dibatalkan".to_owned() };
    assert_eq!(office.try_act(&actor, &cancel).unwrap_err().code(), "wrong_position");
    office.reject_to(None).unwrap();
    assert_eq!(
        office.try_act(&actor, &Act::Cancel { reason: String::new() }),
        Err(Refusal::CancelReasonMissing)
    );
    office.act(&actor, &cancel).unwrap();
    assert!(matches!(office.state().at, Whereabouts::Cancelled { .. }));
}
