//! Pictures that look nearly the same are told, and nobody learns of somebody else's draft by it.

use serde_json::json;

use crate::support::{DKI, Server, dki_content, hand_in, jpeg};
use office::parts::media::{CancelToken, Order, Recipe, carry_out};

/// The same photo as a chat program would send it on: smaller, and encoded again.
fn forwarded(original: &[u8]) -> Vec<u8> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), original).unwrap();
    let order = Order { recipes: vec![Recipe::THUMB], ..Order::default() };
    carry_out(file.path(), &order, &CancelToken::new()).unwrap().pictures.remove(0).jpeg
}

#[test]
fn a_photo_that_was_posted_before_is_recognised() {
    let office = Server::founded();
    let rina = office.person("rina");
    let original = jpeg(21);
    let first = rina.upload("asli.jpg", &original).ok();
    assert_eq!(first["similar"], json!([]));
    let item = hand_in(&rina, DKI, &dki_content("Kunjungan", &first["asset"])).ok();
    let again = office.person("asep").upload("wa.jpg", &forwarded(&original)).ok();
    let similar = &again["similar"][0];
    assert_eq!(similar["sha256"], first["asset"]["sha256"]);
    assert_eq!(similar["submission"], item["id"]);
    assert_eq!((&similar["title"], &similar["date"]), (&json!("Kunjungan"), &json!("2026-11-23")));
    assert_eq!(similar["name"], "asli.jpg");
    assert!(similar["distance"].as_u64().unwrap() <= 10);
}

#[test]
fn a_different_photo_is_not_similar_and_the_same_bytes_are_a_use() {
    let office = Server::founded();
    let rina = office.person("rina");
    let first = rina.upload("a.jpg", &jpeg(22)).ok();
    hand_in(&rina, DKI, &dki_content("Satu", &first["asset"])).ok();
    let same = rina.upload("b.jpg", &jpeg(22)).ok();
    assert_eq!((&same["similar"], &same["used_in"][0]["title"]), (&json!([]), &json!("Satu")));
}

#[test]
fn what_lies_in_somebody_elses_draft_is_not_told() {
    let office = Server::founded();
    let original = jpeg(23);
    let rina = office.person("rina");
    rina.upload("rahasia.jpg", &original).ok();
    let copy = forwarded(&original);
    assert_eq!(office.person("asep").upload("b.jpg", &copy).ok()["similar"], json!([]));
    let own = rina.upload("c.jpg", &copy).ok();
    assert_eq!(own["similar"][0]["name"], "rahasia.jpg");
    assert_eq!(own["similar"][0]["submission"], json!(null));
    assert_eq!(own["similar"][0]["date"], "2026-11-23");
}

#[test]
fn a_small_picture_is_warned_about_where_it_would_look_soft() {
    let office = Server::founded();
    let view = office.person("rina").upload("kecil.jpg", &forwarded(&jpeg(24))).ok();
    let refusals = view["refusals"].as_array().unwrap();
    let feed = refusals.iter().find(|one| one["place"] == "instagram-feed-4x5").unwrap();
    assert_eq!((&feed["code"], &feed["severity"]), (&json!("too_small"), &json!("warning")));
    assert_eq!(feed["platform"], "instagram-feed");
}
