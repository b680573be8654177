//! A large picture in tiles: begun, cut, fetched; who may, and what is not there.

use std::time::{Duration, Instant};

use office::parts::media::sample::{Palette, Scene, photo};
use serde_json::{Value, json};

use crate::support::{Client, Server, jpeg, pdf};

/// Larger than the preview.
fn large(seed: u64) -> Vec<u8> {
    photo(seed, Scene::Meeting, Palette::KAYU, "Rapat", 2_600, 1_300).unwrap()
}

fn media_of(client: &Client, name: &str, bytes: &[u8]) -> String {
    let view = client.upload(name, bytes).ok();
    format!("/api/media/{}", view["asset"]["sha256"].as_str().unwrap())
}

fn cut(client: &Client, tiles: &str) -> Value {
    assert_eq!(client.post(tiles, &json!({})).status, 202);
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let state = client.get(tiles).ok();
        if state["state"] != "running" {
            return state;
        }
        assert!(Instant::now() < deadline, "{state}");
        std::thread::yield_now();
    }
}

#[test]
fn a_large_picture_is_cut_once_and_its_tiles_stay() {
    let office = Server::founded();
    let (rina, other) = (office.person("rina"), office.person("sari"));
    let media = media_of(&rina, "besar.jpg", &large(1));
    let tiles = format!("{media}/tiles");
    assert_eq!(rina.get(&tiles).ok(), json!({ "state": "absent" }));
    rina.get(&format!("{tiles}/0/0_0")).refused(404, "not_found");
    let ready =
        json!({ "state": "ready", "width": 2600, "height": 1300, "tile_size": 512, "levels": 4 });
    assert_eq!(cut(&rina, &tiles), ready);
    // Somebody else finds them, and leaving takes nothing away.
    assert_eq!(other.post(&tiles, &json!({})).json(), ready);
    assert_eq!(rina.delete(&tiles).status, 204);

    let corner = other.get(&format!("{tiles}/3/5_2"));
    assert_eq!((corner.status, corner.header("content-type")), (200, "image/jpeg"));
    assert!(corner.body.starts_with(&[0xFF, 0xD8, 0xFF]));
    assert!(corner.header("cache-control").contains("immutable"));
    let tag = corner.header("etag").to_owned();
    assert_eq!(other.with("If-None-Match", &tag).get(&format!("{tiles}/3/5_2")).status, 304);

    for missing in ["3/6_0", "3/0_3", "4/0_0", "0/1_0", "4294967295/0_0", "3/4294967295_4294967295"]
    {
        rina.get(&format!("{tiles}/{missing}")).refused(404, "not_found");
    }
    for nonsense in ["-1/0_0", "x/0_0", "3/0", "3/00_0", "3/0_0.jpg", "3/+1_0", "3/%2e%2e_0"] {
        rina.get(&format!("{tiles}/{nonsense}")).refused(404, "not_found");
    }

    std::fs::remove_dir_all(office.data.path().join("cache")).unwrap();
    rina.get(&format!("{tiles}/3/5_2")).refused(404, "not_found");
    assert_eq!(cut(&rina, &tiles), ready);
    assert_eq!(rina.get(&format!("{tiles}/3/5_2")).body, corner.body);
}

#[test]
fn what_the_preview_shows_whole_is_not_cut() {
    let office = Server::founded();
    let rina = office.person("rina");
    let media = media_of(&rina, "kecil.jpg", &jpeg(1));
    let begun = rina.post(&format!("{media}/tiles"), &json!({}));
    assert_eq!((begun.status, begun.json()), (202, json!({ "state": "unneeded" })));
    rina.get(&format!("{media}/tiles/0/0_0")).refused(404, "not_found");
}

#[test]
fn a_page_is_cut_as_it_is_drawn() {
    let office = Server::founded();
    let rina = office.person("rina");
    let tiles = format!("{}/tiles", media_of(&rina, "borang.pdf", &pdf()));
    let state = cut(&rina, &tiles);
    assert_eq!((&state["state"], &state["width"]), (&json!("ready"), &json!(4096)));
    rina.post(&format!("{tiles}?page=2"), &json!({})).refused(404, "not_found");
    assert_eq!(rina.get(&format!("{tiles}/3/7_7?page=1")).status, 200);
}

#[test]
fn only_people_of_the_office_see_tiles_and_only_of_files_that_are_there() {
    let office = Server::founded();
    let rina = office.person("rina");
    let tiles = format!("{}/tiles", media_of(&rina, "besar.jpg", &large(2)));
    for path in [tiles.clone(), format!("{tiles}/0/0_0")] {
        office.nobody().get(&path).refused(401, "signed_out");
    }
    office.nobody().post(&tiles, &json!({})).refused(401, "signed_out");
    rina.without("X-Terbit").post(&tiles, &json!({})).refused(403, "missing_header");
    let mut film = b"\0\0\0\x14ftypisom\0\0\0\0isom\0\0\0\x08mdat".to_vec();
    film.extend_from_slice(b"\0\0\0\x08moov");
    for media in [format!("/api/media/{}", "0".repeat(64)), media_of(&rina, "film.mp4", &film)] {
        rina.post(&format!("{media}/tiles"), &json!({})).refused(404, "not_found");
        rina.get(&format!("{media}/tiles")).refused(404, "not_found");
        rina.get(&format!("{media}/tiles/0/0_0")).refused(404, "not_found");
        rina.delete(&format!("{media}/tiles")).refused(404, "not_found");
    }
}

#[test]
fn a_file_that_broke_on_disk_fails_with_a_sentence() {
    let office = Server::founded();
    let rina = office.person("rina");
    let media = media_of(&rina, "besar.jpg", &large(3));
    let sha256 = media.rsplit('/').next().unwrap();
    let original = office.data.path().join("media").join(&sha256[..2]).join(sha256);
    let bytes = std::fs::read(&original).unwrap();
    std::fs::remove_file(&original).unwrap();
    std::fs::write(&original, &bytes[..bytes.len() / 20]).unwrap();
    let state = cut(&rina, &format!("{media}/tiles"));
    assert_eq!(state["state"], "failed", "{state}");
    assert!(state["message"].as_str().unwrap().len() > 10);
    rina.get(&format!("{media}/tiles/0/0_0")).refused(404, "not_found");
}
