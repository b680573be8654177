//! Files that come in pieces, over lines that break.

use std::io::Write as _;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use api::tools::Limits;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, Client, Server, jpeg};

const OCTETS: &str = "application/octet-stream";

/// A photo that is long enough for several pieces.
fn photo(number: u64) -> Vec<u8> {
    let mut photo = jpeg(number);
    // What stands behind a picture's end is part of the file all the same.
    photo.resize(300_000, 7);
    photo
}

struct Sending<'a> {
    client: &'a Client,
    path: String,
}

impl<'a> Sending<'a> {
    fn begun(client: &'a Client, name: &str, bytes: usize) -> Self {
        let sending = Self { client, path: format!("/api/uploads/{}", Uuid::now_v7()) };
        let answer = client.put(&sending.path, &json!({ "name": name, "bytes": bytes })).ok();
        assert_eq!((&answer["arrived"], &answer["bytes"]), (&json!(0), &json!(bytes)));
        sending
    }

    fn piece(&self, offset: usize, bytes: &[u8]) -> Answer {
        self.client.send("PATCH", &format!("{}?offset={offset}", self.path), OCTETS, bytes)
    }

    fn arrived(&self) -> u64 {
        self.client.get(&self.path).ok()["arrived"].as_u64().unwrap()
    }

    fn finish(&self) -> Answer {
        self.client.post(&format!("{}/finish", self.path), &Value::Null)
    }
}

/// The same session.
fn again(office: &Server, client: &Client) -> Client {
    let mut again = office.nobody();
    again.cookie.clone_from(&client.cookie);
    again
}

#[test]
fn pieces_may_overlap_and_come_twice_and_make_the_same_file() {
    let office = Server::founded();
    let rina = office.person("rina");
    let photo = photo(1);
    let sending = Sending::begun(&rina, "IMG_1.jpg", photo.len());
    assert_eq!(sending.piece(0, &photo[..100_000]).ok()["arrived"], 100_000);
    assert_eq!(sending.piece(0, &photo[..100_000]).ok()["arrived"], 100_000);
    assert_eq!(sending.piece(60_000, &photo[60_000..160_000]).ok()["arrived"], 160_000);
    assert_eq!(sending.piece(10, &photo[10..20]).ok()["arrived"], 160_000);
    sending.piece(160_001, &photo[160_001..]).refused(409, "upload_gap");
    sending.finish().refused(409, "upload_gap");
    assert_eq!(sending.piece(160_000, &photo[160_000..]).ok()["arrived"], photo.len());
    let first = sending.finish().ok();
    assert_eq!(sending.finish().ok()["asset"], first["asset"]);
    assert_eq!(sending.piece(0, &photo[..10]).ok()["arrived"], photo.len());
    let whole = rina.upload("IMG_1.jpg", &photo).ok();
    assert_eq!(whole["asset"], first["asset"]);
    let kept =
        rina.get(&format!("/api/media/{}/original", first["asset"]["sha256"].as_str().unwrap()));
    assert!(kept.body == photo, "byte for byte");
}

#[test]
fn what_came_before_the_line_broke_need_not_come_again() {
    let office = Server::founded();
    let rina = office.person("rina");
    let photo = photo(2);
    let sending = Sending::begun(&rina, "IMG_2.jpg", photo.len());
    let mut line = TcpStream::connect(office.address()).unwrap();
    let head = format!(
        "PATCH {}?offset=0 HTTP/1.1\r\nHost: {}\r\nX-Terbit: 1\r\nCookie: {}\r\nContent-Length: {}\r\n\r\n",
        sending.path,
        office.address(),
        rina.cookie.as_deref().unwrap(),
        photo.len()
    );
    line.write_all(head.as_bytes()).unwrap();
    line.write_all(&photo[..120_000]).unwrap();
    drop(line);
    let patience = Instant::now() + Duration::from_secs(20);
    while sending.arrived() == 0 {
        assert!(Instant::now() < patience, "nothing of it is kept");
        std::thread::yield_now();
    }
    let arrived = sending.arrived() as usize;
    assert!(arrived <= 120_000, "{arrived}");
    sending.piece(arrived, &photo[arrived..]).ok();
    assert_eq!(sending.finish().ok()["asset"]["bytes"], photo.len());
}

