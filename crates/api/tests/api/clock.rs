//! Somebody sets the host's clock while the office is at work: the record keeps what the clock showed, and everything
//! that only measures time goes on as before.

use chrono::Duration;
use serde_json::{Value, json};

use crate::second_factor::{enters, set_up};
use crate::support::{PASSWORD, Server};

const A_YEAR: Duration = Duration::days(365);

#[test]
fn a_clock_that_is_set_signs_nobody_out_and_keeps_nobody_in() {
    for by in [A_YEAR, -A_YEAR] {
        let office = Server::founded();
        let (rina, tono) = (office.person("rina"), office.person("tono"));
        office.clock.is_set_by(by);
        let session = rina.get("/api/session").ok();
        let idle = Duration::minutes(session["idle_minutes"].as_i64().unwrap());
        let ends: chrono::DateTime<chrono::Utc> =
            serde_json::from_value(session["expires_at"].clone()).unwrap();
        assert_eq!(ends, clock(&office) + idle, "{by}");
        // Somebody comes who was not there at that moment.
        office.person("sari");
        office.clock.advance(idle - Duration::minutes(1));
        rina.get("/api/home").ok();
        office.clock.advance(Duration::minutes(1));
        rina.get("/api/home").ok();
        tono.get("/api/home").refused(401, "signed_out");
    }
}

#[test]
fn twelve_hours_are_twelve_hours_whatever_the_clock_shows() {
    let office = Server::founded();
    let rina = office.person("rina");
    for third_of_an_hour in 0..36 {
        office.clock.is_set_by(if third_of_an_hour % 2 == 0 { -A_YEAR } else { A_YEAR });
        rina.get("/api/home").ok();
        office.clock.advance(Duration::minutes(20));
    }
    rina.get("/api/home").refused(401, "signed_out");
}

#[test]
fn a_clock_that_was_set_back_while_nobody_ran_the_host_keeps_no_session_for_a_year() {
    let office = Server::founded();
    // The next host's clock shows again what this one's did at first.
    office.clock.is_set_by(A_YEAR);
    let rina = office.person("rina");
    let office = office.restarted();
    let mut again = office.nobody();
    again.cookie.clone_from(&rina.cookie);
    let session = again.get("/api/session").ok();
    let idle = Duration::minutes(session["idle_minutes"].as_i64().unwrap());
    office.clock.advance(idle);
    again.get("/api/home").refused(401, "signed_out");
}

#[test]
fn wrong_passwords_before_the_clock_was_set_back_keep_nobody_out_for_long() {
    let office = Server::founded();
    let tries = |password: &str| {
        office.nobody().post("/api/session", &json!({ "login": "tono", "password": password }))
    };
    for _ in 0..3 {
        tries("sandi-keliru").refused(401, "wrong_password");
    }
    office.clock.is_set_by(-A_YEAR);
    let wait = tries(PASSWORD).refused(429, "too_many_tries")["retry_after_seconds"].clone();
    assert_eq!(wait, 8);
    office.clock.advance(Duration::seconds(8));
    tries(PASSWORD).ok();
}

