//! Drafts save themselves and are their owner's alone.

use serde_json::json;

use crate::support::{DKI, Server, dki_content, jpeg};

#[test]
fn a_draft_is_saved_listed_and_deleted() {
    let office = Server::founded();
    let rina = office.person("rina");
    let draft = rina.post("/api/drafts", &json!({ "sop": DKI })).ok();
    assert_eq!(
        (draft["revision"].clone(), draft["content"]["kind"].clone()),
        (json!(1), json!("kegiatan"))
    );
    assert!(
        draft["checklist"]["items"].as_array().unwrap().iter().any(|item| item["done"] == false)
    );
    let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
    let asset = rina.upload("a.jpg", &jpeg(1)).ok()["asset"].clone();
    let saved =
        rina.put(&path, &json!({ "revision": 1, "content": dki_content("Draf", &asset) })).ok();
    assert_eq!(saved["revision"], 2);
    assert!(
        saved["checklist"]["items"].as_array().unwrap().iter().all(|item| item["done"] == true),
        "{saved}"
    );
    let list = rina.get("/api/drafts").ok();
    assert_eq!(list[0]["title"], "Draf");
    assert_eq!(list[0]["cover"]["sha256"], asset["sha256"]);
    assert_eq!(rina.delete(&path).status, 204);
    rina.get(&path).refused(404, "not_found");
}

#[test]
fn the_second_window_does_not_overwrite_the_first() {
    let office = Server::founded();
    let rina = office.person("rina");
    let draft = rina.post("/api/drafts", &json!({ "sop": DKI })).ok();
    let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
    let titled =
        |title: &str| json!({ "revision": 1, "content": { "title": title, "kind": "ucapan" } });
    rina.put(&path, &titled("Jendela satu")).ok();
    let stale = rina.put(&path, &titled("Jendela dua")).refused(409, "stale");
    assert_eq!(stale["current"]["content"]["title"], "Jendela satu");
    assert_eq!(stale["current"]["revision"], 2);
}

#[test]
fn a_draft_of_somebody_else_does_not_exist() {
    let office = Server::founded();
    let rina = office.person("rina");
    let draft = rina.post("/api/drafts", &json!({ "sop": DKI })).ok();
    let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
    for login in ["tono", "dewi", "asep"] {
        let other = office.person(login);
        other.get(&path).refused(404, "not_found");
        other.delete(&path).refused(404, "not_found");
        other
            .put(&path, &json!({ "revision": 1, "content": { "title": "x", "kind": "ucapan" } }))
            .refused(404, "not_found");
        let submit =
            json!({ "command_id": uuid::Uuid::now_v7(), "revision": 1, "late_reason": null });
        other.post(&format!("{path}/submit"), &submit).refused(404, "not_found");
        assert_eq!(other.get("/api/drafts").ok(), json!([]));
    }
    office
        .person("tono")
        .post("/api/drafts", &json!({ "sop": DKI }))
        .refused(403, "wrong_position");
}

#[test]
fn what_a_client_says_about_a_file_is_not_believed() {
    let office = Server::founded();
    let rina = office.person("rina");
    let mut asset = rina.upload("asli.jpg", &jpeg(4)).ok()["asset"].clone();
    let true_bytes = asset["bytes"].clone();
    asset["bytes"] = json!(1);
    asset["media_type"] = json!("text/html");
    asset["group"] = json!("video");
    asset["width"] = json!(99999);
    asset["name"] = json!("../../ganti\u{202e}nama.jpg");
    let draft = rina.post("/api/drafts", &json!({ "sop": DKI })).ok();
    let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
    let saved =
        rina.put(&path, &json!({ "revision": 1, "content": dki_content("Jujur", &asset) })).ok();
    let kept = &saved["content"]["assets"][0];
    assert_eq!(
        (
            kept["bytes"].clone(),
            kept["media_type"].clone(),
            kept["group"].clone(),
            kept["width"].clone()
        ),
        (true_bytes, json!("image/jpeg"), json!("picture"), json!(640))
    );
    assert_eq!(kept["name"], "gantinama.jpg");
    asset["sha256"] = json!("f".repeat(64));
    let unknown =
        rina.put(&path, &json!({ "revision": 2, "content": dki_content("Palsu", &asset) }));
    assert_eq!(unknown.refused(422, "unknown_file")["field"], "assets");
}

#[test]
fn the_checklist_of_any_step_can_be_asked() {
    let office = Server::founded();
    let tono = office.person("tono");
    let content = json!({ "title": "", "kind": "kegiatan", "caption": "x".repeat(201) });
    let list = tono
        .post("/api/drafts/check", &json!({ "sop": DKI, "content": content, "step": "koreksi" }))
        .ok();
    assert_eq!(list["caption_length"], 201);
    assert_eq!(list["problems"][0]["code"], "caption_too_long");
    assert_eq!(list["timing"]["verdict"], "no_date");
    let wrong = json!({ "sop": DKI, "content": content, "step": "tidak-ada" });
    tono.post("/api/drafts/check", &wrong).refused(404, "not_found");
}
