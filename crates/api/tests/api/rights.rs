//! Designers, acting officials, and nobody deciding twice.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{Client, DKI, PASSWORD, Server, dki_content, jpeg, moment, office_events};

fn id_of(client: &Client, login: &str) -> Value {
    let accounts = client.get("/api/accounts").ok();
    let mut accounts = accounts.as_array().unwrap().iter();
    accounts.find(|account| account["login"] == login).unwrap()["id"].clone()
}

/// Somebody new, with a password.
fn add(office: &Server, login: &str, more: Value) -> Client {
    let mut form = json!({ "name": format!("{login} Uji"), "login": login, "password": PASSWORD });
    form.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    office.person("rina").post("/api/accounts", &form).ok();
    office.person(login)
}

fn waiting(client: &Client) -> Vec<String> {
    let page = client.get("/api/inbox?desk=decide").ok();
    let items = page["items"].as_array().unwrap().iter();
    items.map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

fn delegation(office: &Server, who: &str, whose: &str, position: &str) -> Value {
    let rina = office.person("rina");
    json!({
        "account": id_of(&rina, who), "sop": DKI, "position": position, "kind": "plh",
        "on_behalf_of": id_of(&rina, whose), "letter": "SP-12/KS/2026",
        "first_day": "2026-11-23", "last_day": "2026-11-24",
    })
}

#[test]
fn a_designers_draft_is_offered_taken_and_handed_in_by_the_position() {
    let office = Server::founded();
    let gita = add(&office, "gita", json!({ "is_designer": true }));
    let (rina, tono) = (office.person("rina"), office.person("tono"));
    let draft = gita.post("/api/drafts", &json!({ "sop": DKI })).ok();
    let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
    let empty = gita.post(&format!("{path}/offer"), &json!({ "revision": 1 }));
    assert_eq!(empty.refused(400, "bad_input")["field"], "title");
    let asset = gita.upload("infografik.jpg", &jpeg(3)).ok()["asset"].clone();
    let content = dki_content("Infografik", &asset);
    gita.put(&path, &json!({ "revision": 1, "content": content })).ok();
    rina.get(&path).refused(404, "not_found");
    rina.post(&format!("{path}/take"), &json!({ "revision": 2 })).refused(404, "not_found");
    let offered = gita.post(&format!("{path}/offer"), &json!({ "revision": 2 })).ok();
    assert!(offered["offered_at"].is_string());

    // It rests while it is offered, and only whoever hands in sees it.
    gita.put(&path, &json!({ "revision": 3, "content": content })).refused(400, "bad_input");
    gita.delete(&path).refused(400, "bad_input");
    assert_eq!(tono.get("/api/drafts/offered").ok(), json!([]));
    tono.get(&path).refused(404, "not_found");
    tono.post(&format!("{path}/take"), &json!({ "revision": 3 })).refused(404, "not_found");
    let list = rina.get("/api/drafts/offered").ok();
    assert_eq!(
        (&list[0]["title"], &list[0]["made_by"]),
        (&json!("Infografik"), &json!("gita Uji"))
    );
    assert_eq!(rina.get("/api/home").ok()["offered"], list);

    // Taken back and offered again: what was seen before can't be taken.
    gita.post(&format!("{path}/withdraw"), &json!({ "revision": 3 })).ok();
    gita.post(&format!("{path}/offer"), &json!({ "revision": 4 })).ok();
    rina.post(&format!("{path}/take"), &json!({ "revision": 3 })).refused(404, "not_found");
    let taken = rina.post(&format!("{path}/take"), &json!({ "revision": 5 })).ok();
    assert_eq!((&taken["made_by"], &taken["offered_at"]), (&json!("gita Uji"), &Value::Null));
    gita.get(&path).refused(404, "not_found");
    let submit = json!({ "command_id": uuid::Uuid::now_v7(), "revision": taken["revision"] });
    let detail = rina.post(&format!("{path}/submit"), &submit).ok();
    assert_eq!(detail["trail"][0]["sentence"], "Menyusun ajuan dari bahan gita Uji");
    assert_eq!(gita.get("/api/home").ok()["made"][0]["title"], "Infografik");
    assert!(gita.get("/api/home").ok()["drafts"].as_array().unwrap().is_empty());
}

#[test]
fn a_designer_gives_own_material_a_new_version_where_it_came_back_and_nothing_more() {
    let office = Server::founded();
    let gita = add(&office, "gita", json!({ "is_designer": true }));
    let other = add(&office, "galih", json!({ "is_designer": true }));
    let (rina, tono) = (office.person("rina"), office.person("tono"));
    let draft = gita.post("/api/drafts", &json!({ "sop": DKI })).ok();
    let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
    let asset = gita.upload("a.jpg", &jpeg(3)).ok()["asset"].clone();
    let content = dki_content("Infografik", &asset);
    gita.put(&path, &json!({ "revision": 1, "content": content })).ok();
    gita.post(&format!("{path}/offer"), &json!({ "revision": 2 })).ok();
    let taken = rina.post(&format!("{path}/take"), &json!({ "revision": 3 })).ok();
    let submit = json!({ "command_id": uuid::Uuid::now_v7(), "revision": taken["revision"] });
    let id = rina.post(&format!("{path}/submit"), &submit).ok()["id"].as_str().unwrap().to_owned();

    let mut better = content.clone();
    better["assets"] = json!([gita.upload("b.jpg", &jpeg(4)).ok()["asset"]]);
    let revise = json!({ "type": "revise", "content": better });
    // Not while others judge it.
    gita.act(&id, revise.clone()).refused(403, "wrong_position");
    tono.act(&id, json!({ "type": "reject", "reason": "Hurufnya terlalu kecil." })).ok();
    let acts = gita.get(&format!("/api/submissions/{id}")).ok()["acts"].clone();
    assert_eq!((&acts["revise"], &acts["complete"]), (&json!(true), &json!(false)));
    assert_eq!(acts["blocked"], Value::Null);
    let foreign = other.get(&format!("/api/submissions/{id}")).ok()["acts"].clone();
    assert_eq!(
        (&foreign["revise"], &foreign["blocked"]["code"]),
        (&json!(false), &json!("wrong_position"))
    );
    other.act(&id, revise.clone()).refused(403, "wrong_position");
    let detail = gita.act(&id, revise).ok();
    assert_eq!(detail["content"]["assets"][0]["sha256"], better["assets"][0]["sha256"]);
    let told = detail["trail"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&told["account_name"], &told["position_label"]),
        (&json!("gita Uji"), &json!("Perancang"))
    );
    gita.act(&id, json!({ "type": "complete" })).refused(403, "wrong_position");
    gita.act(&id, json!({ "type": "cancel", "reason": "x" })).refused(403, "wrong_position");
    rina.act(&id, json!({ "type": "complete" })).ok();
}

