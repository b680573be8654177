//! Signing in, waiting after wrong passwords, and when a session ends.

use chrono::Duration;
use serde_json::json;

use crate::support::{PASSWORD, Server};

#[test]
fn a_session_is_a_cookie_that_scripts_cannot_read() {
    let office = Server::founded();
    let answer = office.nobody().sign_in("RINA", PASSWORD);
    let cookie = answer.header("set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let session = answer.ok();
    assert_eq!(session["account"]["login"], "rina");
    assert_eq!(session["account"]["is_admin"], json!(true));
    assert_eq!(session["idle_minutes"], 30);
    assert_eq!(session["expires_at"], "2026-11-23T02:30:00Z");
}

#[test]
fn signing_out_ends_the_session_on_the_server() {
    let office = Server::founded();
    let rina = office.person("rina");
    assert_eq!(rina.delete("/api/session").status, 204);
    rina.get("/api/session").refused(401, "signed_out");
}

#[test]
fn an_idle_session_ends_and_only_the_persons_own_acts_keep_it() {
    let office = Server::founded();
    let rina = office.person("rina");
    for _ in 0..3 {
        office.clock.advance(Duration::minutes(29));
        rina.get("/api/home").ok();
    }
    office.clock.advance(Duration::minutes(20));
    rina.with("X-Terbit-Background", "1").get("/api/home").ok();
    office.clock.advance(Duration::minutes(11));
    rina.get("/api/home").refused(401, "signed_out");
}

#[test]
fn no_session_lives_longer_than_twelve_hours() {
    let office = Server::founded();
    let rina = office.person("rina");
    for _ in 0..35 {
        office.clock.advance(Duration::minutes(20));
        rina.get("/api/home").ok();
    }
    office.clock.advance(Duration::minutes(21));
    rina.get("/api/home").refused(401, "signed_out");
}

#[test]
fn wrong_passwords_cost_time_that_grows_and_ends() {
    let office = Server::founded();
    let mut client = office.nobody();
    for _ in 0..3 {
        client.sign_in("tono", "salah-salah").refused(401, "wrong_password");
    }
    let told = client.sign_in("tono", PASSWORD).refused(429, "too_many_tries");
    assert_eq!(told["retry_after_seconds"], 8);
    office.clock.advance(Duration::seconds(8));
    client.sign_in("tono", "salah-salah").refused(401, "wrong_password");
    assert_eq!(
        client.sign_in("tono", PASSWORD).refused(429, "too_many_tries")["retry_after_seconds"],
        16
    );
    // Nothing that the caller sets changes that, and the others are not held up.
    client
        .with("X-Forwarded-For", "10.1.2.3")
        .sign_in("tono", PASSWORD)
        .refused(429, "too_many_tries");
    client.sign_in("sari", PASSWORD).ok();
    office.clock.advance(Duration::seconds(16));
    client.sign_in("tono", PASSWORD).ok();
    client.sign_in("tono", "salah-salah").refused(401, "wrong_password");
}

#[test]
fn an_unknown_login_is_answered_like_a_known_one() {
    let office = Server::founded();
    let mut client = office.nobody();
    let known = client.sign_in("sari", "salah-salah").refused(401, "wrong_password");
    let unknown = client.sign_in("siapa", "salah-salah").refused(401, "wrong_password");
    assert_eq!(known, unknown);
    for _ in 0..2 {
        client.sign_in("siapa", "salah-salah").refused(401, "wrong_password");
    }
    client.sign_in("siapa", "salah-salah").refused(429, "too_many_tries");
}

#[test]
fn parallel_guesses_are_counted_one_by_one() {
    let office = Server::founded();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let guess = || scope.spawn(|| office.nobody().sign_in("budi", "salah-salah").status);
        let guesses: Vec<_> = (0..10).map(|_| guess()).collect();
        guesses.into_iter().map(|guess| guess.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 3, "{statuses:?}");
}
