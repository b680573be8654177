use archive::{Archive, Delegation, DelegationId};
use chrono::NaiveDate;
use uuid::Uuid;
use workflow::ActingKind;

use crate::fixtures::{SOP, founding, minute, person};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

/// Account 2 acts for account 1.
fn delegation(number: u128, first: u32, last: u32) -> Delegation {
    Delegation {
        id: DelegationId(Uuid::from_u128(number)),
        account: person(2),
        sop: SOP.id.clone(),
        position: SOP.actors[0].id.clone(),
        kind: ActingKind::Plh,
        on_behalf_of: Some(person(1)),
        letter: format!("SP-{number}"),
        first_day: day(first),
        last_day: day(last),
        ended_at: None,
    }
}

fn in_force(archive: &dyn Archive, on: u32) -> Vec<String> {
    let all = archive.delegations().unwrap().into_iter().rev();
    all.filter(|one| one.in_force(day(on))).map(|one| one.letter).collect()
}

pub fn appointment_is_in_force_from_its_first_day_to_its_last(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    let (early, late) = (delegation(1, 2, 4), delegation(2, 4, 5));
    archive.add_delegation(person(1), minute(1), &early).unwrap();
    archive.add_delegation(person(1), minute(2), &late).unwrap();
    assert_eq!(archive.delegations().unwrap(), [late, early]);
    assert_eq!(in_force(archive, 1), Vec::<String>::new());
    assert_eq!(in_force(archive, 2), ["SP-1"]);
    assert_eq!(in_force(archive, 4), ["SP-1", "SP-2"]);
    assert_eq!(in_force(archive, 5), ["SP-2"]);
    assert_eq!(in_force(archive, 6), Vec::<String>::new());
}

pub fn appointment_ended_early_stays_in_the_list_and_is_recorded_once(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    let one = delegation(1, 2, 4);
    archive.add_delegation(person(1), minute(1), &one).unwrap();
    archive.end_delegation(person(1), minute(5), one.id).unwrap();
    archive.end_delegation(person(1), minute(6), one.id).unwrap();
    assert_eq!(in_force(archive, 3), Vec::<String>::new());
    assert_eq!(archive.delegations().unwrap()[0].ended_at, Some(minute(5)));
    let events = archive.events_after(0, 9).unwrap();
    let told = |kind: &str| {
        let mark = format!(r#""type":"{kind}""#);
        events.iter().filter(|event| event.payload.contains(&mark)).count()
    };
    assert_eq!((told("delegation_given"), told("delegation_ended")), (1, 1));
}
