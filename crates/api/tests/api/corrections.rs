//! Corrections of a caption: proposed, taken, told by whose hand they are, and what changed since a decision.

use serde_json::{Value, json};

use crate::support::{Answer, Client, Server, jpeg, pdf};

const BEFORE: &str = "Kegiatan hari ini.";

fn texts(pieces: &Value, wanted: impl Fn(&Value) -> bool) -> String {
    let pieces = pieces.as_array().unwrap().iter().filter(|piece| wanted(piece));
    pieces.map(|piece| piece["text"].as_str().unwrap()).collect()
}

fn detail(client: &Client, id: &str) -> Value {
    client.get(&format!("/api/submissions/{id}")).ok()
}

fn suggest(client: &Client, id: &str, text: &str) -> Answer {
    let version = detail(client, id)["version"].clone();
    client.act(id, json!({ "type": "suggest_caption", "version": version, "text": text, "note": "Nama kota." }))
}

fn revise(client: &Client, id: &str, caption: &str, took: &[u32]) -> Answer {
    let mut content = detail(client, id)["content"].clone();
    content["caption"] = json!(caption);
    client.act(id, json!({ "type": "revise", "content": content, "note": "", "took": took }))
}

#[test]
fn a_suggestion_travels_back_with_the_item_and_is_taken_in_part() {
    let office = Server::founded();
    let id = office.brought_to("kontrol", "Diusulkan");
    let budi = office.person("budi");
    let before = detail(&budi, &id);
    assert_eq!(before["acts"]["suggest_caption"], json!(true));
    assert_eq!(before["acts"]["revise"], json!(false));
    let after = suggest(&budi, &id, "Kunjungan Tokyo hari ini, Senin.").ok();
    assert_eq!(after["digest"], before["digest"]);
    assert_eq!(after["version"], 1);
    assert_eq!(after["pic_agreement"]["current"], json!(true));
    let one = &after["suggestions"][0];
    assert_eq!((one["number"].clone(), one["outcome"].clone()), (json!(1), json!("open")));
    assert_eq!((one["name"].clone(), one["base"].clone()), (json!("Budi Uji"), json!(BEFORE)));
    assert_eq!(
        texts(&one["edits"], |edit| edit["kind"] != "struck"),
        "Kunjungan Tokyo hari ini, Senin."
    );
    assert_eq!(texts(&one["edits"], |edit| edit["kind"] != "written"), BEFORE);
    assert_eq!(
        after["trail"].as_array().unwrap().last().unwrap()["sentence"],
        "Mengusulkan caption (usulan 1)"
    );

    suggest(&budi, &id, "Kegiatan kemarin.").ok();
    budi.act(&id, json!({ "type": "reject", "to": "koreksi", "reason": "Lihat usulan." })).ok();
    let tono = office.person("tono");
    let seen = detail(&tono, &id);
    assert_eq!(seen["suggestions"][0]["outcome"], "open");
    assert_eq!(seen["acts"]["suggest_caption"], json!(true));
    revise(&tono, &id, "Kunjungan Tokyo hari ini.", &[7]).refused(422, "unknown_suggestion");
    let taken = revise(&tono, &id, "Kunjungan Tokyo hari ini.", &[1]).ok();
    assert_eq!(
        (taken["suggestions"][0]["outcome"].clone(), taken["suggestions"][0]["taken_in"].clone()),
        (json!("part"), json!(2))
    );
    assert_eq!(taken["suggestions"][0]["answered_by"], "Tono Uji");
    let last = taken["trail"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["sentence"], "Mengubah isi menjadi versi 2 dengan usulan caption 1");
    assert_eq!(texts(&last["caption_edits"], |edit| edit["kind"] == "struck"), "Kegiatan");
    let declined = tono.act(&id, json!({ "type": "decline_suggestion", "suggestion": 2 })).ok();
    assert_eq!(declined["suggestions"][1]["outcome"], "unused");
    tono.act(&id, json!({ "type": "decline_suggestion", "suggestion": 2 }))
        .refused(422, "unknown_suggestion");
}

