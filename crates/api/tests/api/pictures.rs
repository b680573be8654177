//! Small pictures of everything that can be shown, and honest answers for what can't.

use serde_json::json;

use crate::support::{Server, jpeg, pdf};

const SVG: &[u8] = b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"60\">\
    <script>alert(1)</script><rect width=\"80\" height=\"60\" fill=\"#0a6\"/></svg>";

#[test]
fn a_document_shows_its_pages() {
    let office = Server::founded();
    let rina = office.person("rina");
    let view = rina.upload("borang.pdf", &pdf()).ok();
    assert_eq!((&view["has_picture"], &view["asset"]["group"]), (&json!(true), &json!("document")));
    assert_eq!(view["facts"]["pages"], json!(1));
    let path = format!("/api/media/{}/thumb", view["asset"]["sha256"].as_str().unwrap());
    let first = rina.get(&path);
    assert_eq!((first.status, first.header("content-type")), (200, "image/jpeg"));
    assert_eq!(rina.get(&format!("{path}?page=1")).body, first.body);
    for page in ["0", "2", "4294967295"] {
        rina.get(&format!("{path}?page={page}")).refused(404, "not_found");
    }
    for page in ["-1", "x", "4294967296"] {
        rina.get(&format!("{path}?page={page}")).refused(400, "bad_input");
    }
    std::fs::remove_dir_all(office.data.path().join("cache")).unwrap();
    assert_eq!(rina.get(&path).body, first.body);
}

#[test]
fn a_drawing_is_shown_as_a_picture_and_its_original_is_only_saved() {
    let office = Server::founded();
    let rina = office.person("rina");
    let view = rina.upload("logo.svg", SVG).ok();
    assert_eq!((&view["has_picture"], &view["facts"]["kind"]), (&json!(true), &json!("svg")));
    let media = format!("/api/media/{}", view["asset"]["sha256"].as_str().unwrap());
    assert_eq!(rina.get(&format!("{media}/thumb")).header("content-type"), "image/jpeg");
    let original = rina.get(&format!("{media}/original"));
    assert_eq!(original.header("content-type"), "image/svg+xml");
    assert!(original.header("content-disposition").starts_with("attachment;"));
    assert!(original.header("content-security-policy").starts_with("sandbox"));
    assert_eq!(original.header("x-content-type-options"), "nosniff");
    assert_eq!(original.body, SVG);
}

#[test]
fn a_format_that_nothing_here_opens_is_kept_and_says_so() {
    let office = Server::founded();
    let rina = office.person("rina");
    let mut film = b"\0\0\0\x14ftypisom\0\0\0\0isom\0\0\0\x08mdat".to_vec();
    film.extend_from_slice(b"\0\0\0\x08moov");
    let view = rina.upload("film.mp4", &film).ok();
    assert_eq!(view["has_picture"], json!(false));
    assert!(view["facts"]["undecodable"].is_string(), "{view}");
    assert_eq!((&view["similar"], &view["proposed"]), (&json!([]), &json!({})));
    let media = format!("/api/media/{}", view["asset"]["sha256"].as_str().unwrap());
    rina.get(&format!("{media}/thumb")).refused(404, "not_found");
    assert_eq!(rina.get(&format!("{media}/original")).body, film);
}

#[test]
fn a_photo_without_an_embedded_picture_has_none() {
    let office = Server::founded();
    let rina = office.person("rina");
    let view = rina.upload("a.jpg", &jpeg(1)).ok();
    let sha256 = view["asset"]["sha256"].as_str().unwrap();
    rina.get(&format!("/api/media/{sha256}/embedded")).refused(404, "not_found");
    rina.get(&format!("/api/media/{}/embedded", "0".repeat(64))).refused(404, "not_found");
}
