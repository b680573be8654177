use archive::{Archive, DeviceId, StoredDevice};
use uuid::Uuid;
use workflow::Sha256;

use crate::fixtures::{founding, minute, person};

fn device(number: u128, minutes: i64) -> StoredDevice {
    StoredDevice {
        id: DeviceId(Uuid::from_u128(number)),
        name: format!("PC {number}"),
        token: Sha256::of(&number.to_be_bytes()),
        joined_at: minute(minutes),
        seen_at: minute(minutes),
        revoked_at: None,
    }
}

pub fn joined_pc_is_found_by_its_token_and_recorded(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    let (early, late) = (device(1, 1), device(2, 2));
    archive.add_device(person(1), &early).unwrap();
    archive.add_device(person(1), &late).unwrap();
    assert_eq!(archive.devices().unwrap(), [late.clone(), early.clone()]);
    assert_eq!(archive.device_by_token(&early.token).unwrap(), Some(early.clone()));
    assert_eq!(archive.device_by_token(&Sha256::of(b"lain")).unwrap(), None);

    archive.see_device(early.id, minute(9)).unwrap();
    archive.see_device(early.id, minute(5)).unwrap();
    assert_eq!(archive.device_by_token(&early.token).unwrap().unwrap().seen_at, minute(9));

    let events = archive.events_after(1, 9).unwrap();
    assert_eq!(events.len(), 2);
    assert!(events[0].payload.contains(r#""type":"device_joined""#), "{}", events[0].payload);
    assert!(events[0].payload.contains("PC 1"), "{}", events[0].payload);
    assert!(!events[0].payload.contains(early.token.as_str()), "{}", events[0].payload);
}

pub fn revoked_pc_stays_in_the_list_and_is_recorded_once(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    let one = device(1, 1);
    archive.add_device(person(1), &one).unwrap();
    assert!(archive.revoke_device(person(2), minute(5), one.id).unwrap());
    assert!(!archive.revoke_device(person(2), minute(6), one.id).unwrap());
    assert!(!archive.revoke_device(person(2), minute(6), device(7, 1).id).unwrap());
    let kept = archive.device_by_token(&one.token).unwrap().unwrap();
    assert_eq!(kept.revoked_at, Some(minute(5)));
    let events = archive.events_after(2, 9).unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].account, person(2));
    assert!(events[0].payload.contains(r#""type":"device_revoked""#), "{}", events[0].payload);
}
