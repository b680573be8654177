//! One photo through the DKI office's SOP, and back from every level of it.

use serde_json::{Value, json};

use crate::support::{DKI, Server, dki_content, hand_in, jpeg, moment};

#[test]
fn a_photo_goes_through_all_steps_and_is_found_in_the_archive() {
    let office = Server::founded();
    let id = office.brought_to("unggah", "Kunjungan kerja");
    let rina = office.person("rina");
    let waiting = rina.get("/api/submissions?scope=inbox").ok();
    assert_eq!(waiting["items"][0]["id"], json!(id));

    let detail = rina.get(&format!("/api/submissions/{id}")).ok();
    assert_eq!(detail["platforms"], json!(["instagram-feed", "facebook"]));
    assert_eq!(detail["acts"]["record_publication"], json!(true));
    let publish = |platform: &str, url: &str| {
        rina.act(&id, json!({ "type": "record_publication", "platform": platform, "url": url }))
    };
    let half = publish("instagram-feed", "https://www.instagram.com/p/DMrXk2aTq1B/").ok();
    assert_eq!(half["state"], "at_step");
    publish("tiktok", "https://www.tiktok.com/@x/video/1").refused(422, "platform_not_chosen");
    publish("facebook", "https://evil.example/posts/1").refused(422, "bad_link");
    let done = publish("facebook", "https://www.facebook.com/kantoruji/posts/1").ok();

    assert_eq!(done["state"], "finished");
    assert!(done["finished_at"].is_string());
    assert_eq!(done["step_short"], "Selesai");
    assert_eq!(done["position_label"], "");
    let states: Vec<_> =
        done["paraf"].as_array().unwrap().iter().map(|box_| box_["state"].clone()).collect();
    assert_eq!(states, vec![json!("done"); 6]);
    let found = rina.get("/api/archive?q=kunjungan").ok();
    assert_eq!((found["total"].clone(), found["items"][0]["id"].clone()), (json!(1), json!(id)));
    rina.act(&id, json!({ "type": "cancel", "reason": "x" })).refused(422, "already_ended");
}

#[test]
fn the_trail_tells_who_did_what_with_hash_and_time() {
    let office = Server::founded();
    let id = office.brought_to("platform", "Rapat");
    let detail = office.person("sari").get(&format!("/api/submissions/{id}")).ok();
    let trail = detail["trail"].as_array().unwrap();
    let sentences: Vec<_> = trail.iter().map(|entry| entry["sentence"].as_str().unwrap()).collect();
    assert_eq!(
        sentences,
        [
            "Menyusun ajuan",
            "Menyerahkan ke Koreksi",
            "Mencatat persetujuan PIC kegiatan, Pak Arif (WhatsApp)",
            "Menerima dan meneruskan ke Platform",
        ]
    );
    assert_eq!(trail[3]["account_name"], "Tono Uji");
    assert_eq!(trail[3]["initials"], "TU");
    assert_eq!(trail[3]["position_label"], "Tim Pengelola Media Sosial (Perwakilan Bagian)");
    assert_eq!(trail[3]["standard_seconds"], 3600);
    assert_eq!(detail["record_digest"], trail[3]["hash"]);
    assert_eq!(detail["pic_agreement"]["current"], json!(true));
    assert_eq!(detail["pic_agreement"]["recorded_by_name"], "Tono Uji");
    assert_eq!(detail["pic_agreement"]["who"], "Pak Arif");
}

#[test]
fn a_rejection_at_every_level_goes_one_step_back_with_its_reason() {
    let levels = [
        ("koreksi", "tono", "ajukan", "rina"),
        ("platform", "sari", "koreksi", "tono"),
        ("kontrol", "budi", "platform", "sari"),
        ("setujui", "dewi", "kontrol", "budi"),
    ];
    let office = Server::founded();
    for (step, by, back_to, receiver) in levels {
        let id = office.brought_to(step, &format!("Ditolak di {step}"));
        let client = office.person(by);
        client.act(&id, json!({ "type": "reject", "reason": "  " })).refused(422, "reason_missing");
        let after = client.act(&id, json!({ "type": "reject", "reason": "Foto buram." })).ok();
        assert_eq!(after["step"], back_to);
        assert_eq!(after["returned"]["reason"], "Foto buram.");
        let box_of = |step: &str| -> Value {
            let boxes = after["paraf"].as_array().unwrap();
            boxes.iter().find(|one| one["step"] == step).unwrap()["state"].clone()
        };
        assert_eq!((box_of(step), box_of(back_to)), (json!("returned"), json!("current")));
        let inbox = office.person(receiver).get("/api/submissions?scope=inbox").ok();
        assert!(
            inbox["items"].as_array().unwrap().iter().any(|card| card["id"] == json!(id)),
            "{inbox}"
        );
    }
}

#[test]
fn a_returned_item_is_repaired_and_the_decision_on_the_old_content_is_void() {
    let office = Server::founded();
    let id = office.brought_to("kontrol", "Perlu perbaikan");
    let budi = office.person("budi");
    budi.act(&id, json!({ "type": "reject", "to": "koreksi", "reason": "Salah nama." })).ok();
    let tono = office.person("tono");
    let mut content = tono.get(&format!("/api/submissions/{id}")).ok()["content"].clone();
    content["caption"] = json!("Kegiatan hari ini, nama dibetulkan.");
    let revised =
        tono.act(&id, json!({ "type": "revise", "content": content, "note": "nama" })).ok();
    assert_eq!(revised["version"], 2);
    assert_eq!(revised["pic_agreement"]["current"], json!(false));
    tono.act(&id, json!({ "type": "accept" })).refused(422, "pic_agreement_missing");
    office.accepted_by("tono", &id);
    let after = office.accepted_by("sari", &id);
    assert_eq!(after["step"], "kontrol");
    assert_eq!(after["version"], 2);
}