#[test]
fn a_suggestion_taken_as_it_is_is_wholly_used_and_one_left_open_ends_unused() {
    let office = Server::founded();
    let id = office.brought_to("setujui", "Seutuhnya");
    let dewi = office.person("dewi");
    suggest(&dewi, &id, "Kunjungan Tokyo hari ini.").ok();
    suggest(&dewi, &id, "Kunjungan delegasi hari ini.").ok();
    dewi.act(&id, json!({ "type": "reject", "to": "koreksi", "reason": "Usulan." })).ok();
    let tono = office.person("tono");
    let taken = revise(&tono, &id, "Kunjungan Tokyo hari ini.", &[1]).ok();
    assert_eq!(taken["suggestions"][0]["outcome"], "whole");
    for login in ["tono", "sari", "budi", "dewi"] {
        office.accepted_by(login, &id);
    }
    let rina = office.person("rina");
    for (platform, url) in [
        ("instagram-feed", "https://www.instagram.com/p/DMrXk2aTq1B/"),
        ("facebook", "https://www.facebook.com/kantoruji/posts/1"),
    ] {
        rina.act(&id, json!({ "type": "record_publication", "platform": platform, "url": url }))
            .ok();
    }
    let done = detail(&rina, &id);
    assert_eq!(
        (done["state"].clone(), done["suggestions"][1]["outcome"].clone()),
        (json!("finished"), json!("unused"))
    );
    assert_eq!(done["holders"], json!([]));
}

#[test]
fn who_may_write_themselves_or_does_not_stand_there_proposes_nothing() {
    let office = Server::founded();
    let id = office.brought_to("kontrol", "Bukan giliran mengusulkan");
    for login in ["rina", "tono", "sari", "dewi", "asep"] {
        suggest(&office.person(login), &id, "Lain.").refused(403, "wrong_position");
    }
    let budi = office.person("budi");
    budi.act(&id, json!({ "type": "suggest_caption", "version": 9, "text": "Lain." }))
        .refused(422, "content_changed");
    suggest(&budi, &id, &"a".repeat(201)).refused(422, "caption_too_long");
    suggest(&budi, &id, BEFORE).refused(422, "nothing_changed");
    budi.act(&id, json!({ "type": "decline_suggestion", "suggestion": 1 }))
        .refused(422, "not_at_this_step");
    budi.act(&id, json!({ "type": "reject", "to": "ajukan", "reason": "x" })).ok();
    let rina = office.person("rina");
    assert_eq!(detail(&rina, &id)["acts"]["suggest_caption"], json!(false));
    suggest(&rina, &id, "Lain.").refused(422, "not_at_this_step");
}

