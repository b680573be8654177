//! Remarks on a post: who may make, answer and tick them, and where they stand in later versions.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod support;

use proptest::prelude::*;
use support::{Office, SUBMISSION, account, bundled_sops, dki, holder, photo};
use uuid::Uuid;
use workflow::annotation::{Fragment, MOST_REPLIES, Motivation, follow};
use workflow::content::{Asset, MediaGroup};
use workflow::engine::{Act, Actor};
use workflow::{AnnotationId, Event, Refusal, Sha256, Submission};

fn id(number: u128) -> AnnotationId {
    AnnotationId(Uuid::from_u128(number))
}

fn pin(number: u128, file: &Asset, place: &str) -> Act {
    Act::Annotate {
        id: id(number),
        motivation: Motivation::Commenting,
        source: format!("urn:sha256:{}", file.sha256),
        fragment: (!place.is_empty()).then(|| place.to_owned()),
        text: "Logo terpotong".to_owned(),
        assigned_to: None,
    }
}

fn reply(thread: u128, number: u128, text: &str) -> Act {
    Act::ReplyToAnnotation { thread: id(thread), id: id(number), text: text.to_owned() }
}

const PLACE: &str = "xywh=percent:12.5,80,0,0";

fn stranger() -> Actor {
    Actor { account: account(500), positions: vec!["tukang-kebun".to_owned()] }
}

fn current(office: &Office) -> Actor {
    office.holder_of_current_step()
}

/// Somebody with a position whose turn it is not.
fn bystander(office: &Office) -> Actor {
    let others = &mut office.sop.actors.iter().filter(|one| one.id != office.step().actor);
    holder(&office.sop, &others.last().unwrap().id)
}

#[test]
fn everybody_with_a_position_may_point_and_answer_at_every_step_and_nobody_else() {
    for sop in bundled_sops() {
        let mut office = Office::with_submission(sop);
        let mut number = 1;
        while office.at().is_some() {
            assert_eq!(
                office.try_act(&stranger(), &pin(900, &photo(1), PLACE)),
                Err(Refusal::NotTakingPart)
            );
            for position in office.sop.actors.clone() {
                let actor = holder(&office.sop, &position.id);
                let digest = office.seen();
                office.act(&actor, &pin(number, &photo(1), PLACE)).unwrap();
                office.act(&actor, &reply(number, number + 1, "Benar.")).unwrap();
                assert_eq!(office.seen(), digest, "a remark is not content");
                let thread = office.state().annotations.last().unwrap();
                assert_eq!(thread.position, position.id);
                assert_eq!(thread.assigned_to, office.sop.first_step().actor);
                number += 2;
            }
            office.forward().unwrap();
        }
        let actor = holder(&office.sop, &office.sop.first_step().actor.clone());
        for act in [
            pin(901, &photo(1), PLACE),
            reply(1, 902, "Terlambat"),
            Act::ResolveAnnotation { thread: id(1) },
            Act::ReopenAnnotation { thread: id(1) },
        ] {
            assert_eq!(office.try_act(&actor, &act), Err(Refusal::AlreadyEnded));
        }
        assert_eq!(office.replayed(), office.state);
    }
}

#[test]
fn remarks_void_no_decision() {
    let mut office = Office::with_submission(dki());
    office.forward().unwrap();
    let before = office.state().clone();
    let actor = bystander(&office);
    office.act(&actor, &pin(1, &photo(1), PLACE)).unwrap();
    assert_eq!(office.state().steps, before.steps);
    assert_eq!(office.state().content, before.content);
    assert_eq!(office.state().revision, before.revision + 1, "a decider is told of it");
    office.forward_to_the_end();
}