#[test]
fn a_designer_decides_and_hands_in_nothing() {
    let office = Server::founded();
    let gita = add(&office, "gita", json!({ "is_designer": true }));
    let draft = gita.post("/api/drafts", &json!({ "sop": DKI })).ok();
    let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
    let asset = gita.upload("a.jpg", &jpeg(3)).ok()["asset"].clone();
    let content = dki_content("Langsung", &asset);
    gita.put(&path, &json!({ "revision": 1, "content": content })).ok();
    let submit = json!({ "command_id": uuid::Uuid::now_v7(), "revision": 2 });
    gita.post(&format!("{path}/submit"), &submit).refused(403, "wrong_position");
    let id = office.submitted(&office.person("rina"), "Punya Rina");
    gita.act(&id, json!({ "type": "accept", "platforms": null })).refused(403, "wrong_position");
    gita.act(&id, json!({ "type": "cancel", "reason": "x" })).refused(403, "wrong_position");

    let rina = office.person("rina");
    let position = json!([{ "sop": DKI, "position": "tim-pengelola" }]);
    let form = json!({ "name": "Ani", "login": "ani", "is_designer": true, "positions": position });
    assert_eq!(rina.post("/api/accounts", &form).refused(400, "bad_input")["field"], "is_designer");
    let form = delegation(&office, "gita", "budi", "kabag-perjalanan-dinas");
    assert_eq!(rina.post("/api/delegations", &form).refused(400, "bad_input")["field"], "account");
    rina.post(&format!("{path}/offer"), &json!({ "revision": 2 })).refused(403, "not_designer");
}

#[test]
fn an_acting_official_acts_in_the_period_and_the_record_shows_both() {
    let office = Server::founded();
    let rina = office.person("rina");
    let id = office.brought_to("kontrol", "Rapat");
    let other = office.brought_to("kontrol", "Lain");
    let wati = add(&office, "wati", json!({ "unit": "Bagian Kerja Sama" }));
    wati.act(&id, json!({ "type": "accept" })).refused(403, "wrong_position");
    let mut form = delegation(&office, "wati", "budi", "kabag-perjalanan-dinas");
    wati.post("/api/delegations", &form).refused(403, "not_admin");
    form["first_day"] = json!("2026-11-24");
    let coming = rina.post("/api/delegations", &form).ok();
    assert_eq!(coming["state"], "coming");
    wati.act(&id, json!({ "type": "accept" })).refused(403, "wrong_position");
    assert!(waiting(&wati).is_empty());

    // 00.30 WIB of the first day is still the day before in UTC.
    office.clock.set(moment("2026-11-23T17:30:00Z"));
    let wati = office.person("wati");
    assert_eq!(
        BTreeSet::from_iter(waiting(&wati)),
        BTreeSet::from(["Lain".into(), "Rapat".into()])
    );
    let acting = wati.get("/api/session").ok()["acting"][0].clone();
    assert!(acting["label"].as_str().unwrap().starts_with("Plh. "), "{acting}");
    assert_eq!(acting["on_behalf_of"], "Budi Uji");
    let detail = wati.act(&id, json!({ "type": "accept" })).ok();
    let told = detail["trail"].as_array().unwrap().last().unwrap()["position_label"].clone();
    let told = told.as_str().unwrap();
    assert!(told.starts_with("Plh. "), "{told}");
    assert!(
        told.ends_with("(a.n. Budi Uji), surat No. SP-12/KS/2026 · Bagian Kerja Sama"),
        "{told}"
    );
    let boxes = detail["paraf"].as_array().unwrap();
    let paraf = boxes.iter().find(|one| one["step"] == "kontrol").unwrap();
    assert_eq!((&paraf["name"], &paraf["position_label"]), (&json!("wati Uji"), &json!(told)));
    let history = wati.get("/api/history").ok();
    assert_eq!(history["items"][0]["position_label"], told);

    // The day after the last one, at 00.10 WIB.
    office.clock.set(moment("2026-11-24T17:10:00Z"));
    let wati = office.person("wati");
    assert_eq!(wati.get("/api/session").ok()["acting"], json!([]));
    wati.act(&other, json!({ "type": "accept" })).refused(403, "wrong_position");
}

