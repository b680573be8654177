//! What went wrong in another office's program and must be impossible here; `docs/security.md` lists all of it and the
//! tests elsewhere.

use std::io::{Cursor, Read as _};
use std::sync::Barrier;

use serde_json::{Value, json};

use crate::support::{
    Client, DKI, JABAR, Server, dki_content, hand_in, jpeg, jpeg_of_a_phone, png,
};

fn seen(client: &Client, id: &str) -> Value {
    client.get(&format!("/api/submissions/{id}")).ok()
}

/// Two windows, each with a command of its own: not a retry but a second decision.
#[test]
fn an_approval_from_two_windows_at_once_is_recorded_once() {
    let office = Server::founded();
    let dewi = office.person("dewi");
    for round in 0..10 {
        let id = office.brought_to("setujui", &format!("Dua jendela {round}"));
        let before = seen(&dewi, &id);
        let start = Barrier::new(4);
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let window = || {
                let (id, before, start) = (&id, &before, &start);
                let window = office.person("dewi");
                scope.spawn(move || {
                    start.wait();
                    window.act_on(id, before, json!({ "type": "accept" })).status
                })
            };
            let windows: Vec<_> = (0..4).map(|_| window()).collect();
            windows.into_iter().map(|window| window.join().unwrap()).collect()
        });
        assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
        let trail = seen(&dewi, &id)["trail"].clone();
        let approvals = trail.as_array().unwrap().iter().filter(|entry| {
            entry["event"]["type"] == "accepted" && entry["account_name"] == "Dewi Uji"
        });
        assert_eq!(approvals.count(), 1, "{trail}");
    }
}

#[test]
fn nothing_is_uploaded_before_everybody_has_accepted_it() {
    let office = Server::founded();
    let post = json!({
        "type": "record_publication", "platform": "instagram-feed",
        "url": "https://www.instagram.com/p/DMrXk2aTq1B/",
    });
    for step in ["koreksi", "platform", "kontrol", "setujui"] {
        let id = office.brought_to(step, &format!("Belum disetujui: {step}"));
        for login in ["rina", "tono", "sari", "budi", "dewi", "asep"] {
            let (status, code) = office.person(login).act(&id, post.clone()).refusal();
            assert!([403, 422].contains(&status), "{step} {login}: {status} {code}");
        }
        let item = seen(&office.person("rina"), &id);
        assert_eq!((&item["step"], &item["publications"]), (&json!(step), &json!([])));
    }
}

/// The digest that everybody accepted is the digest of what is uploaded.
#[test]
fn what_was_approved_can_only_be_uploaded_as_it_is() {
    let office = Server::founded();
    let rina = office.person("rina");
    let id = office.brought_to("unggah", "Sudah disetujui");
    let approved = seen(&rina, &id);
    let mut content = approved["content"].clone();
    content["caption"] = json!("Lain dari yang disetujui.");
    let (status, code) = rina.act(&id, json!({ "type": "revise", "content": content })).refusal();
    assert!([403, 422].contains(&status), "{status} {code}");
    let mut content = approved["content"].clone();
    content["assets"] = json!([rina.upload("lain.jpg", &jpeg(77)).ok()["asset"]]);
    let (status, code) = rina.act(&id, json!({ "type": "revise", "content": content })).refusal();
    assert!([403, 422].contains(&status), "{status} {code}");
    let after = seen(&rina, &id);
    for part in ["content", "digest", "version", "revision", "step"] {
        assert_eq!(approved[part], after[part], "{part}");
    }
}

#[test]
fn what_was_never_saved_is_refused_and_turns_up_in_no_other_draft() {
    let office = Server::founded();
    let rina = office.person("rina");
    let draft = rina.post("/api/drafts", &json!({ "sop": DKI })).ok();
    let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
    let asset = rina.upload("foto.jpg", &jpeg(5)).ok()["asset"].clone();
    // Handed in before the content with the picture was saved.
    let request = |revision: &Value| {
        let command = uuid::Uuid::now_v7();
        json!({ "command_id": command, "revision": revision, "late_reason": null })
    };
    let submit = format!("{path}/submit");
    rina.post(&submit, &request(&draft["revision"])).refused(422, "incomplete");
    // Saved meanwhile in another window: what this window knows is not what would be handed in.
    let content = dki_content("Dengan foto", &asset);
    let update = json!({ "revision": draft["revision"], "content": content, "late_reason": "" });
    let saved = rina.put(&path, &update).ok();
    rina.post(&submit, &request(&draft["revision"])).refused(409, "stale");

    let other = rina.post("/api/drafts", &json!({ "sop": DKI })).ok();
    assert_eq!(other["content"]["assets"], json!([]));
    let sent = rina.post(&submit, &request(&saved["revision"])).ok();
    assert_eq!(sent["content"]["assets"][0]["sha256"], asset["sha256"]);
    let other = rina.get(&format!("/api/drafts/{}", other["id"].as_str().unwrap())).ok();
    assert_eq!(other["content"]["assets"], json!([]));
}

/// The segments of a JPEG before its picture data, by marker.
fn segments(jpeg: &[u8]) -> Vec<u8> {
    let mut found = Vec::new();
    let mut at = 2;
    while jpeg[at + 1] != 0xDA {
        found.push(jpeg[at + 1]);
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    }
    found
}

