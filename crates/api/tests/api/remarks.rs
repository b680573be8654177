//! Remarks on a post through the API: who may, how they follow the files, and what happens all at once.

use serde_json::{Value, json};

use crate::support::{Answer, Client, JABAR, Server, hand_in, jpeg};

const PLACE: &str = "xywh=percent:10,20,0,0";

fn detail(client: &Client, id: &str) -> Value {
    client.get(&format!("/api/submissions/{id}")).ok()
}

fn file(detail: &Value, index: usize) -> String {
    format!("urn:sha256:{}", detail["content"]["assets"][index]["sha256"].as_str().unwrap())
}

/// Points at the first file; answers the thread's id and the answer.
fn pin(client: &Client, id: &str, text: &str) -> (String, Answer) {
    let thread = format!("urn:uuid:{}", uuid::Uuid::now_v7());
    let source = file(&detail(client, id), 0);
    let act = json!({ "type": "annotate", "id": thread, "source": source, "fragment": PLACE, "text": text });
    let answer = client.act(id, act);
    (thread, answer)
}

fn on_thread(client: &Client, id: &str, kind: &str, thread: &str) -> Answer {
    client.act(id, json!({ "type": kind, "thread": thread }))
}

fn reply(client: &Client, id: &str, thread: &str, text: &str) -> Answer {
    let reply = format!("urn:uuid:{}", uuid::Uuid::now_v7());
    client.act(
        id,
        json!({ "type": "reply_to_annotation", "thread": thread, "id": reply, "text": text }),
    )
}