#[test]
fn a_pairing_code_is_good_for_a_quarter_of_an_hour_by_no_clock() {
    let office = Server::founded_on_network();
    let rina = office.person("rina");
    let form = |name: &str, secret: &str| {
        let letters: String = name.bytes().map(|letter| format!("{letter:02x}")).collect();
        let token = format!("{letters:0>64}");
        json!({ "secret": secret, "token": token, "name": name })
    };
    let secret_of = || {
        let told = rina.post("/api/devices/code", &json!({})).ok();
        let code: api::PairingCode = told["code"].as_str().unwrap().parse().unwrap();
        code.secret().to_owned()
    };
    let (first, second) = (secret_of(), secret_of());
    office.clock.is_set_by(A_YEAR);
    office.clock.advance(Duration::minutes(14));
    rina.get("/api/home").ok();
    office.nobody().post("/api/devices", &form("PC satu", &first)).ok();
    office.clock.is_set_by(-A_YEAR);
    office.clock.advance(Duration::minutes(1));
    office
        .nobody()
        .post("/api/devices", &form("PC kedua", &second))
        .refused(403, "wrong_pairing_code");
    // Guesses from before the clock was set are a minute old in a minute, not in a year.
    for _ in 0..299 {
        office
            .nobody()
            .post("/api/devices", &form("PC lain", "TEBAKAN"))
            .refused(403, "wrong_pairing_code");
    }
    office
        .nobody()
        .post("/api/devices", &form("PC lain", "TEBAKAN"))
        .refused(429, "too_many_tries");
    office.clock.is_set_by(-A_YEAR);
    office.clock.advance(Duration::minutes(1));
    office.nobody().post("/api/devices", &form("PC ketiga", &secret_of())).ok();
}

#[test]
fn a_code_that_the_clock_spoils_says_what_the_clock_shows() {
    let office = Server::founded();
    let form = json!({ "secret": "A".repeat(32), "code": "000000", "password": PASSWORD });
    let refusal =
        office.person("tono").put("/api/session/second-factor", &form).refused(400, "bad_input");
    let told = refusal["message"].as_str().unwrap().to_owned();
    assert!(
        told.contains("periksa jam: pusat kantor menunjukkan 23-11-2026 pukul 09.00"),
        "{told}"
    );
}

#[test]
fn an_authenticator_that_is_right_is_told_what_the_office_takes_for_the_time() {
    let office = Server::founded();
    let (phone, _) = set_up(&office, &office.person("tono"));
    office.clock.advance(Duration::minutes(1));
    let code = phone.shows(&office);
    office.clock.is_set_by(A_YEAR);
    let refusal = enters(&office, "tono", Some(&code)).refused(401, "wrong_second_factor");
    let told = refusal["message"].as_str().unwrap().to_owned();
    assert!(told.contains("pusat kantor menunjukkan 23-11-2027 pukul 09.01"), "{told}");
    office.clock.is_set_by(-A_YEAR);
    enters(&office, "tono", Some(&code)).ok();
}

/// What happens after the clock was set back stands after what happened before, and nothing took less than no time.
#[test]
fn the_record_stays_in_order_and_no_time_is_negative() {
    let office = Server::founded();
    let id = office.brought_to("platform", "Rapat");
    office.clock.is_set_by(-A_YEAR);
    let sari = office.person("sari");
    let before = sari.get(&format!("/api/submissions/{id}")).ok();
    assert!(before["trail"].as_array().unwrap().len() > 3);
    office.accepted_by("sari", &id);
    office.clock.is_set_by(A_YEAR * 2);
    office.accepted_by("budi", &id);
    let after = office.person("rina").get(&format!("/api/submissions/{id}")).ok();
    let trail = after["trail"].as_array().unwrap();
    let sequences: Vec<u64> = trail.iter().map(|one| one["sequence"].as_u64().unwrap()).collect();
    assert!(sequences.is_sorted(), "{sequences:?}");
    let times: Vec<&str> = trail.iter().map(|one| one["at"].as_str().unwrap()).collect();
    assert!(!times.is_sorted(), "the clock was not set: {times:?}");
    no_negative(&after, "");
}

/// Every length of time in an answer but what is left of one.
fn no_negative(value: &Value, name: &str) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| no_negative(value, name)),
        Value::Array(all) => all.iter().for_each(|value| no_negative(value, name)),
        Value::Number(number) if name.ends_with("_seconds") && name != "remaining_seconds" => {
            assert!(number.as_i64().is_none_or(|seconds| seconds >= 0), "{name}: {number}");
        }
        _ => {}
    }
}

fn clock(office: &Server) -> chrono::DateTime<chrono::Utc> {
    use api::tools::Clock as _;
    office.clock.now()
}
