//! PCs join the office with a code that is good once, are known again, and can be shut out.

use api::{Certificate, DEVICE, NoCodeHere, PairingCode};
use chrono::Duration;
use serde_json::{Value, json};

use crate::support::{Client, Server, office_events};

const TOKEN: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// An office in the network, and the secret of a code that its administrator made.
fn secret_of(office: &Server) -> String {
    let told = office.person("rina").post("/api/devices/code", &json!({})).ok();
    let code: PairingCode = told["code"].as_str().unwrap().parse().unwrap();
    code.secret().to_owned()
}

fn form(secret: &str) -> Value {
    json!({ "secret": secret, "token": TOKEN, "name": "PC Humas 2" })
}

fn of_device(client: &Client) -> Client {
    client.with(DEVICE, TOKEN)
}

#[test]
fn a_code_names_the_certificate_and_where_the_office_is() {
    let office = Server::founded_on_network();
    let told = office.person("rina").post("/api/devices/code", &json!({})).ok();
    assert_eq!(told["until"], "2026-11-23T02:15:00Z");
    assert_eq!(told["addresses"], json!([office.lan.unwrap().to_string()]));
    let code: PairingCode = told["code"].as_str().unwrap().parse().unwrap();
    let certificate = Certificate::of_office(office.data.path()).unwrap();
    let fingerprint = certificate.fingerprint().replace(' ', "").to_lowercase();
    assert!(code.is_of(&fingerprint.parse().unwrap()));
}

#[test]
fn only_an_administrator_makes_codes_and_only_where_a_pc_could_come() {
    let office = Server::founded_on_network();
    let tono = office.person("tono");
    tono.post("/api/devices/code", &json!({})).refused(403, "not_admin");
    tono.get("/api/devices").refused(403, "not_admin");
    tono.delete("/api/devices/00000000-0000-0000-0000-000000000000").refused(403, "not_admin");
    office.nobody().post("/api/devices/code", &json!({})).refused(401, "signed_out");
    let alone = Server::founded();
    alone.person("rina").post("/api/devices/code", &json!({})).refused(409, "not_on_network");
}

#[test]
fn a_code_lets_one_pc_in_once_and_the_trail_knows() {
    let office = Server::founded_on_network();
    let secret = secret_of(&office);
    let nobody = office.nobody();
    let joined = nobody.post("/api/devices", &form(&secret)).ok();
    assert_eq!(joined["office"], "Kantor Uji");
    // The answer was lost on its way: asked again, the same PC is told the same.
    assert_eq!(nobody.post("/api/devices", &form(&secret)).ok(), joined);
    let another = json!({ "secret": secret, "token": TOKEN.replace('0', "9"), "name": "PC lain" });
    nobody.post("/api/devices", &another).refused(403, "wrong_pairing_code");

    let listed = office.person("rina").get("/api/devices").ok();
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!((&listed[0]["name"], &listed[0]["id"]), (&json!("PC Humas 2"), &joined["device"]));
    assert!(listed[0]["revoked_at"].is_null());
    let events = office_events(office.data.path());
    assert!(events.iter().any(|event| event["type"] == "device_joined"), "{events:?}");
}

#[test]
fn a_code_is_good_for_a_quarter_of_an_hour() {
    let office = Server::founded_on_network();
    let secret = secret_of(&office);
    office.clock.advance(Duration::minutes(15));
    office.nobody().post("/api/devices", &form(&secret)).refused(403, "wrong_pairing_code");
}

#[test]
fn what_is_wrong_with_the_form_does_not_use_the_code_up() {
    let office = Server::founded_on_network();
    let secret = secret_of(&office);
    for (field, value) in [("name", "  "), ("token", "abc")] {
        let mut wrong = form(&secret);
        wrong[field] = json!(value);
        let refused = office.nobody().post("/api/devices", &wrong).refused(400, "bad_input");
        assert_eq!(refused["field"], field);
    }
    office.nobody().post("/api/devices", &form(&secret)).ok();
}

#[test]
fn very_many_wrong_codes_at_once_are_not_heard_any_more_for_less_than_a_minute() {
    let office = Server::founded_on_network();
    let secret = secret_of(&office);
    // Here nobody's address is known: without TLS all come from this machine.
    for _ in 0..300 {
        office.nobody().post("/api/devices", &form("TEBAKAN")).refused(403, "wrong_pairing_code");
    }
    let told = office.nobody().post("/api/devices", &form(&secret)).refused(429, "too_many_tries");
    assert!((1..=60).contains(&told["retry_after_seconds"].as_u64().unwrap()), "{told}");
    office.clock.advance(Duration::seconds(61));
    office.nobody().post("/api/devices", &form(&secret)).ok();
}