#[test]
fn every_position_of_the_sop_may_and_nobody_else() {
    let office = Server::founded();
    let id = office.brought_to("kontrol", "Peresmian taman");
    for login in ["rina", "tono", "sari", "budi", "dewi"] {
        let client = office.person(login);
        assert_eq!(detail(&client, &id)["remarks"]["can_add"], true, "{login}");
        let (thread, answer) = pin(&client, &id, "Logo terpotong.");
        let after = answer.ok();
        let seen = after["remarks"]["threads"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(seen["author"]["is_me"], true);
        assert_eq!(seen["annotation"]["motivation"], "commenting");
        assert_eq!(seen["assigned_to"], "admin-medsos");
        assert_eq!(seen["shown_on"], after["content"]["assets"][0]["sha256"]);
        reply(&client, &id, &thread, "Sudah saya lihat.").ok();
    }
    for login in ["asep", "lilis", "yayan"] {
        let client = office.person(login);
        assert_eq!(detail(&client, &id)["remarks"]["can_add"], false, "{login}");
        pin(&client, &id, "Bagus.").1.refused(403, "not_taking_part");
    }
    office.nobody().act_on(&id, &json!({ "revision": 1 }), json!({})).refused(401, "signed_out");
    // Nobody's turn was taken by it.
    assert_eq!(office.accepted_by("budi", &id)["step"], "setujui");
}

#[test]
fn the_other_sop_has_the_same_rules() {
    let office = Server::founded();
    let (asep, yayan) = (office.person("asep"), office.person("yayan"));
    let asset = asep.upload("a.jpg", &jpeg(4)).ok()["asset"].clone();
    let content = json!({
        "title": "Izin usaha", "kind": "konten", "source": "riset-google", "caption": "",
        "assets": [asset], "wished": [], "platforms": [],
    });
    let id = hand_in(&asep, JABAR, &content).ok()["id"].as_str().unwrap().to_owned();
    let (thread, answer) = pin(&yayan, &id, "Perbesar hurufnya.");
    assert_eq!(answer.ok()["remarks"]["threads"][0]["assigned_to"], "humas");
    on_thread(&office.person("lilis"), &id, "resolve_annotation", &thread)
        .refused(403, "not_yours_to_resolve");
    let done = on_thread(&asep, &id, "resolve_annotation", &thread).ok();
    assert_eq!(done["remarks"]["threads"][0]["resolution"]["is_by_author"], false);
    pin(&office.person("rina"), &id, "Dari luar.").1.refused(403, "not_taking_part");
}

#[test]
fn a_returned_post_is_repaired_by_its_work_list_and_seen_again_at_the_same_place() {
    let office = Server::founded();
    let id = office.brought_to("kontrol", "Kunjungan delegasi");
    let (rina, budi) = (office.person("rina"), office.person("budi"));
    let (first, _) = pin(&budi, &id, "Logo terpotong.");
    let (second, _) = pin(&budi, &id, "Nama keliru.");
    let back = json!({ "type": "reject", "reason": "Lihat dua tanda.", "to": "ajukan" });
    assert_eq!(budi.act(&id, back).ok()["step"], "ajukan");

    let list = detail(&rina, &id);
    assert_eq!(list["remarks"]["open"], 2);
    assert!(list["remarks"]["threads"].as_array().unwrap().iter().all(|thread| {
        thread["is_for_me"] == true
            && thread["can_resolve"] == true
            && thread["can_reopen"] == false
    }));
    let better = rina.upload("foto-baru.jpg", &jpeg(77)).ok()["asset"].clone();
    let mut content = list["content"].clone();
    content["assets"][0] = better.clone();
    rina.act(&id, json!({ "type": "revise", "content": content })).ok();
    on_thread(&rina, &id, "resolve_annotation", &first).ok();
    reply(&rina, &id, &second, "Menunggu ejaan dari protokol.").ok();

    let seen = detail(&budi, &id);
    assert_eq!(seen["version"], 2);
    let threads = seen["remarks"]["threads"].as_array().unwrap();
    for thread in threads {
        assert_eq!(thread["shown_on"], better["sha256"]);
        assert_eq!((&thread["version"], &thread["is_carried_over"]), (&json!(1), &json!(true)));
        assert_eq!(thread["annotation"]["target"]["selector"]["value"], PLACE);
    }
    assert_eq!(threads[0]["resolution"]["by"]["name"], "Rina Uji");
    assert_eq!(threads[0]["resolution"]["version"], 2);
    assert_eq!(threads[0]["can_reopen"], true);
    assert_eq!(threads[1]["resolution"], Value::Null);
    assert_eq!(threads[1]["replies"][0]["author"]["position_label"], "Admin Medsos");
    on_thread(&budi, &id, "reopen_annotation", &first).ok();
    assert_eq!(detail(&rina, &id)["remarks"]["open"], 2);

    let sentences: Vec<_> = detail(&budi, &id)["trail"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["sentence"].as_str().unwrap().to_owned())
        .collect();
    for told in [
        "Memberi tanda 1 pada foto.jpg",
        "Menandai selesai tanda 1 pada foto.jpg",
        "Membalas tanda 2 pada foto.jpg",
        "Membuka lagi tanda 1 pada foto.jpg",
    ] {
        assert!(sentences.iter().any(|sentence| sentence == told), "{told}: {sentences:?}");
    }
}

#[test]
fn a_remark_is_never_too_late_and_a_decider_is_told_of_it() {
    let office = Server::founded();
    let id = office.brought_to("kontrol", "Rapat");
    let (budi, dewi) = (office.person("budi"), office.person("dewi"));
    let before = detail(&budi, &id);
    pin(&dewi, &id, "Perhatikan bendera.").1.ok();
    let told = budi.act_on(&id, &before, json!({ "type": "accept" })).refused(409, "stale");
    assert!(told["message"].as_str().unwrap().contains("memberi tanda 1 pada foto.jpg"), "{told}");
    assert_eq!(told["current"]["remarks"]["open"], 1);
    // On a revision long gone: added all the same.
    let thread = format!("urn:uuid:{}", uuid::Uuid::now_v7());
    let act = json!({ "type": "annotate", "id": thread, "source": file(&before, 0), "text": "Juga ini." });
    assert_eq!(budi.act_on(&id, &before, act).ok()["remarks"]["open"], 2);
    assert_eq!(budi.act(&id, json!({ "type": "accept" })).ok()["step"], "setujui");
}

#[test]
fn many_remarks_at_once_are_all_kept_each_once() {
    let office = Server::founded();
    let id = office.brought_to("kontrol", "Ramai");
    let people = ["rina", "tono", "budi", "dewi"].map(|login| office.person(login));
    std::thread::scope(|scope| {
        for client in &people {
            let id = &id;
            scope.spawn(move || {
                for round in 0..5 {
                    pin(client, id, &format!("Tanda {round}")).1.ok();
                }
            });
        }
    });
    assert_eq!(detail(&people[0], &id)["remarks"]["open"], 20);

    let before = detail(&people[0], &id);
    let thread = format!("urn:uuid:{}", uuid::Uuid::now_v7());
    let request = json!({
        "command_id": uuid::Uuid::now_v7(), "revision": before["revision"],
        "act": { "type": "annotate", "id": thread, "source": file(&before, 0), "text": "Sekali." },
    });
    let path = format!("/api/submissions/{id}/acts");
    for _ in 0..2 {
        assert_eq!(people[0].post(&path, &request).ok()["remarks"]["open"], 21);
    }
}

#[test]
fn hostile_remarks_are_refused_with_a_sentence() {
    let office = Server::founded();
    let id = office.brought_to("kontrol", "Aman");
    let budi = office.person("budi");
    let source = file(&detail(&budi, &id), 0);
    let with = |change: Value| {
        let thread = format!("urn:uuid:{}", uuid::Uuid::now_v7());
        let mut act = json!({ "type": "annotate", "id": thread, "source": source, "fragment": PLACE, "text": "x" });
        act.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        budi.act(&id, act)
    };
    with(json!({ "fragment": "xywh=percent:99,99,9,9" })).refused(422, "bad_place");
    with(json!({ "fragment": "t=1" })).refused(422, "bad_place");
    with(json!({ "source": "urn:sha256:0" })).refused(422, "marked_file_gone");
    with(json!({ "source": "javascript:alert(1)" })).refused(422, "marked_file_gone");
    with(json!({ "text": "a".repeat(2_001) })).refused(422, "too_long");
    assert_eq!(
        with(json!({ "text": "\u{0}  " })).refused(422, "remark_text_missing")["field"],
        "text"
    );
    with(json!({ "id": "bukan-id" })).refused(400, "bad_input");
    with(json!({ "motivation": "bookmarking" })).refused(400, "bad_input");
    with(json!({ "assigned_to": "gubernur" })).refused(422, "unknown_position");
    let other = office.brought_to("kontrol", "Lain");
    with(json!({ "source": format!("urn:uuid:{other}#caption"), "fragment": null }))
        .refused(422, "marked_file_gone");
    let kept = with(json!({ "text": "<script>alert(1)</script>\u{7}" })).ok();
    assert_eq!(
        kept["remarks"]["threads"][0]["annotation"]["body"]["value"],
        "<script>alert(1)</script>"
    );
}

#[test]
fn the_record_with_remarks_is_proved_and_made_anew() {
    let office = Server::founded();
    let id = office.brought_to("kontrol", "Arsip");
    let budi = office.person("budi");
    let (thread, _) = pin(&budi, &id, "Logo.");
    reply(&budi, &id, &thread, "Maksudnya yang kiri.").ok();
    on_thread(&budi, &id, "resolve_annotation", &thread).ok();
    let before = detail(&budi, &id);
    let report = api::tools::verify(office.data.path(), &mut |_, _| {}).unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    office.host.office().rebuild().unwrap();
    assert_eq!(detail(&budi, &id), before);
    office.accepted_by("budi", &id);
    let dewi = office.person("dewi");
    let platforms = json!({ "type": "accept" });
    dewi.act(&id, platforms).ok();
    let open = pin(&dewi, &id, "Masih boleh.");
    open.1.ok();
    for (platform, url) in [
        ("instagram-feed", "https://www.instagram.com/p/DMrXk2aTq1B/"),
        ("facebook", "https://www.facebook.com/kantoruji/posts/1"),
    ] {
        let act = json!({ "type": "record_publication", "platform": platform, "url": url });
        office.person("rina").act(&id, act).ok();
    }
    assert_eq!(detail(&dewi, &id)["remarks"]["can_add"], false);
    reply(&dewi, &id, &open.0, "Terlambat.").refused(422, "already_ended");
}
