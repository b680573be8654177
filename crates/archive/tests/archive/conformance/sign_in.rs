use archive::{Archive, Failures, StoredSession};
use workflow::Sha256;

use crate::fixtures::{founding, minute, person};

fn session(token: &str, minutes: i64) -> StoredSession {
    StoredSession {
        token: Sha256::of(token.as_bytes()),
        account: person(1),
        started_at: minute(0),
        seen_at: minute(minutes),
    }
}

pub fn session_lives_until_ended_or_forgotten(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    let (early, late) = (session("a", 1), session("b", 9));
    archive.start_session(&early).unwrap();
    archive.start_session(&late).unwrap();
    assert_eq!(archive.session(&early.token).unwrap(), Some(early.clone()));

    archive.touch_session(&early.token, minute(5)).unwrap();
    archive.touch_session(&early.token, minute(2)).unwrap();
    assert_eq!(archive.session(&early.token).unwrap().unwrap().seen_at, minute(5));

    assert_eq!(archive.forget_sessions(minute(5)).unwrap(), 0);
    assert_eq!(archive.forget_sessions(minute(6)).unwrap(), 1);
    assert_eq!(archive.session(&early.token).unwrap(), None);
    archive.end_session(&late.token).unwrap();
    archive.end_session(&late.token).unwrap();
    assert_eq!(archive.session(&late.token).unwrap(), None);
}

pub fn failures_are_kept_and_cleared(archive: &dyn Archive) {
    assert_eq!(archive.sign_in_failures("sari").unwrap(), Failures::default());
    let failures = Failures { count: 4, last_at: Some(minute(1)) };
    archive.set_sign_in_failures("sari", &failures).unwrap();
    archive.set_sign_in_failures("sari", &Failures { count: 5, ..failures.clone() }).unwrap();
    assert_eq!(archive.sign_in_failures("sari").unwrap().count, 5);
    archive.set_sign_in_failures("sari", &Failures::default()).unwrap();
    assert_eq!(archive.sign_in_failures("sari").unwrap(), Failures::default());
}
