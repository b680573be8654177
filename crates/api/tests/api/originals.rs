//! Originals given out: whole, in parts, and never as a page.

use crate::support::{Server, jpeg};

#[test]
fn a_player_gets_the_part_it_asks_for() {
    let office = Server::founded();
    let rina = office.person("rina");
    let bytes = jpeg(1);
    let sha256 = rina.upload("a.jpg", &bytes).ok()["asset"]["sha256"].as_str().unwrap().to_owned();
    let path = format!("/api/media/{sha256}/original");
    let whole = rina.get(&path);
    assert_eq!((whole.status, whole.header("accept-ranges")), (200, "bytes"));
    assert_eq!(whole.body, bytes);
    let tag = whole.header("etag").to_owned();

    let part = rina.with("Range", "bytes=10-19").get(&path);
    assert_eq!(part.status, 206);
    assert_eq!(part.header("content-range"), format!("bytes 10-19/{}", bytes.len()));
    assert_eq!(part.body, bytes[10..20]);
    let tail = rina.with("Range", "bytes=-7").get(&path);
    assert_eq!(tail.body, bytes[bytes.len() - 7..]);
    let beyond = rina.with("Range", &format!("bytes={}-", bytes.len())).get(&path);
    assert_eq!(
        (beyond.status, beyond.header("content-range")),
        (416, format!("bytes */{}", bytes.len()).as_str())
    );

    let same = rina.with("Range", "bytes=0-0").with("If-Range", &tag).get(&path);
    assert_eq!((same.status, same.body.len()), (206, 1));
    let other = rina.with("Range", "bytes=0-0").with("If-Range", "\"lain\"").get(&path);
    assert_eq!((other.status, other.body.len()), (200, bytes.len()));
    assert_eq!(rina.with("If-None-Match", &tag).get(&path).status, 304);
}

#[test]
fn an_original_is_nobodys_page() {
    let office = Server::founded();
    let rina = office.person("rina");
    let sha256 =
        rina.upload("a.jpg", &jpeg(2)).ok()["asset"]["sha256"].as_str().unwrap().to_owned();
    let path = format!("/api/media/{sha256}/original");
    let shown = rina.get(&format!("{path}?name=laporan%0d%0aX-Evil:1.html"));
    assert_eq!(shown.header("content-type"), "image/jpeg");
    assert!(shown.header("content-security-policy").starts_with("sandbox"));
    assert_eq!(shown.header("x-content-type-options"), "nosniff");
    assert!(shown.headers.get("x-evil").is_none());
    assert!(shown.header("content-disposition").starts_with("inline; filename=\"laporan"));
    let saved = rina.get(&format!("{path}?download=1&name=foto%20rapat.jpg"));
    assert_eq!(
        saved.header("content-disposition"),
        "attachment; filename=\"foto rapat.jpg\"; filename*=UTF-8''foto%20rapat.jpg"
    );
    rina.get(&format!("/api/media/{}/original", "0".repeat(64))).refused(404, "not_found");
    rina.get("/api/media/..%2f..%2foffice.db/original").refused(404, "not_found");
}