#[test]
fn the_author_or_whoever_has_the_item_ticks_off_and_the_author_may_open_again() {
    let mut office = Office::with_submission(dki());
    office.forward().unwrap();
    let author = bystander(&office);
    let admin = holder(&office.sop, &office.sop.first_step().actor);
    let resolve = Act::ResolveAnnotation { thread: id(1) };
    let reopen = Act::ReopenAnnotation { thread: id(1) };
    office.act(&author, &pin(1, &photo(1), PLACE)).unwrap();
    assert!(matches!(office.try_act(&admin, &resolve), Err(Refusal::NotYoursToResolve { .. })));
    assert_eq!(office.try_act(&author, &reopen), Err(Refusal::NothingChanged));

    let in_hand = current(&office);
    office.act(&in_hand, &resolve).unwrap();
    let done = office.state().annotations[0].resolution.clone().unwrap();
    assert_eq!((done.by, done.version), (in_hand.account, 1));
    assert_eq!(office.try_act(&author, &resolve), Err(Refusal::NothingChanged));
    assert_eq!(office.try_act(&admin, &reopen), Err(Refusal::NotYoursToReopen));
    office.act(&author, &reopen).unwrap();
    assert!(office.state().annotations[0].is_open());
    office.act(&author, &resolve).unwrap();
    assert_eq!(office.replayed(), office.state);
}

#[test]
fn a_returned_item_is_ticked_off_by_who_repairs_it() {
    let mut office = Office::with_submission(dki());
    while office.step().rejected.as_ref().is_none_or(|to| *to != office.sop.first_step().id) {
        office.forward().unwrap();
    }
    let author = current(&office);
    office.act(&author, &pin(1, &photo(1), PLACE)).unwrap();
    office.act(&author, &pin(2, &photo(2), "xywh=percent:0,0,50,25.125")).unwrap();
    office.reject_to(None).unwrap();
    office.revise(|content| content.assets[0] = photo(9)).unwrap();
    let admin = current(&office);
    office.act(&admin, &Act::ResolveAnnotation { thread: id(1) }).unwrap();
    let done = office.state().annotations[0].resolution.clone().unwrap();
    assert_eq!((done.by, done.version), (admin.account, 2));
    assert!(office.state().annotations[1].is_open());
}

#[test]
fn a_remark_is_assigned_to_a_position_of_the_sop_by_who_may_tick_it_off() {
    let mut office = Office::with_submission(dki());
    let author = current(&office);
    office.act(&author, &pin(1, &photo(1), PLACE)).unwrap();
    let to = office.sop.actors[1].id.clone();
    let assign = |to: &str| Act::AssignAnnotation { thread: id(1), to: to.to_owned() };
    let unknown = Refusal::UnknownPosition { id: "gubernur".to_owned() };
    assert_eq!(office.try_act(&author, &assign("gubernur")), Err(unknown));
    office.act(&author, &assign(&to)).unwrap();
    assert_eq!(office.state().annotations[0].assigned_to, to);
    assert_eq!(office.try_act(&author, &assign(&to)), Err(Refusal::NothingChanged));
}