#[test]
fn an_appointment_is_ended_early_and_all_of_it_is_in_the_record() {
    let office = Server::founded();
    let rina = office.person("rina");
    let form = delegation(&office, "sari", "budi", "kabag-perjalanan-dinas");
    for (field, value) in [
        ("last_day", json!("2026-11-22")),
        ("letter", json!(" ")),
        ("on_behalf_of", Value::Null),
        ("on_behalf_of", form["account"].clone()),
        ("account", form["on_behalf_of"].clone()),
        ("position", json!("tidak-ada")),
    ] {
        let mut wrong = form.clone();
        wrong[field] = value;
        assert_eq!(rina.post("/api/delegations", &wrong).refused(400, "bad_input")["field"], field);
    }
    let given = rina.post("/api/delegations", &form).ok();
    let again = rina.post("/api/delegations", &form).refused(400, "bad_input");
    assert_eq!(again["field"], "account");
    let path = format!("/api/delegations/{}/end", given["id"].as_str().unwrap());
    let sari = office.person("sari");
    sari.post(&path, &json!({})).refused(403, "not_admin");
    assert_eq!(rina.post(&path, &json!({})).ok()["state"], "ended");
    rina.post(&path, &json!({})).ok();
    assert_eq!(sari.get("/api/session").ok()["acting"], json!([]));
    let events = office_events(office.data.path());
    let told = |kind: &str| events.iter().filter(|event| event["type"] == kind).count();
    assert_eq!((told("delegation_given"), told("delegation_ended")), (1, 1));
}

#[test]
fn nobody_decides_twice_unless_the_office_allows_it() {
    let office = Server::founded();
    let rina = office.person("rina");
    let form = delegation(&office, "sari", "budi", "kabag-perjalanan-dinas");
    rina.post("/api/delegations", &form).ok();
    // Sari accepted it as Kasubbag; now it stands where she acts for Budi.
    let id = office.brought_to("kontrol", "Dua kali");
    let sari = office.person("sari");
    assert!(waiting(&sari).is_empty());
    let blocked = sari.get(&format!("/api/submissions/{id}")).ok()["acts"]["blocked"].clone();
    assert_eq!(blocked["code"], "own_decision");
    let accept = json!({ "type": "accept" });
    sari.act(&id, accept.clone()).refused(403, "own_decision");
    let reject = json!({ "type": "reject", "reason": "Kurang jelas." });
    sari.act(&id, reject).refused(403, "own_decision");

    let rule = json!({ "same_person_decides": true });
    sari.put("/api/office/decision-rule", &rule).refused(403, "not_admin");
    assert_eq!(rina.put("/api/office/decision-rule", &rule).ok(), rule);
    assert_eq!(waiting(&sari), ["Dua kali"]);
    let detail = sari.act(&id, accept).ok();
    let sentence = detail["trail"].as_array().unwrap().last().unwrap()["sentence"].clone();
    let marked = "(diputuskan orang yang sama, diizinkan setelan kantor)";
    assert!(sentence.as_str().unwrap().ends_with(marked), "{sentence}");
    let events = office_events(office.data.path());
    assert!(events.iter().any(|event| event["type"] == "same_person_decides_set"));
}

#[test]
fn own_material_is_not_decided_on_in_an_acting_position() {
    let office = Server::founded();
    let rina = office.person("rina");
    let form = delegation(&office, "rina", "budi", "kabag-perjalanan-dinas");
    rina.post("/api/delegations", &form).ok();
    rina.put("/api/office/decision-rule", &json!({ "same_person_decides": true })).ok();
    let id = office.brought_to("kontrol", "Punya sendiri");
    assert!(waiting(&rina).is_empty());
    rina.act(&id, json!({ "type": "accept" })).refused(403, "own_submission");
}
