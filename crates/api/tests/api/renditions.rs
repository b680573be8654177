//! Pictures cut for the places of the platforms: chosen, approved, made, given out.

use std::io::{Cursor, Read as _};

use serde_json::{Value, json};

use crate::support::{Client, DKI, Server, dki_content, hand_in, jpeg, pdf, png};

const FEED: &str = "instagram-feed-4x5";

fn photo(client: &Client, seed: u64) -> (String, Value) {
    let asset = client.upload("foto.jpg", &jpeg(seed)).ok()["asset"].clone();
    (asset["sha256"].as_str().unwrap().to_owned(), asset)
}

/// Width and height of a JPEG, from its frame header.
fn size_of(jpeg: &[u8]) -> (u16, u16) {
    let frame = jpeg
        .windows(2)
        .position(|pair| pair == [0xFF, 0xC0])
        .expect("a baseline JPEG has its frame header");
    let number = |at: usize| u16::from_be_bytes([jpeg[frame + at], jpeg[frame + at + 1]]);
    (number(7), number(5))
}

#[test]
fn a_picture_is_cut_for_a_place_as_the_address_says() {
    let office = Server::founded();
    let rina = office.person("rina");
    let (sha256, _) = photo(&rina, 1);
    let path = |query: &str| format!("/api/media/{sha256}/renditions/{FEED}?{query}");
    let mut bodies = Vec::new();
    for query in ["fit=crop&x=0&y=0", "fit=crop&x=10000&y=0", "fit=blur", "fit=plain&color=c0ffee"]
    {
        let cut = rina.get(&path(query));
        assert_eq!((cut.status, cut.header("content-type")), (200, "image/jpeg"), "{query}");
        // 640 x 480 fill 4:5 with 384 x 480, and nothing is enlarged more than twice.
        let size = if query.starts_with("fit=crop") { (768, 960) } else { size_of(&cut.body) };
        assert_eq!(size_of(&cut.body), size, "{query}");
        assert_eq!(u32::from(size.0) * 5, u32::from(size.1) * 4, "{query}");
        assert!(!bodies.contains(&cut.body), "{query} is a picture of its own");
        bodies.push(cut.body);
    }
    let as_is = rina.get(&path("fit=as_is"));
    assert_eq!(size_of(&as_is.body), (640, 480));
    let proposed = rina.get(&path(""));
    assert_eq!(proposed.status, 200);
}

#[test]
fn a_quick_cut_has_the_shape_and_few_pixels() {
    let office = Server::founded();
    let rina = office.person("rina");
    let (sha256, _) = photo(&rina, 2);
    let path = format!("/api/media/{sha256}/renditions/{FEED}?fit=crop&x=5000&y=5000&quick=1");
    let quick = rina.get(&path);
    assert_eq!(size_of(&quick.body), (576, 720));
    std::fs::remove_dir_all(office.data.path().join("cache")).unwrap();
    assert_eq!(rina.get(&path).body, quick.body, "the preview is made again for it");
}

#[test]
fn a_cut_comes_back_after_the_cache_was_deleted_and_is_asked_for_once() {
    let office = Server::founded();
    let rina = office.person("rina");
    let (sha256, _) = photo(&rina, 3);
    let path = format!("/api/media/{sha256}/renditions/{FEED}?fit=blur");
    let before = rina.get(&path);
    std::fs::remove_dir_all(office.data.path().join("cache")).unwrap();
    let after = rina.get(&path);
    assert_eq!(before.body, after.body);
    assert!(after.header("cache-control").contains("no-cache"), "a place may be corrected");
    let tag = after.header("etag").to_owned();
    assert_eq!(rina.with("If-None-Match", &tag).get(&path).status, 304);
    let other = format!("/api/media/{sha256}/renditions/{FEED}?fit=as_is");
    assert_eq!(rina.with("If-None-Match", &tag).get(&other).status, 200);
    let version = tag.trim_matches('"').split_once('-').unwrap().1.to_owned();
    let named = rina.get(&format!("{path}&v={version}"));
    assert!(named.header("cache-control").contains("immutable"));
    let saved = rina.get(&format!("{path}&download=1&name=..%2Frapat%0d%0aX:1.jpg"));
    assert_eq!(
        saved.header("content-disposition"),
        "attachment; filename=\"rapatX_1.jpg\"; filename*=UTF-8''rapatX%3A1.jpg"
    );
}

#[test]
fn what_cannot_be_cut_is_refused_with_the_reason() {
    let office = Server::founded();
    let rina = office.person("rina");
    let (sha256, _) = photo(&rina, 4);
    let document = rina.upload("borang.pdf", &pdf()).ok()["asset"]["sha256"].clone();
    let of = |hash: &str, rest: &str| rina.get(&format!("/api/media/{hash}/renditions/{rest}"));
    of(&sha256, "friendster?fit=blur").refused(404, "not_found");
    of(&sha256, "..%2f..%2foffice.db").refused(404, "not_found");
    of(&"0".repeat(64), FEED).refused(404, "not_found");
    of(document.as_str().unwrap(), FEED).refused(404, "not_found");
    for query in [
        "fit=stretch",
        "fit=crop&x=-1",
        "fit=crop&x=10001",
        "fit=crop&y=99999999",
        "fit=crop&x=a",
        "fit=plain&color=red",
        "fit=plain&color=1000000",
        "fit=plain&color=%00",
    ] {
        of(&sha256, &format!("{FEED}?{query}")).refused(400, "bad_input");
    }
    office
        .nobody()
        .get(&format!("/api/media/{sha256}/renditions/{FEED}"))
        .refused(401, "signed_out");
}