#[test]
fn what_is_out_of_bounds_is_refused() {
    let office = Office::with_submission(dki());
    let actor = current(&office);
    let refused = |act: &Act| office.try_act(&actor, act).unwrap_err();
    for place in [
        "xywh=percent:101,0,0,0",
        "xywh=percent:90,0,20,10",
        "xywh=percent:-1,0,0,0",
        "xywh=percent:1,1,5,0",
        "xywh=percent:NaN,0,0,0",
        "xywh=percent:1e2,0,0,0",
        "xywh=percent:0.0001,0,0,0",
        "xywh=1,2,3,4",
        "xywh=percent:1,2,3",
        "xywh=percent:1,2,3,4,5",
        "t=3",
        "t=3&xywh=percent:0,0,0,0",
        "rect=1",
        "&",
        "<script>",
    ] {
        assert_eq!(refused(&pin(1, &photo(1), place)), Refusal::BadPlace, "{place}");
    }
    assert_eq!(refused(&pin(1, &photo(77), PLACE)), Refusal::MarkedFileGone);
    let with = |change: &dyn Fn(&mut String, &mut String)| {
        let Act::Annotate { mut source, mut text, id, motivation, fragment, assigned_to } =
            pin(1, &photo(1), "")
        else {
            unreachable!()
        };
        change(&mut source, &mut text);
        refused(&Act::Annotate { id, motivation, source, fragment, text, assigned_to })
    };
    assert_eq!(with(&|_, text| *text = " \n ".to_owned()), Refusal::RemarkTextMissing);
    let long = with(&|_, text| *text = "a".repeat(2_001));
    assert_eq!(long, Refusal::TooLong { what: "Tanda", count: 2_001, limit: 2_000 });
    for source in ["", "urn:sha256:xyz", "https://contoh.go.id", "urn:uuid:0#caption"] {
        assert_eq!(with(&|it, _| *it = source.to_owned()), Refusal::MarkedFileGone, "{source}");
    }
    let answer = Act::Annotate {
        id: id(1),
        motivation: Motivation::Replying,
        source: format!("urn:uuid:{SUBMISSION}#caption"),
        fragment: None,
        text: "Ya".to_owned(),
        assigned_to: None,
    };
    assert_eq!(refused(&answer), Refusal::UnknownAnnotation);
    assert_eq!(refused(&reply(5, 6, "Ke mana?")), Refusal::UnknownAnnotation);
}

#[test]
fn an_id_names_one_remark_and_a_thread_ends_somewhere() {
    let mut office = Office::with_submission(dki());
    let actor = current(&office);
    office.act(&actor, &pin(1, &photo(1), PLACE)).unwrap();
    office.act(&actor, &reply(1, 2, "Ya.")).unwrap();
    for number in [1, 2] {
        let again = office.try_act(&actor, &pin(number, &photo(1), PLACE));
        assert_eq!(again, Err(Refusal::AnnotationRepeated));
    }
    for number in 1..MOST_REPLIES as u128 {
        office.act(&actor, &reply(1, 10 + number, "Ya.")).unwrap();
    }
    let refusal = office.try_act(&actor, &reply(1, 999, "Lagi.")).unwrap_err();
    assert!(matches!(refusal, Refusal::TooMany { limit: MOST_REPLIES, .. }), "{refusal:?}");
}

#[test]
fn a_video_is_marked_at_a_moment_a_document_and_a_caption_as_a_whole() {
    let mut office = Office::with_submission(dki());
    let video = Asset {
        media_type: "video/mp4".to_owned(),
        group: MediaGroup::Video,
        name: "liputan.mp4".to_owned(),
        ..photo(50)
    };
    let document = Asset {
        media_type: "application/pdf".to_owned(),
        group: MediaGroup::Document,
        name: "rilis.pdf".to_owned(),
        ..photo(51)
    };
    let [film, sheet] = [video.clone(), document.clone()];
    office.revise(|content| content.assets.extend([film, sheet])).unwrap();
    let actor = current(&office);
    for (number, place) in [(1, "t=12.5"), (2, "t=3,4.04"), (3, "t=3&xywh=percent:1,2,3,4")] {
        office.act(&actor, &pin(number, &video, place)).unwrap();
    }
    for place in [PLACE, "t=5,3", "t=360000.001", "t=-1", "t=npt:3"] {
        let act = pin(9, &video, place);
        assert_eq!(office.try_act(&actor, &act), Err(Refusal::BadPlace), "{place}");
    }
    assert_eq!(office.try_act(&actor, &pin(9, &document, PLACE)), Err(Refusal::BadPlace));
    office.act(&actor, &pin(9, &document, "")).unwrap();
    let mut on_caption = pin(10, &video, "");
    if let Act::Annotate { source, .. } = &mut on_caption {
        *source = format!("urn:uuid:{SUBMISSION}#caption");
    }
    office.act(&actor, &on_caption).unwrap();
}