#[test]
fn only_the_position_of_the_step_acts_and_nobody_decides_on_their_own_item() {
    let office = Server::founded();
    let id = office.brought_to("koreksi", "Bukan giliran");
    for login in ["rina", "sari", "budi", "dewi", "asep"] {
        let client = office.person(login);
        let seen = client.get(&format!("/api/submissions/{id}")).ok();
        assert_eq!(seen["can_act"], json!(false), "{login}");
        assert_eq!(seen["acts"]["blocked"]["code"], "wrong_position");
        client.act(&id, json!({ "type": "accept" })).refused(403, "wrong_position");
    }
    let form = json!({
        "name": "Dua Jabatan", "login": "dua", "password": "rahasia-kantor",
        "positions": [{ "sop": DKI, "position": "admin-medsos" }, { "sop": DKI, "position": "tim-pengelola" }],
    });
    office.person("rina").post("/api/accounts", &form).ok();
    let dua = office.person("dua");
    let own = office.submitted(&dua, "Milik sendiri");
    dua.act(&own, json!({ "type": "accept" })).refused(403, "own_submission");
    let inbox = dua.get("/api/submissions?scope=inbox").ok();
    let ids: Vec<_> =
        inbox["items"].as_array().unwrap().iter().map(|card| card["id"].clone()).collect();
    assert!(ids.contains(&json!(id)) && !ids.contains(&json!(own)), "{ids:?}");
}

#[test]
fn a_caption_of_201_characters_is_refused_by_the_server() {
    let office = Server::founded();
    let rina = office.person("rina");
    let asset = rina.upload("a.jpg", &jpeg(1)).ok()["asset"].clone();
    let mut content = dki_content("Panjang", &asset);
    content["caption"] = json!("👨‍👩‍👧".repeat(201));
    let refused = hand_in(&rina, DKI, &content).refused(422, "caption_too_long");
    assert_eq!(refused["field"], "caption");
    content["caption"] = json!("👨‍👩‍👧".repeat(200));
    hand_in(&rina, DKI, &content).ok();
}

#[test]
fn what_is_missing_and_what_is_late_is_said() {
    let office = Server::founded();
    let rina = office.person("rina");
    let asset = rina.upload("a.jpg", &jpeg(2)).ok()["asset"].clone();
    let mut content = dki_content("Tanpa foto", &asset);
    content["assets"] = json!([]);
    let refused = hand_in(&rina, DKI, &content).refused(422, "incomplete");
    assert!(refused["message"].as_str().unwrap().contains("Foto, video"), "{refused}");
    let mut late = dki_content("Terlambat", &asset);
    late["event_date"] = json!("2026-11-20");
    hand_in(&rina, DKI, &late).refused(422, "late");
}

#[test]
fn the_time_at_a_step_runs_only_while_the_office_works() {
    let office = Server::founded();
    let id = office.brought_to("koreksi", "Dihitung");
    let tono = office.person("tono");
    let card = |client: &crate::support::Client| {
        client.get("/api/submissions?scope=inbox").ok()["items"][0].clone()
    };
    assert_eq!(card(&tono)["remaining_seconds"], 3600);
    assert_eq!(card(&tono)["deadline"], "2026-11-23T03:00:00Z");
    // 15.50: ten minutes before closing.
    office.clock.set(moment("2026-11-23T08:50:00Z"));
    let other = office.brought_to("koreksi", "Sore");
    office.clock.set(moment("2026-11-23T20:00:00Z"));
    let tono = office.person("tono");
    let seen = tono.get(&format!("/api/submissions/{other}")).ok();
    assert_eq!(seen["remaining_seconds"], 3000);
    assert_eq!(seen["clock_paused"], json!(true));
    let late = tono.get("/api/submissions?scope=late").ok();
    assert_eq!((late["total"].clone(), late["items"][0]["id"].clone()), (json!(1), json!(id)));
    assert!(late["items"][0]["remaining_seconds"].as_i64().unwrap() < 0);
    assert_eq!(tono.get("/api/home").ok()["late_count"], 1);
    let counts = tono.get(&format!("/api/sops/{DKI}")).ok()["counts"].clone();
    assert_eq!(
        counts[1],
        json!({ "step": "koreksi", "count": 2, "late": 1, "oldest_since": "2026-11-23T02:00:00Z" })
    );
}

#[test]
fn an_item_at_the_first_step_can_be_withdrawn_with_a_reason() {
    let office = Server::founded();
    let id = office.brought_to("koreksi", "Batal");
    office.person("tono").act(&id, json!({ "type": "reject", "reason": "Sudah dimuat." })).ok();
    let rina = office.person("rina");
    rina.act(&id, json!({ "type": "cancel", "reason": "" })).refused(422, "cancel_reason_missing");
    let after = rina.act(&id, json!({ "type": "cancel", "reason": "Diganti." })).ok();
    assert_eq!(after["state"], "cancelled");
    assert_eq!(rina.get("/api/submissions?scope=mine").ok()["total"], 1);
    assert_eq!(rina.get("/api/archive").ok()["total"], 0);
}