#[test]
fn places_are_listed_and_an_office_corrects_them() {
    let office = Server::founded();
    let places = office.person("rina").get("/api/places").ok();
    let feed = places["pictures"].as_array().unwrap().iter().find(|one| one["id"] == FEED).unwrap();
    assert_eq!((&feed["width"], &feed["default"]), (&json!(1080), &json!(true)));
    assert!(places["videos"].as_array().unwrap().len() >= 5);
    office.nobody().get("/api/places").refused(401, "signed_out");
}

#[test]
fn handing_in_makes_every_fit_explicit_and_a_draft_stays_as_it_was_left() {
    let office = Server::founded();
    let rina = office.person("rina");
    let view = rina.upload("foto.jpg", &jpeg(5)).ok();
    let proposed = &view["proposed"];
    assert_eq!(proposed[FEED]["how"], "crop", "{proposed}");
    assert_eq!(proposed.as_object().unwrap().len(), 6, "one for each platform");
    let mut asset = view["asset"].clone();
    asset["fits"] = json!({ "instagram-feed-1x1": { "how": "blur" } });
    let draft = rina.post("/api/drafts", &json!({ "sop": DKI })).ok();
    let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
    let content = dki_content("Potongan", &asset);
    let update = json!({ "revision": 1, "content": content, "late_reason": "" });
    let saved = rina.put(&path, &update).ok();
    assert_eq!(saved["content"]["assets"][0]["fits"], asset["fits"]);

    let item = hand_in(&rina, DKI, &content).ok();
    let fits = item["content"]["assets"][0]["fits"].as_object().unwrap().clone();
    assert_eq!(fits["instagram-feed-1x1"]["how"], "blur");
    assert!(!fits.contains_key(FEED), "somebody chose another place for the feed");
    assert_eq!(fits["facebook-4x5"], proposed["facebook-4x5"]);
    assert_eq!(fits["instagram-story"], proposed["instagram-story"]);
    assert!(!fits.contains_key("x-16x9"), "this SOP has no X");
}

#[test]
fn an_infographic_is_proposed_whole_and_a_document_for_no_place() {
    let office = Server::founded();
    let rina = office.person("rina");
    let poster = rina.upload("infografis.png", &png(1)).ok();
    assert_eq!(poster["facts"]["drawn"], json!(true));
    assert_eq!(poster["proposed"][FEED], json!({ "how": "blur" }));
    let document = rina.upload("borang.pdf", &pdf()).ok();
    assert_eq!(document["proposed"], json!({}));
    let item = hand_in(&rina, DKI, &dki_content("Borang", &document["asset"])).ok();
    assert!(item["content"]["assets"][0].get("fits").is_none());
}

#[test]
fn a_draft_from_before_fits_is_read_and_handed_in() {
    let office = Server::founded();
    let rina = office.person("rina");
    let (_, mut asset) = photo(&rina, 6);
    asset.as_object_mut().unwrap().remove("fits");
    let item = hand_in(&rina, DKI, &dki_content("Lama", &asset)).ok();
    assert_eq!(item["content"]["assets"][0]["fits"].as_object().unwrap().len(), 5);
}

#[test]
fn fits_out_of_range_are_told_in_the_draft_and_refused_when_handed_in() {
    let office = Server::founded();
    let rina = office.person("rina");
    let (_, mut asset) = photo(&rina, 7);
    asset["fits"] = json!({ FEED: { "how": "crop", "focus": { "x": 10001, "y": 0 } } });
    hand_in(&rina, DKI, &dki_content("Salah", &asset)).refused(422, "bad_fit");
    asset["fits"] = json!({ FEED: { "how": "stretch" } });
    hand_in_unreadable(&rina, &asset);
    let many: serde_json::Map<_, _> =
        (0..41).map(|number| (format!("tempat-{number}"), json!({ "how": "blur" }))).collect();
    asset["fits"] = Value::Object(many);
    hand_in(&rina, DKI, &dki_content("Banyak", &asset)).refused(422, "too_many");
}

fn hand_in_unreadable(client: &Client, asset: &Value) {
    let draft = client.post("/api/drafts", &json!({ "sop": DKI })).ok();
    let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
    let update = json!({ "revision": 1, "content": dki_content("x", asset), "late_reason": "" });
    client.put(&path, &update).refused(400, "bad_input");
}