#[test]
fn a_host_that_starts_again_goes_on_where_it_was() {
    let office = Server::founded();
    let rina = office.person("rina");
    let photo = photo(3);
    let sending = Sending::begun(&rina, "IMG_3.jpg", photo.len());
    sending.piece(0, &photo[..200_000]).ok();
    let path = sending.path.clone();
    let office = office.restarted();
    let rina = again(&office, &rina);
    let sending = Sending { client: &rina, path };
    assert_eq!(sending.arrived(), 200_000);
    sending.piece(200_000, &photo[200_000..]).ok();
    let taken = sending.finish().ok();
    let office = office.restarted();
    let rina = again(&office, &rina);
    let sending = Sending { client: &rina, path: sending.path };
    assert_eq!(
        sending.finish().ok()["asset"],
        taken["asset"],
        "also when only the answer was lost"
    );
}

#[test]
fn an_upload_is_its_senders_alone() {
    let office = Server::founded();
    let (rina, asep) = (office.person("rina"), office.person("asep"));
    let photo = photo(4);
    let sending = Sending::begun(&rina, "IMG_4.jpg", photo.len());
    let other = Sending { client: &asep, path: sending.path.clone() };
    asep.get(&other.path).refused(404, "not_found");
    other.piece(0, &photo).refused(404, "not_found");
    other.finish().refused(404, "not_found");
    asep.put(&other.path, &json!({ "name": "IMG_4.jpg", "bytes": photo.len() }))
        .refused(409, "command_reused");
    assert_eq!(asep.delete(&other.path).status, 204);
    sending.piece(0, &photo).ok();
    rina.put(&sending.path, &json!({ "name": "lain.jpg", "bytes": photo.len() }))
        .refused(409, "command_reused");
    sending.finish().ok();
    office.nobody().get(&sending.path).refused(401, "signed_out");
    rina.get("/api/uploads/..%2F..%2Foffice.db").refused(404, "not_found");
}

#[test]
fn what_deserves_no_place_is_refused_as_soon_as_it_shows_and_leaves_nothing() {
    let office = Server::with_limits(Limits { video: 4 << 20, other: 1 << 20 }).found();
    let rina = office.person("rina");
    let html = b"<!doctype html><script>alert(1)</script>".repeat(2_000);
    let sending = Sending::begun(&rina, "halaman.jpg", html.len() * 2);
    sending.piece(0, &html).refused(415, "unrecognised_file");
    rina.get(&sending.path).refused(404, "not_found");
    let photo = photo(5);
    let too_long = Sending::begun(&rina, "panjang.jpg", photo.len() - 1);
    too_long.piece(0, &photo).refused(400, "bad_input");
    let large = Sending::begun(&rina, "besar.jpg", 3 << 20);
    large.piece(0, &photo).refused(413, "file_too_large");
    let path = format!("/api/uploads/{}", Uuid::now_v7());
    rina.put(&path, &json!({ "name": "film.mp4", "bytes": 5 << 20 }))
        .refused(413, "file_too_large");
    let empty = Sending::begun(&rina, "kosong.jpg", 0);
    empty.finish().refused(422, "empty_file");
    let half = Sending::begun(&rina, "separuh.jpg", jpeg(5).len() / 2);
    half.piece(0, &jpeg(5)[..jpeg(5).len() / 2]).ok();
    let (status, code) = half.finish().refusal();
    assert!(status == 422 && ["damaged_file", "truncated_file"].contains(&code.as_str()), "{code}");
    rina.get(&half.path).refused(404, "not_found");
    assert_eq!(rina.delete(&too_long.path).status, 204);
    let left: Vec<_> = std::fs::read_dir(office.data.path().join("media/incoming"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn one_account_begins_a_hundred_at_most() {
    let office = Server::founded();
    let rina = office.person("rina");
    let sent: Vec<_> = (0..100).map(|_| Sending::begun(&rina, "a.jpg", 10_000)).collect();
    let path = format!("/api/uploads/{}", Uuid::now_v7());
    let one_more = json!({ "name": "a.jpg", "bytes": 10_000 });
    rina.put(&path, &one_more).refused(429, "too_many_uploads");
    office.person("asep").put(&path, &one_more).ok();
    rina.delete(&sent[0].path);
    rina.put(&format!("/api/uploads/{}", Uuid::now_v7()), &one_more).ok();
}
