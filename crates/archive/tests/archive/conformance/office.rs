use archive::{Account, Archive, ArchiveError, StoredSop};

use crate::fixtures::{account, founding, minute, person};

pub fn office_is_founded_once(archive: &dyn Archive) {
    assert_eq!(archive.office().unwrap(), None);
    let founding = founding();
    archive.found(&founding).unwrap();
    assert_eq!(archive.office().unwrap().as_ref(), Some(&founding.settings));
    assert_eq!(archive.sops().unwrap(), founding.sops);
    assert_eq!(archive.accounts().unwrap(), founding.accounts);
    assert!(matches!(archive.found(&founding), Err(ArchiveError::AlreadyFounded)));
    assert_eq!(archive.last_sequence().unwrap(), 1);
}

pub fn founding_is_the_first_event_and_tells_no_password(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    let events = archive.events_after(0, 10).unwrap();
    let [event] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!((event.sequence, event.submission, event.revision), (1, None, 0));
    assert_eq!((event.account, event.at), (person(1), minute(-60)));
    assert!(event.payload.contains(r#""type":"founded""#), "{}", event.payload);
    assert!(event.payload.contains("budi"));
    assert!(!event.payload.contains("argon2"), "{}", event.payload);
}

pub fn logins_compare_without_case(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    assert_eq!(archive.account_by_login("sARI").unwrap().unwrap().id, person(1));
    assert_eq!(archive.account_by_login("sar").unwrap(), None);
    let taken = archive.add_account(person(1), minute(0), &account(3, "BUDI"));
    assert!(matches!(taken, Err(ArchiveError::LoginTaken(login)) if login == "BUDI"));
    archive.add_account(person(1), minute(0), &account(3, "Élise")).unwrap();
    assert_eq!(archive.account_by_login("éLISE").unwrap().unwrap().id, person(3));
}

pub fn added_account_is_recorded(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    let added = Account { holdings: Vec::new(), disabled: true, ..account(7, "tono") };
    archive.add_account(person(1), minute(3), &added).unwrap();
    assert_eq!(archive.account(person(7)).unwrap(), Some(added));
    assert_eq!(archive.account(person(8)).unwrap(), None);
    let event = archive.events_after(1, 10).unwrap().remove(0);
    assert_eq!((event.account, event.at), (person(1), minute(3)));
    assert!(event.payload.contains(r#""type":"account_added""#) && event.payload.contains("tono"));
    assert!(!event.payload.contains("argon2"));
}

pub fn newest_edition_comes_first(archive: &dyn Archive) {
    let mut founding = founding();
    let newest = founding.sops[0].clone();
    founding.sops.insert(0, StoredSop { edition: "1999-01-01".to_owned(), ..newest.clone() });
    archive.found(&founding).unwrap();
    assert_eq!(archive.sops().unwrap()[0], newest);
}
