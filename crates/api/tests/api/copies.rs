//! Copies of videos for a platform: asked for, and told why not.

use serde_json::json;

use crate::support::{Client, Server, jpeg};

fn film(client: &Client) -> String {
    let mut bytes = b"\0\0\0\x14ftypisom\0\0\0\0isom\0\0\0\x08mdat".to_vec();
    bytes.extend_from_slice(b"\0\0\0\x08moov");
    let view = client.upload("film.mp4", &bytes);
    view.ok()["asset"]["sha256"].as_str().unwrap().to_owned()
}

#[test]
fn the_office_says_which_tools_it_has() {
    let office = Server::founded();
    let tools = office.person("rina").get("/api/tools").ok();
    let ffmpeg = &tools["ffmpeg"];
    assert_eq!(ffmpeg["available"].as_bool().unwrap(), ffmpeg["version"].is_string());
    office.nobody().get("/api/tools").refused(401, "signed_out");
}

#[test]
fn only_a_video_is_copied_and_only_for_a_place_that_is_known() {
    let office = Server::founded();
    let rina = office.person("rina");
    let photo = rina.upload("a.jpg", &jpeg(1)).ok()["asset"]["sha256"].clone();
    let photo = photo.as_str().unwrap();
    let unknown = "0".repeat(64);
    for path in [
        format!("/api/media/{photo}/copies/instagram-reels"),
        format!("/api/media/{unknown}/copies/instagram-reels"),
    ] {
        rina.post(&path, &json!({})).refused(404, "not_found");
        rina.get(&path).refused(404, "not_found");
        rina.delete(&path).refused(404, "not_found");
        rina.get(&format!("{path}/file")).refused(404, "not_found");
    }
    office.nobody().get(&format!("/api/media/{photo}/copies/x")).refused(401, "signed_out");
    let guarded =
        rina.without("X-Terbit").post(&format!("/api/media/{photo}/copies/x"), &json!({}));
    guarded.refused(403, "missing_header");
}

#[test]
fn a_copy_that_nobody_began_is_absent_and_stopping_it_changes_nothing() {
    let office = Server::founded();
    let rina = office.person("rina");
    let sha256 = film(&rina);
    let path = format!("/api/media/{sha256}/copies/instagram-reels");
    assert_eq!(rina.get(&path).ok(), json!({ "state": "absent" }));
    assert_eq!(rina.delete(&path).status, 204);
    rina.get(&format!("{path}/file")).refused(404, "not_found");
    rina.get(&format!("/api/media/{sha256}/copies/instagram-feed-4x5")).refused(404, "not_found");
}

#[test]
fn a_video_that_cannot_be_copied_fails_with_a_sentence_and_can_be_begun_again() {
    let office = Server::founded();
    let rina = office.person("rina");
    let sha256 = film(&rina);
    let path = format!("/api/media/{sha256}/copies/instagram-reels");
    if rina.get("/api/tools").ok()["ffmpeg"]["available"] == json!(false) {
        rina.post(&path, &json!({})).refused(422, "no_ffmpeg");
        return;
    }
    let begun = rina.post(&path, &json!({}));
    assert_eq!((begun.status, &begun.json()["state"]), (202, &json!("running")));
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(60);
    let ended = loop {
        let state = rina.get(&path).ok();
        if state["state"] != "running" {
            break state;
        }
        assert!(std::time::Instant::now() < deadline, "{state}");
        std::thread::yield_now();
    };
    assert_eq!(ended["state"], "failed");
    assert!(ended["message"].as_str().unwrap().len() > 10);
    assert_eq!(rina.delete(&path).status, 204);
    assert_eq!(rina.get(&path).ok(), json!({ "state": "absent" }));
}
