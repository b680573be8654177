//! While an item is with an official, nobody else changes what it holds: not by an act, not by a draft, not by a file,
//! and by no other door. After a rejection its submitter can.

use serde_json::{Value, json};

use crate::support::{Client, Server, jpeg};

const OTHERS: [&str; 5] = ["rina", "tono", "sari", "dewi", "asep"];

/// Every way in that changes something, as the description names them. A new one is either about something else than
/// a submission's content, or belongs into the test below.
const DOORS: [(&str, &str); 14] = [
    ("delete", "/api/drafts/{id}"),
    ("delete", "/api/media/{sha256}/copies/{place}"),
    ("delete", "/api/session"),
    ("post", "/api/accounts"),
    ("post", "/api/assets"),
    ("post", "/api/drafts"),
    ("post", "/api/drafts/check"),
    ("post", "/api/drafts/{id}/submit"),
    ("post", "/api/media/{sha256}/copies/{place}"),
    ("post", "/api/office"),
    ("post", "/api/office/demo"),
    ("post", "/api/session"),
    ("post", "/api/submissions/{id}/acts"),
    ("put", "/api/drafts/{id}"),
];

fn seen(client: &Client, id: &str) -> Value {
    client.get(&format!("/api/submissions/{id}")).ok()
}

fn unchanged(before: &Value, after: &Value) {
    for part in ["content", "digest", "revision", "version", "step", "record_digest"] {
        assert_eq!(before[part], after[part], "{part}");
    }
}

#[test]
fn every_door_that_changes_something_is_known() {
    let description: Value = serde_json::from_str(&api::openapi()).unwrap();
    let mut doors: Vec<(String, String)> = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            if !["get", "parameters"].contains(&method.as_str()) {
                doors.push((method.clone(), path.clone()));
            }
        }
    }
    let about_submissions = |path: &str| path.contains("/submissions");
    for (method, path) in &doors {
        let known = DOORS.contains(&(method.as_str(), path.as_str()));
        assert!(known || !about_submissions(path), "{method} {path}");
    }
    for (method, path) in DOORS {
        assert!(doors.contains(&(method.to_owned(), path.to_owned())), "{method} {path}");
    }
}

#[test]
fn while_with_an_official_nobody_else_changes_it_by_any_act() {
    let office = Server::founded();
    let id = office.brought_to("kontrol", "Terkunci");
    let before = seen(&office.person("budi"), &id);
    for login in OTHERS {
        let client = office.person(login);
        let extra = client.upload("lain.jpg", &jpeg(300)).ok()["asset"].clone();
        let with = |field: &str, value: Value| {
            let mut content = before["content"].clone();
            content[field] = value;
            json!({ "type": "revise", "content": content })
        };
        let mut refitted = before["content"]["assets"].clone();
        refitted[0]["fits"]["instagram-feed-4x5"] = json!({ "how": "blur" });
        let digest = before["digest"]["sha256"].clone();
        for act in [
            with("caption", json!("Lain.")),
            with("title", json!("Lain")),
            with("assets", json!([extra])),
            with("assets", json!([])),
            with("assets", refitted),
            with("platforms", json!(["youtube"])),
            with("wished", json!([])),
            json!({ "type": "suggest_caption", "version": 1, "text": "Lain." }),
            json!({ "type": "decline_suggestion", "suggestion": 1 }),
            json!({ "type": "accept", "platforms": ["youtube"], "digest": digest }),
            json!({ "type": "complete", "platforms": ["youtube"] }),
            json!({ "type": "reject", "reason": "x" }),
            json!({ "type": "record_pic_agreement", "who": "x", "how": "other", "agreed_at": "2026-11-23T01:00:00Z" }),
            json!({ "type": "record_publication", "platform": "facebook", "url": "https://www.facebook.com/a/posts/1" }),
            json!({ "type": "cancel", "reason": "x" }),
        ] {
            client.act(&id, act).refused(403, "wrong_position");
        }
    }
    unchanged(&before, &seen(&office.person("budi"), &id));
}