/// The office's clock goes with the machine's, as every host's does.
fn on_time(office: &Server) {
    let ahead = chrono::Utc::now()
        - "2026-11-23T02:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    office.clock.advance(ahead);
}

fn code_here(office: &Server) -> PairingCode {
    api::pairing_code_here(office.data.path()).unwrap().code.parse().unwrap()
}

#[test]
fn whoever_may_read_the_hosts_folder_makes_a_code_and_it_lets_one_pc_in_once() {
    let office = Server::founded_on_network();
    on_time(&office);
    let made = api::pairing_code_here(office.data.path()).unwrap();
    let certificate = Certificate::of_office(office.data.path()).unwrap();
    assert_eq!(made.fingerprint, certificate.fingerprint());
    assert_eq!(made.addresses, [office.lan.unwrap().to_string()]);
    let code: PairingCode = made.code.parse().unwrap();
    assert!(code.is_of(&made.fingerprint.replace(' ', "").to_lowercase().parse().unwrap()));
    office.nobody().post("/api/devices", &form(code.secret())).ok();
    let mut another = form(code.secret());
    another["token"] = json!(TOKEN.replace('0', "9"));
    office.nobody().post("/api/devices", &another).refused(403, "wrong_pairing_code");
    let events = office_events(office.data.path());
    assert!(events.iter().any(|event| event["type"] == "device_joined"), "{events:?}");
}

#[test]
fn a_code_made_at_the_host_is_good_for_a_quarter_of_an_hour() {
    let office = Server::founded_on_network();
    on_time(&office);
    let code = code_here(&office);
    office.clock.advance(Duration::minutes(14));
    office.nobody().post("/api/devices", &form(code.secret())).ok();
    let late = code_here(&office);
    office.clock.advance(Duration::minutes(16));
    let mut another = form(late.secret());
    another["token"] = json!(TOKEN.replace('0', "9"));
    office.nobody().post("/api/devices", &another).refused(403, "wrong_pairing_code");
}

#[test]
fn where_no_pc_could_come_there_is_no_code_and_the_key_goes_with_the_host() {
    let alone = Server::founded();
    let refused = api::pairing_code_here(alone.data.path()).unwrap_err();
    assert!(matches!(refused, NoCodeHere::NotServed { .. }), "{refused}");
    let office = Server::founded_on_network();
    let file = office.data.path().join("tls/dilayani.json");
    assert!(file.exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // A host that lost its power leaves it behind, and nobody has the folder open.
    let left = std::fs::read(&file).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::create_dir(elsewhere.path().join("tls")).unwrap();
    std::fs::write(elsewhere.path().join("tls/dilayani.json"), left).unwrap();
    let refused = api::pairing_code_here(elsewhere.path()).unwrap_err();
    assert!(matches!(refused, NoCodeHere::NotServed { .. }), "{refused}");
    // The next one that opens the folder does not keep it either.
    let next = Server::on(elsewhere);
    assert!(!next.data.path().join("tls/dilayani.json").exists());
}

#[test]
fn a_revoked_pc_is_answered_nothing_whoever_sits_at_it() {
    let office = Server::founded_on_network();
    let secret = secret_of(&office);
    let id = office.nobody().post("/api/devices", &form(&secret)).ok()["device"].clone();
    let (rina, tono) = (office.person("rina"), of_device(&office.person("tono")));
    tono.get("/api/home").ok();
    let path = format!("/api/devices/{}", id.as_str().unwrap());
    for _ in 0..2 {
        assert_eq!(rina.delete(&path).status, 204);
    }
    tono.get("/api/home").refused(403, "device_revoked");
    of_device(&office.nobody()).get("/api/office").refused(403, "device_revoked");
    office.nobody().post("/api/devices", &form(&secret)).refused(403, "device_revoked");
    office.nobody().with(DEVICE, "siapa").get("/api/office").refused(403, "device_revoked");
    // At another computer the same person goes on.
    office.person("tono").get("/api/home").ok();
    let events = office_events(office.data.path());
    let revoked = events.iter().filter(|event| event["type"] == "device_revoked").count();
    assert_eq!(revoked, 1, "{events:?}");
    assert!(rina.get("/api/devices").ok()[0]["revoked_at"].is_string());
}

#[test]
fn a_pc_is_seen_to_within_minutes() {
    let office = Server::founded_on_network();
    let secret = secret_of(&office);
    office.nobody().post("/api/devices", &form(&secret)).ok();
    office.clock.advance(Duration::minutes(4));
    of_device(&office.nobody()).get("/api/office").ok();
    let seen = || office.person("rina").get("/api/devices").ok()[0]["seen_at"].clone();
    assert_eq!(seen(), "2026-11-23T02:00:00Z");
    office.clock.advance(Duration::minutes(2));
    of_device(&office.nobody()).get("/api/office").ok();
    assert_eq!(seen(), "2026-11-23T02:06:00Z");
}