#[test]
fn the_stored_form_is_a_web_annotation() {
    let mut office = Office::with_submission(dki());
    let actor = current(&office);
    let events = office.act(&actor, &pin(7, &photo(1), "xywh=percent:12.500,80,0,0")).unwrap();
    let text = serde_json::to_string(&events[0]).unwrap();
    let file = Sha256::of(&[1]);
    let wanted = format!(
        r#"{{"type":"annotated","step":"{}","position":"{}","version":1,"annotation":{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:uuid:00000000-0000-0000-0000-000000000007","type":"Annotation","motivation":"commenting","target":{{"source":"urn:sha256:{file}","selector":{{"type":"FragmentSelector","conformsTo":"http://www.w3.org/TR/media-frags/","value":"xywh=percent:12.5,80,0,0"}}}},"body":{{"type":"TextualBody","value":"Logo terpotong","format":"text/plain"}}}},"assigned_to":"{}"}}"#,
        office.step().id,
        office.step().actor,
        office.sop.first_step().actor,
    );
    assert_eq!(text, wanted);
    assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), events[0]);
    let answer = office.act(&actor, &reply(7, 8, "Siap.")).unwrap();
    let text = serde_json::to_string(&answer[0]).unwrap();
    assert!(text.contains(r#""target":"urn:uuid:00000000-0000-0000-0000-000000000007""#), "{text}");
    assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), answer[0]);
}

#[test]
fn a_state_from_before_there_were_remarks_reads_and_writes_the_same() {
    let office = Office::with_submission(dki());
    let text = serde_json::to_string(office.state()).unwrap();
    assert!(!text.contains("annotations"));
    assert_eq!(&serde_json::from_str::<Submission>(&text).unwrap(), office.state());
}

fn film(number: u8) -> Asset {
    Asset { group: MediaGroup::Video, ..photo(number) }
}

fn shown(versions: &[Vec<Asset>], file: &Asset) -> Option<String> {
    let versions: Vec<&[Asset]> = versions.iter().map(Vec::as_slice).collect();
    follow(&versions, 1, &file.sha256).map(|asset| asset.name.clone())
}

#[test]
fn a_replaced_file_hands_its_remarks_to_what_took_its_place() {
    let [a, b, c, x, y] = [1, 2, 3, 8, 9].map(photo);
    let told = |after: Vec<Asset>, file: &Asset| {
        shown(&[vec![a.clone(), b.clone(), c.clone()], after], file)
    };
    let name = |asset: &Asset| Some(asset.name.clone());
    assert_eq!(told(vec![a.clone(), x.clone(), c.clone()], &b), name(&x));
    assert_eq!(told(vec![a.clone(), x.clone(), y.clone(), c.clone()], &b), name(&x));
    assert_eq!(told(vec![x.clone(), y.clone(), c.clone()], &b), name(&y));
    assert_eq!(told(vec![c.clone(), b.clone(), a.clone()], &b), name(&b), "moved, not replaced");
    assert_eq!(told(vec![a.clone(), c.clone(), x.clone()], &b), None, "went; x came elsewhere");
    assert_eq!(told(vec![a.clone(), film(7), c.clone()], &b), None, "a video is no picture");
    assert_eq!(told(vec![], &b), None);
    let gone_and_back = [vec![a.clone()], vec![], vec![x.clone(), a.clone()]];
    assert_eq!(shown(&gone_and_back, &a), name(&a));
    assert_eq!(shown(&[vec![a.clone()], vec![x], vec![y.clone()]], &a), name(&y));
}

#[test]
fn a_replacement_of_the_same_name_is_the_successor_wherever_it_stands_among_the_new() {
    let named = |number: u8, name: &str| Asset { name: name.to_owned(), ..photo(number) };
    let (cover, chart) = (named(1, "sampul.png"), named(2, "grafik.png"));
    let (extra, new_chart, new_cover) =
        (named(7, "tambahan.png"), named(8, "Grafik.PNG"), named(9, "sampul.png"));
    let before = vec![cover.clone(), chart.clone()];
    let told = |after: &[&Asset], file: &Asset| {
        shown(&[before.clone(), after.iter().map(|asset| (*asset).clone()).collect()], file)
    };
    let after = [&extra, &new_chart, &new_cover];
    assert_eq!(told(&after, &chart).as_deref(), Some("Grafik.PNG"));
    assert_eq!(told(&after, &cover).as_deref(), Some("sampul.png"));
    let after = [&extra, &new_chart];
    assert_eq!(told(&after, &chart).as_deref(), Some("Grafik.PNG"));
    assert_eq!(told(&after, &cover).as_deref(), Some("tambahan.png"), "what is left, in order");
}

