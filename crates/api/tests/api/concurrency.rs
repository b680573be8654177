//! Two people at once, and one person twice.

use std::sync::Barrier;

use serde_json::json;

use crate::support::{DKI, PASSWORD, Server};

#[test]
fn of_two_deciders_exactly_one_wins_and_the_other_learns_who() {
    let office = Server::founded();
    let form = json!({
        "name": "Sari Kedua", "login": "sari2", "password": PASSWORD,
        "positions": [{ "sop": DKI, "position": "kasubbag-tu" }],
    });
    office.person("rina").post("/api/accounts", &form).ok();
    let clients = [office.person("sari"), office.person("sari2")];
    for round in 0..10 {
        let id = office.brought_to("platform", &format!("Balapan {round}"));
        let before = clients[0].get(&format!("/api/submissions/{id}")).ok();
        let start = Barrier::new(2);
        let acts = [
            json!({ "type": "accept", "platforms": ["instagram-feed"] }),
            json!({ "type": "reject", "reason": "Tidak." }),
        ];
        let answers: Vec<_> = std::thread::scope(|scope| {
            let running: Vec<_> = clients
                .iter()
                .zip(acts)
                .map(|(client, act)| {
                    let (id, before, start) = (&id, &before, &start);
                    scope.spawn(move || {
                        start.wait();
                        client.act_on(id, before, act)
                    })
                })
                .collect();
            running.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let won: Vec<_> = answers.iter().filter(|answer| answer.status == 200).collect();
        let lost: Vec<_> = answers.iter().filter(|answer| answer.status == 409).collect();
        assert_eq!(
            (won.len(), lost.len()),
            (1, 1),
            "{:?}",
            answers.iter().map(|a| a.text()).collect::<Vec<_>>()
        );
        let told = lost[0].refused(409, "stale");
        let winner =
            won[0].json()["trail"].as_array().unwrap().last().unwrap()["account_name"].clone();
        assert!(told["message"].as_str().unwrap().contains(winner.as_str().unwrap()), "{told}");
        assert_eq!(told["current"]["revision"], won[0].json()["revision"]);
        let trail = clients[0].get(&format!("/api/submissions/{id}")).ok()["trail"].clone();
        let decisions =
            trail.as_array().unwrap().iter().filter(|entry| entry["step_short"] == "Platform");
        let kinds: Vec<_> = decisions.map(|entry| entry["event"]["type"].clone()).collect();
        assert_eq!(
            kinds.iter().filter(|kind| *kind == "accepted" || *kind == "rejected").count(),
            1,
            "{kinds:?}"
        );
    }
}

#[test]
fn of_two_people_with_one_name_the_other_is_not_told_that_it_was_them() {
    let office = Server::founded();
    let form = json!({
        "name": "Sari Uji", "login": "sari2", "password": PASSWORD,
        "positions": [{ "sop": DKI, "position": "kasubbag-tu" }],
    });
    office.person("rina").post("/api/accounts", &form).ok();
    let (sari, namesake) = (office.person("sari"), office.person("sari2"));
    let id = office.brought_to("platform", "Nama sama");
    let before = sari.get(&format!("/api/submissions/{id}")).ok();
    let reject = json!({ "type": "reject", "reason": "Belum lengkap." });
    sari.act_on(&id, &before, reject.clone()).ok();
    let told = |client: &crate::support::Client| {
        let answer = client.act_on(&id, &before, reject.clone()).refused(409, "stale");
        answer["message"].as_str().unwrap().to_owned()
    };
    assert!(told(&sari).starts_with("Anda sudah bertindak dari jendela lain"), "{}", told(&sari));
    assert!(told(&namesake).starts_with("Sari Uji ("), "{}", told(&namesake));
}

#[test]
fn a_retried_command_is_answered_and_not_repeated() {
    let office = Server::founded();
    let id = office.brought_to("kontrol", "Jaringan putus");
    let budi = office.person("budi");
    let before = budi.get(&format!("/api/submissions/{id}")).ok();
    let request = json!({
        "command_id": uuid::Uuid::now_v7(), "revision": before["revision"],
        "act": { "type": "accept", "digest": before["digest"]["sha256"] },
    });
    let path = format!("/api/submissions/{id}/acts");
    let first = budi.post(&path, &request).ok();
    let second = budi.post(&path, &request).ok();
    assert_eq!(first["revision"], second["revision"]);
    assert_eq!(second["step"], "setujui");
    // The same id from somebody else, or for something else, is not an answer to them.
    office.person("dewi").post(&path, &request).refused(409, "command_reused");
    let other = office.brought_to("kontrol", "Lain");
    budi.post(&format!("/api/submissions/{other}/acts"), &request).refused(409, "command_reused");
}

#[test]
fn the_same_retry_many_times_at_once_makes_one_event() {
    let office = Server::founded();
    let id = office.brought_to("kontrol", "Klik beruntun");
    let budi = office.person("budi");
    let before = budi.get(&format!("/api/submissions/{id}")).ok();
    let request = json!({
        "command_id": uuid::Uuid::now_v7(), "revision": before["revision"],
        "act": { "type": "accept", "digest": before["digest"]["sha256"] },
    });
    std::thread::scope(|scope| {
        let click = || {
            let (client, request) = (budi.clone(), request.clone());
            let path = format!("/api/submissions/{id}/acts");
            scope.spawn(move || client.post(&path, &request).ok())
        };
        let clicks: Vec<_> = (0..8).map(|_| click()).collect();
        let revision = before["revision"].as_u64().unwrap() + 1;
        assert!(clicks.into_iter().all(|click| click.join().unwrap()["revision"] == revision));
    });
}

#[test]
fn a_draft_handed_in_twice_becomes_one_submission() {
    let office = Server::founded();
    let rina = office.person("rina");
    let asset = rina.upload("a.jpg", &crate::support::jpeg(9)).ok()["asset"].clone();
    let draft = rina.post("/api/drafts", &json!({ "sop": DKI })).ok();
    let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
    let content = crate::support::dki_content("Sekali saja", &asset);
    rina.put(&path, &json!({ "revision": 1, "content": content })).ok();
    let request = json!({ "command_id": uuid::Uuid::now_v7(), "revision": 2, "late_reason": null });
    let first = rina.post(&format!("{path}/submit"), &request).ok();
    let again = rina.post(&format!("{path}/submit"), &request).ok();
    assert_eq!(first["id"], again["id"]);
    let other = json!({ "command_id": uuid::Uuid::now_v7(), "revision": 2, "late_reason": null });
    rina.post(&format!("{path}/submit"), &other).refused(404, "not_found");
    assert_eq!(rina.get("/api/submissions?scope=mine").ok()["total"], 1);
}