fn size(jpeg: &[u8]) -> (u16, u16) {
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    let number = |at: usize| u16::from_be_bytes([jpeg[frame + at], jpeg[frame + at + 1]]);
    (number(7), number(5))
}

#[test]
fn what_goes_out_is_upright_and_tells_nothing_of_place_or_camera() {
    let office = Server::founded();
    let rina = office.person("rina");
    let view = rina.upload("IMG_0001.jpg", &jpeg_of_a_phone(3)).ok();
    assert_eq!((&view["facts"]["gps"], &view["facts"]["orientation"]), (&json!(true), &json!(6)));
    let media = format!("/api/media/{}", view["asset"]["sha256"].as_str().unwrap());
    let mut content = dki_content("Dari telepon", &view["asset"]);
    content["assets"] =
        json!([view["asset"], rina.upload("b.jpg", &jpeg_of_a_phone(4)).ok()["asset"]]);
    content["wished"] = json!(["instagram-feed", "facebook", "youtube"]);
    let item = hand_in(&rina, DKI, &content).ok();
    let listed =
        rina.get(&format!("/api/submissions/{}/renditions", item["id"].as_str().unwrap())).ok();

    let mut going: Vec<(String, Vec<u8>)> = Vec::new();
    let as_is = rina.get(&format!("{media}/renditions/facebook-4x5?fit=as_is"));
    assert_eq!((as_is.status, size(&as_is.body)), (200, (480, 640)), "{}", as_is.text());
    going.push(("as is".to_owned(), as_is.body));
    for picture in ["thumb", "preview"] {
        let shown = rina.get(&format!("{media}/{picture}"));
        let (width, height) = size(&shown.body);
        assert!(width < height, "{picture}: {width}x{height}");
        going.push((picture.to_owned(), shown.body));
    }
    for platform in listed["platforms"].as_array().unwrap() {
        for file in platform["files"].as_array().unwrap() {
            let url = file["url"].as_str().unwrap();
            going.push((url.to_owned(), rina.get(url).body));
        }
        if let Some(url) = platform["zip_url"].as_str() {
            let mut zip = zip::ZipArchive::new(Cursor::new(rina.get(url).body)).unwrap();
            for number in 0..zip.len() {
                let mut bytes = Vec::new();
                zip.by_index(number).unwrap().read_to_end(&mut bytes).unwrap();
                going.push((format!("{url} {number}"), bytes));
            }
        }
    }
    assert!(going.len() >= 10, "{}", going.len());
    for (what, jpeg) in going {
        assert!(jpeg.starts_with(&[0xFF, 0xD8]), "{what}");
        let told = segments(&jpeg);
        // JFIF and colours are allowed; EXIF and XMP (APP1), IPTC (APP13) and comments are not.
        assert!(
            told.iter().all(|marker| ![0xE1, 0xED, 0xFE].contains(marker)),
            "{what}: {told:x?}"
        );
        assert!(!jpeg.windows(4).any(|four| four == b"Exif"), "{what}");
    }
}

/// 280 characters on X: whoever lengthens the caption after the platforms were chosen is told, by the server.
#[test]
fn a_caption_that_grew_too_long_for_a_chosen_platform_goes_no_further() {
    let office = Server::founded();
    let (asep, lilis, yayan) =
        (office.person("asep"), office.person("lilis"), office.person("yayan"));
    let screenshot = asep.upload("riset.png", &png(1)).ok()["asset"].clone();
    let content = json!({
        "title": "Izin usaha", "kind": "konten", "source": "riset-google", "caption": "",
        "assets": [screenshot], "wished": [], "platforms": [],
    });
    let id = hand_in(&asep, JABAR, &content).ok()["id"].as_str().unwrap().to_owned();
    let complete = json!({ "type": "complete" });
    for client in [&asep, &asep, &lilis] {
        client.act(&id, complete.clone()).ok();
    }
    let revise = |caption: String| {
        let mut content = seen(&asep, &id)["content"].clone();
        content["caption"] = json!(caption);
        asep.act(&id, json!({ "type": "revise", "content": content })).ok();
    };
    let design = asep.upload("desain.jpg", &jpeg(3)).ok()["asset"].clone();
    let mut content = seen(&asep, &id)["content"].clone();
    content["assets"].as_array_mut().unwrap().push(design);
    content["caption"] = json!("a".repeat(281));
    asep.act(&id, json!({ "type": "revise", "content": content })).ok();
    let chosen = json!({ "type": "complete", "platforms": ["instagram-feed", "x"] });
    asep.act(&id, chosen.clone()).refused(422, "caption_too_long_for");
    revise("a".repeat(280));
    asep.act(&id, chosen).ok();
    yayan.act(&id, json!({ "type": "reject", "reason": "Perjelas." })).ok();
    assert_eq!(seen(&asep, &id)["step"], "perbaikan");
    revise("a".repeat(281));
    let refused = asep.act(&id, complete.clone()).refused(422, "caption_too_long_for");
    assert_eq!(refused["field"], "caption");
    revise("a".repeat(280));
    assert_eq!(asep.act(&id, complete).ok()["step"], "persetujuan");
}