#[test]
fn the_caption_tells_whose_hand_each_word_is() {
    let office = Server::founded();
    let id = office.brought_to("koreksi", "Bertangan banyak");
    let tono = office.person("tono");
    let alone = detail(&tono, &id)["caption_history"].clone();
    assert_eq!(alone["hands"].as_array().unwrap().len(), 1);
    revise(&tono, &id, "Kunjungan hari ini.", &[]).ok();
    tono.act(&id, json!({ "type": "reject", "reason": "Tambahkan kotanya." })).ok();
    let rina = office.person("rina");
    let after = revise(&rina, &id, "Kunjungan Tokyo hari ini.", &[]).ok();
    let history = &after["caption_history"];
    let hands: Vec<_> = history["hands"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hand| {
            (
                hand["name"].as_str().unwrap(),
                hand["person"].as_u64().unwrap(),
                hand["version"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(hands, [("Rina Uji", 0, 1), ("Tono Uji", 1, 2), ("Rina Uji", 0, 3)]);
    assert_eq!(
        texts(&history["pieces"], |piece| piece["struck"].is_null()),
        "Kunjungan Tokyo hari ini."
    );
    assert_eq!(texts(&history["pieces"], |piece| piece["struck"] == 1), "Kegiatan");
    assert_eq!(texts(&history["pieces"], |piece| piece["written"] == 2).trim(), "Tokyo");
}

#[test]
fn a_returning_official_is_told_what_changed_since_their_own_decision() {
    let office = Server::founded();
    let id = office.brought_to("kontrol", "Kembali");
    let (rina, sari, budi) = (office.person("rina"), office.person("sari"), office.person("budi"));
    assert_eq!(detail(&rina, &id)["since_decision"], Value::Null);
    assert_eq!(detail(&budi, &id)["since_decision"], Value::Null);
    let unchanged = detail(&sari, &id)["since_decision"].clone();
    assert_eq!(
        (unchanged["decision"].clone(), unchanged["changes"].clone(), unchanged["caption"].clone()),
        (json!("accepted"), json!([]), Value::Null)
    );

    budi.act(&id, json!({ "type": "reject", "to": "koreksi", "reason": "Ganti fotonya." })).ok();
    let tono = office.person("tono");
    let photo = tono.upload("baru.jpg", &jpeg(77)).ok()["asset"].clone();
    let mut content = detail(&tono, &id)["content"].clone();
    content["caption"] = json!("Kegiatan pagi ini.");
    content["title"] = json!("Kembali lagi");
    content["assets"] = json!([photo]);
    tono.act(&id, json!({ "type": "revise", "content": content })).ok();
    office.accepted_by("tono", &id);
    let since = detail(&sari, &id)["since_decision"].clone();
    assert_eq!(since["version"], 1);
    assert_eq!(since["step_short"], "Platform");
    let changes: Vec<_> =
        since["changes"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    assert_eq!(changes, ["Judul diubah", "foto.jpg diganti baru.jpg"]);
    assert_eq!(texts(&since["caption"], |edit| edit["kind"] == "written"), "pagi");

    let platforms = json!(["youtube"]);
    sari.act(&id, json!({ "type": "accept", "platforms": platforms })).ok();
    let since = detail(&budi, &id)["since_decision"].clone();
    assert_eq!(since["decision"], "rejected");
    assert!(
        since["changes"].as_array().unwrap().contains(&json!("Platform sekarang: YouTube")),
        "{since}"
    );
}

#[test]
fn an_agreement_keeps_a_picture_of_the_answer_as_evidence() {
    let office = Server::founded();
    let id = office.brought_to("koreksi", "Dengan bukti");
    let tono = office.person("tono");
    let picture = tono.upload("tangkapan.jpg", &jpeg(91)).ok()["asset"].clone();
    let agree = |evidence: &Value| {
        tono.act(
            &id,
            json!({
                "type": "record_pic_agreement", "who": "Pak Arif", "how": "whatsapp",
                "agreed_at": "2026-11-23T01:30:00Z", "evidence": evidence,
            }),
        )
    };
    let mut unknown = picture.clone();
    unknown["sha256"] = json!("0".repeat(64));
    agree(&unknown).refused(422, "unknown_file");
    let document = tono.upload("surat.pdf", &pdf()).ok()["asset"].clone();
    assert_eq!(agree(&document).refused(400, "bad_input")["field"], "evidence");
    let after = agree(&picture).ok();
    assert_eq!(after["pic_agreement"]["evidence"]["sha256"], picture["sha256"]);
    assert_eq!(after["content"]["assets"].as_array().unwrap().len(), 1);
    assert_eq!(after["version"], 1);
    let report = api::tools::verify(office.data.path(), &mut |_, _| {}).unwrap();
    assert_eq!(report.findings.len(), 0);
    let event = after["trail"].as_array().unwrap().last().unwrap()["event"].clone();
    assert_eq!(event["evidence"]["name"], "tangkapan.jpg");
}
