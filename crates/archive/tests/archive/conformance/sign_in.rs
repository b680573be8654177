use archive::{
    AccountChange, AccountEvent, Archive, EndedSessions, FactorChange, Failures, SecondFactor,
    StoredCode, StoredSession,
};
use chrono::Duration;
use workflow::Sha256;

use crate::fixtures::{founding, minute, person};

fn session(token: &str, minutes: i64) -> StoredSession {
    StoredSession {
        token: Sha256::of(token.as_bytes()),
        account: person(1),
        started_at: minute(0),
        seen_at: minute(minutes),
        client: "Firefox di Windows".to_owned(),
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

pub fn sessions_move_with_the_clock_and_never_into_the_future(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    let (early, late) = (session("a", 1), session("b", 9));
    archive.start_session(&early).unwrap();
    archive.start_session(&late).unwrap();
    let times = |of: &StoredSession| {
        let kept = archive.session(&of.token).unwrap().unwrap();
        (kept.started_at, kept.seen_at)
    };
    archive.move_sessions(Duration::days(365), minute(525_605)).unwrap();
    assert_eq!(times(&early), (minute(525_600), minute(525_601)));
    assert_eq!(times(&late), (minute(525_600), minute(525_605)));
    archive.move_sessions(Duration::days(-365), minute(9)).unwrap();
    assert_eq!(times(&early), (minute(0), minute(1)));
    archive.move_sessions(Duration::zero(), minute(-20)).unwrap();
    assert_eq!(times(&late), (minute(-20), minute(-20)));
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

pub fn sessions_of_an_account_end_with_a_change_of_it(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    let other = StoredSession { account: person(2), ..session("lain", 1) };
    let all = [session("a", 1), session("b", 2), session("c", 3), other.clone()];
    for one in &all {
        archive.start_session(one).unwrap();
    }
    assert_eq!(archive.sessions(person(1)).unwrap().len(), 3);
    let account = archive.account(person(1)).unwrap().unwrap();
    let change =
        |ends| AccountChange { account: account.clone(), what: AccountEvent::PasswordSet, ends };
    archive.change_account(person(1), minute(4), &change(EndedSessions::None)).unwrap();
    assert_eq!(archive.sessions(person(1)).unwrap().len(), 3);
    let kept = EndedSessions::Others(all[1].token.clone());
    archive.change_account(person(1), minute(5), &change(kept)).unwrap();
    assert_eq!(archive.sessions(person(1)).unwrap(), [all[1].clone()]);
    archive.change_account(person(1), minute(6), &change(EndedSessions::All)).unwrap();
    assert_eq!(archive.sessions(person(1)).unwrap(), []);
    assert_eq!(archive.sessions(person(2)).unwrap(), [other]);
}

pub fn changed_account_is_recorded_without_its_secrets(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    let mut account = archive.account(person(2)).unwrap().unwrap();
    account.name = "Nama Baru".to_owned();
    account.holdings.truncate(1);
    account.password_hash = String::new();
    account.code = Some(StoredCode { hash: "$argon2id$kode".to_owned(), until: minute(90) });
    for what in [AccountEvent::Changed, AccountEvent::CodeGiven, AccountEvent::PasswordSet] {
        let change = AccountChange { account: account.clone(), what, ends: EndedSessions::None };
        archive.change_account(person(1), minute(4), &change).unwrap();
    }
    assert_eq!(archive.account(person(2)).unwrap(), Some(account));
    let events = archive.events_after(1, 10).unwrap();
    let kinds = ["account_changed", "account_code_given", "account_password_set"];
    assert_eq!(events.len(), kinds.len());
    for (event, kind) in events.iter().zip(kinds) {
        assert!(event.payload.contains(&format!(r#""type":"{kind}""#)), "{}", event.payload);
        assert!(!event.payload.contains("argon2"), "{}", event.payload);
    }
    assert!(events[0].payload.contains("Pegawai 2") && events[0].payload.contains("Nama Baru"));
}

pub fn second_factor_is_kept_and_recorded_without_its_secrets(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    archive.start_session(&session("a", 1)).unwrap();
    assert_eq!(archive.second_factor(person(1)).unwrap(), None);
    let mut factor = SecondFactor {
        secret: "00c0ffee".to_owned(),
        last_step: 7,
        recovery: vec![Sha256::of(b"satu"), Sha256::of(b"dua")],
    };
    let change = |what| archive.change_second_factor(person(2), minute(3), person(1), &what);
    change(FactorChange::Set(factor.clone(), EndedSessions::None)).unwrap();
    assert_eq!(archive.sessions(person(1)).unwrap().len(), 1);
    factor.last_step = 8;
    change(FactorChange::Taken(factor.clone())).unwrap();
    factor.recovery.pop();
    change(FactorChange::RecoveryUsed(factor.clone())).unwrap();
    assert_eq!(archive.second_factor(person(1)).unwrap(), Some(factor.clone()));
    assert_eq!(archive.second_factor(person(2)).unwrap(), None);
    change(FactorChange::Removed(EndedSessions::All)).unwrap();
    assert_eq!(archive.second_factor(person(1)).unwrap(), None);
    assert_eq!(archive.sessions(person(1)).unwrap(), []);
    let events = archive.events_after(1, 10).unwrap();
    let kinds = ["second_factor_set", "second_factor_recovery_used", "second_factor_removed"];
    assert_eq!(events.len(), kinds.len());
    for (event, kind) in events.iter().zip(kinds) {
        assert!(event.payload.contains(&format!(r#""type":"{kind}""#)), "{}", event.payload);
        for secret in ["00c0ffee", factor.recovery[0].as_str()] {
            assert!(!event.payload.contains(secret), "{}", event.payload);
        }
    }
}
