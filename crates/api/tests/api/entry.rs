//! Accounts after the founding: changed, disabled, given a code; passwords set by their owners; sessions seen and ended.

use serde_json::{Value, json};

use crate::support::{Client, DKI, PASSWORD, Server};

const NEW: &str = "kopi pagi di lantai dua";

fn id_of(office: &Server, login: &str) -> String {
    let accounts = office.person("rina").get("/api/accounts").ok();
    let mut accounts = accounts.as_array().unwrap().iter();
    let account = accounts.find(|account| account["login"] == login).unwrap();
    account["id"].as_str().unwrap().to_owned()
}

/// What an account is, as the form sends it.
fn form_of(office: &Server, login: &str) -> Value {
    let accounts = office.person("rina").get("/api/accounts").ok();
    let mut accounts = accounts.as_array().unwrap().iter();
    let account = accounts.find(|account| account["login"] == login).unwrap();
    let positions: Vec<Value> = account["positions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|held| json!({ "sop": held["sop"], "position": held["position"] }))
        .collect();
    json!({
        "name": account["name"], "positions": positions,
        "is_admin": account["is_admin"], "disabled": account["disabled"],
    })
}

fn with(mut form: Value, field: &str, value: Value) -> Value {
    form[field] = value;
    form
}

fn enters(
    office: &Server,
    login: &str,
    code: &str,
    password: &str,
) -> (Client, crate::support::Answer) {
    let mut client = office.nobody();
    let form = json!({ "login": login, "code": code, "password": password });
    let answer = client.post("/api/session/code", &form);
    client.keep_cookie(&answer);
    (client, answer)
}

#[test]
fn somebody_new_comes_in_with_a_code_and_chooses_the_password() {
    let office = Server::founded();
    let rina = office.person("rina");
    let position = json!([{ "sop": DKI, "position": "tim-pengelola" }]);
    let form = json!({ "name": "Wulan Sari", "login": "wulan", "positions": position });
    let added = rina.post("/api/accounts", &form).ok();
    let code = added["code"]["code"].as_str().unwrap().to_owned();
    assert_eq!(added["account"]["code_until"], added["code"]["until"]);
    office.nobody().sign_in("wulan", &code).refused(401, "wrong_password");
    office.nobody().sign_in("wulan", "").refused(401, "wrong_password");

    // A password that is not taken leaves the code as it was.
    assert_eq!(
        enters(&office, "wulan", &code, "pendek").1.refused(400, "bad_input")["field"],
        "password"
    );
    assert_eq!(
        enters(&office, "wulan", &code, "password123").1.refused(400, "bad_input")["field"],
        "password"
    );
    let typed = code.to_lowercase().replace('-', " ");
    let (wulan, answer) = enters(&office, "wulan", &typed, NEW);
    assert_eq!(answer.ok()["account"]["code_until"], Value::Null);
    wulan.get("/api/home").ok();
    office.nobody().sign_in("wulan", NEW).ok();
    enters(&office, "wulan", &code, "yang lain lagi").1.refused(401, "wrong_code");
}

#[test]
fn a_code_is_good_for_a_week_and_for_one_of_two_at_once() {
    let office = Server::founded();
    let (rina, tono) = (office.person("rina"), id_of(&office, "tono"));
    let path = format!("/api/accounts/{tono}/code");
    let old = rina.post(&path, &json!({})).ok()["code"].as_str().unwrap().to_owned();
    office.clock.advance(chrono::Duration::days(7));
    enters(&office, "tono", &old, NEW).1.refused(401, "wrong_code");

    let rina = office.person("rina");
    let code = rina.post(&path, &json!({})).ok()["code"].as_str().unwrap().to_owned();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let tries: Vec<_> = [NEW, "teh sore di lantai tiga"]
            .into_iter()
            .map(|password| scope.spawn(|| enters(&office, "tono", &code, password).1.status))
            .collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
}

#[test]
fn a_code_takes_the_password_and_the_sessions_away() {
    let office = Server::founded();
    let (rina, tono) = (office.person("rina"), office.person("tono"));
    let path = format!("/api/accounts/{}/code", id_of(&office, "tono"));
    tono.post(&path, &json!({})).refused(403, "not_admin");
    rina.post(&path, &json!({})).ok();
    tono.get("/api/home").refused(401, "signed_out");
    office.nobody().sign_in("tono", PASSWORD).refused(401, "wrong_password");
    let own = format!("/api/accounts/{}/code", id_of(&office, "rina"));
    rina.post(&own, &json!({})).refused(400, "bad_input");
    rina.post("/api/accounts/00000000-0000-0000-0000-000000000000/code", &json!({}))
        .refused(404, "not_found");
}

#[test]
fn guesses_at_codes_wait_as_guesses_at_passwords_do() {
    let office = Server::founded();
    for _ in 0..3 {
        enters(&office, "tono", "0000-0000-0000", NEW).1.refused(401, "wrong_code");
    }
    enters(&office, "tono", "0000-0000-0000", NEW).1.refused(429, "too_many_tries");
    office.nobody().sign_in("tono", PASSWORD).refused(429, "too_many_tries");
    for _ in 0..3 {
        enters(&office, "tidak.ada", "0000-0000-0000", NEW).1.refused(401, "wrong_code");
    }
    enters(&office, "tidak.ada", "0000-0000-0000", NEW).1.refused(429, "too_many_tries");
}

#[test]
fn positions_change_at_once_and_what_was_done_keeps_its_name() {
    let office = Server::founded();
    let id = office.brought_to("kontrol", "Pindah jabatan");
    let (rina, tono) = (office.person("rina"), office.person("tono"));
    let path = format!("/api/accounts/{}", id_of(&office, "tono"));
    let form = form_of(&office, "tono");
    let kabag = json!([{ "sop": DKI, "position": "kabag" }]);
    tono.put(&path, &with(form.clone(), "positions", kabag.clone())).refused(403, "not_admin");
    let unknown = json!([{ "sop": DKI, "position": "tukang-kebun" }]);
    let wrong = rina.put(&path, &with(form.clone(), "positions", unknown));
    assert_eq!(wrong.refused(400, "bad_input")["field"], "positions");
    assert_eq!(
        rina.put(&path, &with(form.clone(), "name", json!(" "))).refused(400, "bad_input")["field"],
        "name"
    );
    let changed = rina.put(&path, &with(form, "positions", json!([]))).ok();
    assert_eq!(changed["positions"], json!([]));
    assert_eq!(tono.get("/api/submissions?scope=inbox").ok()["total"], 0);
    let trail = tono.get(&format!("/api/submissions/{id}")).ok()["trail"].clone();
    let names: Vec<&Value> =
        trail.as_array().unwrap().iter().map(|one| &one["account_name"]).collect();
    assert!(names.contains(&&json!("Tono Uji")), "{names:?}");
}

#[test]
fn a_disabled_account_is_out_at_once_and_comes_back_with_its_password() {
    let office = Server::founded();
    let (rina, tono) = (office.person("rina"), office.person("tono"));
    let path = format!("/api/accounts/{}", id_of(&office, "tono"));
    let form = form_of(&office, "tono");
    rina.put(&path, &with(form.clone(), "disabled", json!(true))).ok();
    tono.get("/api/home").refused(401, "signed_out");
    office.nobody().sign_in("tono", PASSWORD).refused(401, "wrong_password");
    rina.post(&format!("{path}/code"), &json!({})).refused(400, "bad_input");
    rina.put(&path, &form).ok();
    office.clock.advance(chrono::Duration::minutes(10));
    office.nobody().sign_in("tono", PASSWORD).ok();
}

#[test]
fn an_office_keeps_somebody_who_administers_it() {
    let office = Server::founded();
    let rina = office.person("rina");
    let path = |login: &str| format!("/api/accounts/{}", id_of(&office, login));
    let own = form_of(&office, "rina");
    for (field, value) in [("is_admin", json!(false)), ("disabled", json!(true))] {
        let refused = rina.put(&path("rina"), &with(own.clone(), field, value));
        assert_eq!(refused.refused(400, "bad_input")["field"], field);
    }
    rina.put(&path("tono"), &with(form_of(&office, "tono"), "is_admin", json!(true))).ok();
    let tono = path("tono");
    rina.put(&path("rina"), &with(own, "is_admin", json!(false))).ok();
    rina.put(&tono, &json!({})).refused(400, "bad_input");
    let as_is = office.person("tono").get("/api/session").ok()["account"]["is_admin"].clone();
    assert_eq!(as_is, true);
}

#[test]
fn ones_own_password_is_changed_against_the_old_one_and_ends_the_other_sessions() {
    let office = Server::founded();
    let (here, there) = (office.person("tono"), office.person("tono"));
    let change = |old: &str, password: &str| {
        here.put("/api/session/password", &json!({ "old": old, "password": password }))
    };
    assert_eq!(change("bukan ini", NEW).refused(400, "bad_input")["field"], "old");
    assert_eq!(change(PASSWORD, "12345678").refused(400, "bad_input")["field"], "password");
    assert_eq!(change(PASSWORD, NEW).status, 204);
    here.get("/api/home").ok();
    there.get("/api/home").refused(401, "signed_out");
    office.nobody().sign_in("tono", PASSWORD).refused(401, "wrong_password");
    office.nobody().sign_in("tono", NEW).ok();
}

#[test]
fn sessions_are_listed_and_ended_by_their_owner_and_the_administrator() {
    let office = Server::founded();
    let (rina, sari) = (office.person("rina"), office.person("sari"));
    let (here, there) = (office.person("tono"), office.person("tono"));
    let sessions = here.get("/api/sessions").ok();
    let sessions = sessions.as_array().unwrap();
    assert_eq!(sessions.len(), 2);
    let other = sessions.iter().find(|one| one["is_current"] == false).unwrap();
    assert!(!other["client"].as_str().unwrap().is_empty());
    let path = format!("/api/sessions/{}", other["id"].as_str().unwrap());
    sari.delete(&path).refused(404, "not_found");
    sari.get(&format!("/api/accounts/{}/sessions", id_of(&office, "tono")))
        .refused(403, "not_admin");
    assert_eq!(here.delete(&path).status, 204);
    assert_eq!(here.delete(&path).status, 204);
    there.get("/api/home").refused(401, "signed_out");

    let of_tono = rina.get(&format!("/api/accounts/{}/sessions", id_of(&office, "tono"))).ok();
    let left = of_tono[0]["id"].as_str().unwrap();
    assert_eq!(rina.delete(&format!("/api/sessions/{left}")).status, 204);
    here.get("/api/home").refused(401, "signed_out");
    office.clock.advance(chrono::Duration::hours(13));
    assert_eq!(office.person("tono").get("/api/sessions").ok().as_array().unwrap().len(), 1);
}

#[test]
fn what_an_administrator_does_is_in_the_record_and_no_secret_is() {
    let office = Server::founded();
    let rina = office.person("rina");
    let path = format!("/api/accounts/{}", id_of(&office, "tono"));
    rina.put(&path, &with(form_of(&office, "tono"), "name", json!("Tono Baru"))).ok();
    let code =
        rina.post(&format!("{path}/code"), &json!({})).ok()["code"].as_str().unwrap().to_owned();
    enters(&office, "tono", &code, NEW).1.ok();
    let report = api::tools::verify(office.data.path(), &mut |_, _| {}).unwrap();
    assert_eq!(report.findings.len(), 0);
    let events = crate::support::office_events(office.data.path());
    let kinds: Vec<&str> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
    assert!(
        kinds.ends_with(&["account_changed", "account_code_given", "account_password_set"]),
        "{kinds:?}"
    );
    let text = serde_json::to_string(&events).unwrap();
    for secret in [code.replace('-', ""), code, NEW.to_owned(), "argon2".to_owned()] {
        assert!(!text.contains(&secret), "{secret}");
    }
}