#[test]
fn a_changed_crop_is_told_in_the_trail_and_voids_what_was_agreed_to() {
    let office = Server::founded();
    let id = office.submitted(&office.person("rina"), "Potong ulang");
    let tono = office.person("tono");
    let agreement = json!({
        "type": "record_pic_agreement", "who": "Pak Arif", "how": "whatsapp",
        "agreed_at": "2026-11-23T01:30:00Z",
    });
    let agreed = tono.act(&id, agreement).ok();
    assert_eq!(agreed["pic_agreement"]["current"], true);
    let mut content = agreed["content"].clone();
    content["assets"][0]["fits"][FEED] = json!({ "how": "crop", "focus": { "x": 1, "y": 2 } });
    let revise = json!({ "type": "revise", "content": content, "note": "Wajah terpotong." });
    let revised = tono.act(&id, revise.clone()).ok();
    let told = revised["trail"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(told["changes"], json!(["Potongan untuk Feed 4:5 diubah"]));
    assert_eq!(revised["pic_agreement"]["current"], false);
    assert_ne!(revised["digest"], agreed["digest"]);
    tono.act(&id, json!({ "type": "accept" })).refused(422, "pic_agreement_missing");
    tono.act(&id, revise).refused(422, "nothing_changed");
    let stale = json!({
        "command_id": uuid::Uuid::now_v7(), "revision": revised["revision"],
        "act": { "type": "reject", "digest": agreed["digest"]["sha256"], "reason": "x" },
    });
    tono.post(&format!("/api/submissions/{id}/acts"), &stale).refused(422, "content_changed");
}

#[test]
fn upload_cards_list_every_file_of_each_chosen_platform() {
    let office = Server::founded();
    let id = office.brought_to("unggah", "Kunjungan Delegasi (Tokyo)");
    let rina = office.person("rina");
    let path = format!("/api/submissions/{id}/renditions");
    let listed = rina.get(&path).ok();
    let platforms = listed["platforms"].as_array().unwrap();
    let ids: Vec<_> = platforms.iter().map(|one| one["platform"].as_str().unwrap()).collect();
    assert_eq!(ids, ["instagram-feed", "facebook"]);
    let card = &platforms[0]["files"][0];
    assert_eq!(card["place"], FEED);
    assert_eq!(card["file_name"], format!("2026-11-23-kunjungan-delegasi-tokyo-{FEED}-1.jpg"));
    assert_eq!((&card["width"], &card["height"]), (&json!(1080), &json!(1350)));
    assert_eq!((&card["bytes"], &card["quality"]), (&Value::Null, &Value::Null));
    assert_eq!((&card["chosen"], &card["scaled_up"]), (&json!(true), &json!(true)));
    assert_eq!(card["over_limit"], json!(false));

    let made = rina.get(card["url"].as_str().unwrap());
    assert_eq!(made.status, 200);
    assert!(made.header("cache-control").contains("immutable"), "its address names its version");
    let again = rina.get(&path).ok();
    assert_eq!(again["platforms"][0]["files"][0]["bytes"], json!(made.body.len()));
    assert!(again["platforms"][0]["files"][0]["quality"].as_u64().unwrap() >= 75);

    let nobody = uuid::Uuid::now_v7();
    rina.get(&format!("/api/submissions/{nobody}/renditions")).refused(404, "not_found");
}

#[test]
fn all_files_of_a_platform_come_in_one_download() {
    let office = Server::founded();
    let rina = office.person("rina");
    let assets = [photo(&rina, 8).1, photo(&rina, 9).1];
    let mut content = dki_content("Dua foto", &assets[0]);
    content["assets"] = json!(assets);
    let item = hand_in(&rina, DKI, &content).ok();
    let listed =
        rina.get(&format!("/api/submissions/{}/renditions", item["id"].as_str().unwrap())).ok();
    let platform = &listed["platforms"][0];
    assert_eq!(platform["platform"], "instagram-feed", "wished for, while none is chosen");
    let answer = rina.get(platform["zip_url"].as_str().unwrap());
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/zip"));
    assert!(answer.header("content-disposition").contains("dua-foto-instagram-feed.zip"));
    let mut zip = zip::ZipArchive::new(Cursor::new(answer.body)).unwrap();
    assert_eq!(zip.len(), 2);
    for number in 0..2 {
        let card = &platform["files"][number];
        let mut entry = zip.by_name(card["file_name"].as_str().unwrap()).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes, rina.get(card["url"].as_str().unwrap()).body);
    }
    let path = format!("/api/submissions/{}/renditions.zip", item["id"].as_str().unwrap());
    rina.get(&format!("{path}?platform=tiktok")).refused(404, "not_found");
    rina.get(&path).refused(400, "bad_input");
}

#[test]
fn an_offices_own_places_are_used_and_a_mistake_in_them_costs_only_the_corrections() {
    let office = Server::founded();
    let own = office.data.path().join("places.toml");
    std::fs::write(&own, "hidden = [\"x-16x9\"]").unwrap();
    let places = api::tools::places(office.data.path()).unwrap();
    assert!(places.place("x-16x9").is_none());
    std::fs::write(&own, "hidden = \"x-16x9\"").unwrap();
    assert!(api::tools::places(office.data.path()).is_err());
}