/// The official at the step decides; what the SOP gives another step to change is not theirs either.
#[test]
fn the_official_at_the_step_changes_only_what_the_step_may() {
    let office = Server::founded();
    let id = office.brought_to("kontrol", "Hanya memutuskan");
    let budi = office.person("budi");
    let before = seen(&budi, &id);
    let mut content = before["content"].clone();
    content["caption"] = json!("Lain.");
    budi.act(&id, json!({ "type": "revise", "content": content })).refused(422, "not_at_this_step");
    let mut refitted = before["content"].clone();
    refitted["assets"][0]["fits"]["instagram-feed-4x5"] = json!({ "how": "blur" });
    budi.act(&id, json!({ "type": "revise", "content": refitted }))
        .refused(422, "not_at_this_step");
    budi.act(&id, json!({ "type": "accept", "platforms": ["youtube"] }))
        .refused(422, "platforms_not_yours");
    unchanged(&before, &seen(&budi, &id));
}

#[test]
fn neither_a_draft_nor_a_file_nor_a_copy_reaches_into_it() {
    let office = Server::founded();
    let rina = office.person("rina");
    let draft = rina.post("/api/drafts", &json!({ "sop": crate::support::DKI })).ok();
    let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
    let asset = rina.upload("foto.jpg", &jpeg(9)).ok()["asset"].clone();
    let content = crate::support::dki_content("Dari draf", &asset);
    let saved =
        rina.put(&path, &json!({ "revision": 1, "content": content, "late_reason": "" })).ok();
    let submit = |command: uuid::Uuid| {
        rina.post(
            &format!("{path}/submit"),
            &json!({ "command_id": command, "revision": saved["revision"], "late_reason": null }),
        )
    };
    let command = uuid::Uuid::now_v7();
    let before = submit(command).ok();
    let id = before["id"].as_str().unwrap().to_owned();

    // The draft is gone with the handing in: saving it again, deleting it or handing it in again changes nothing.
    let mut other = content.clone();
    other["caption"] = json!("Lain.");
    for revision in [1, 2, 3] {
        let update = json!({ "revision": revision, "content": other, "late_reason": "" });
        rina.put(&path, &update).refused(404, "not_found");
    }
    rina.delete(&path);
    submit(uuid::Uuid::now_v7()).refused(404, "not_found");
    assert_eq!(submit(command).ok()["revision"], before["revision"]);

    // The same file under another name, and a copy asked for, leave the item's own as it is.
    rina.upload("nama-lain.jpg", &jpeg(9)).ok();
    let sha256 = asset["sha256"].as_str().unwrap();
    rina.post(&format!("/api/media/{sha256}/copies/youtube"), &json!({}));
    rina.delete(&format!("/api/media/{sha256}/copies/youtube"));
    rina.get(&format!("/api/submissions/{id}/renditions")).ok();
    let check = json!({ "sop": crate::support::DKI, "content": other, "step": "ajukan" });
    rina.post("/api/drafts/check", &check).ok();
    unchanged(&before, &seen(&rina, &id));
}

#[test]
fn after_a_rejection_its_submitter_changes_it_and_the_official_no_longer() {
    let office = Server::founded();
    let id = office.brought_to("koreksi", "Dikembalikan");
    let (tono, rina) = (office.person("tono"), office.person("rina"));
    let change = |client: &Client, caption: &str| {
        let mut content = seen(client, &id)["content"].clone();
        content["caption"] = json!(caption);
        client.act(&id, json!({ "type": "revise", "content": content }))
    };
    change(&rina, "Sebelum ditolak.").refused(403, "wrong_position");
    let returned = tono.act(&id, json!({ "type": "reject", "reason": "Perbaiki." })).ok();
    assert_eq!(returned["holders"], json!(["Rina Uji"]));
    change(&tono, "Sesudah ditolak.").refused(403, "wrong_position");
    assert_eq!(change(&rina, "Sudah diperbaiki.").ok()["version"], 2);
}