/// Files numbered above 8 are videos.
fn files() -> impl Strategy<Value = Vec<Asset>> {
    prop::collection::btree_set(0..12u8, 0..7).prop_flat_map(|chosen| {
        let file = |number| if number > 8 { film(number) } else { photo(number) };
        Just(chosen.into_iter().map(file).collect::<Vec<_>>()).prop_shuffle()
    })
}

proptest! {
    #[test]
    fn remarks_follow_their_files(versions in prop::collection::vec(files(), 1..6)) {
        let all: Vec<&[Asset]> = versions.iter().map(Vec::as_slice).collect();
        let last = versions.last().unwrap();
        for file in &versions[0] {
            let found = follow(&all, 1, &file.sha256);
            if let Some(found) = found {
                prop_assert!(last.contains(found), "shown on a file that is there");
                prop_assert_eq!(&found.group, &file.group);
            }
            if let Some(same) = last.iter().find(|one| one.sha256 == file.sha256) {
                prop_assert_eq!(found, Some(same), "the same file keeps its remarks");
            }
            let mut settled = all.clone();
            settled.push(last);
            prop_assert_eq!(follow(&settled, 1, &file.sha256), found, "nothing new, nothing moves");
        }
        if let [before, after] = &all[..] {
            let places: Vec<_> = before.iter().filter_map(|file| follow(&all, 1, &file.sha256)).collect();
            let mut apart: Vec<_> = places.iter().map(|asset| &asset.sha256).collect();
            apart.sort();
            apart.dedup();
            prop_assert_eq!(apart.len(), places.len(), "two files never share one successor");
            let came = after.iter().any(|one| before.iter().all(|old| old.sha256 != one.sha256));
            if !came {
                prop_assert!(places.iter().all(|asset| before.contains(asset)), "without a new file none is taken");
            }
        }
        prop_assert_eq!(follow(&all, 99, &Sha256::of(b"x")), None);
    }

    #[test]
    fn a_fragment_says_what_it_read(
        x in 0..=100_000u32, y in 0..=100_000u32, width in 0..=100_000u32, height in 0..=100_000u32, at in prop::option::of(0..360_000_000u64),
    ) {
        let (width, height) = (width.min(100_000 - x), height.min(100_000 - y));
        let thousandths = |value: u64| format!("{}.{:03}", value / 1_000, value % 1_000);
        let [left, top, wide, high] = [x, y, width, height].map(|value| thousandths(value.into()));
        let time = at.map(|at| format!("t={}&", thousandths(at))).unwrap_or_default();
        let text = format!("{time}xywh=percent:{left},{top},{wide},{high}");
        match text.parse::<Fragment>() {
            Ok(fragment) => {
                let area = fragment.area.unwrap();
                prop_assert_eq!((area.x, area.y, area.width, area.height), (x, y, width, height));
                prop_assert_eq!(fragment.time.map(|span| span.from), at);
                prop_assert_eq!(fragment.to_string().parse::<Fragment>(), Ok(fragment));
            }
            Err(_) => prop_assert!((width == 0) != (height == 0), "{}", text),
        }
    }

    #[test]
    fn whatever_is_sent_as_a_place_is_read_or_refused(text in "\\PC{0,140}") {
        if let Ok(fragment) = text.parse::<Fragment>() {
            prop_assert!(fragment.time.is_some() || fragment.area.is_some());
        }
    }
}
