//! Files that nobody should send, and senders that nobody should be.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use api::tools::Limits;
use serde_json::json;

use crate::support::{Server, jpeg, png};

#[test]
fn what_is_no_whole_picture_is_refused_with_the_reason_and_leaves_nothing() {
    let office = Server::founded();
    let rina = office.person("rina");
    let photo = jpeg(1);
    let html = b"<!doctype html><script>alert(1)</script>".repeat(200);
    let hidden = [&b"\xFF\xD8\xFF\xE0"[..], &html].concat();
    rina.upload("kosong.jpg", b"").refused(422, "empty_file");
    rina.upload("teks.jpg", b"ini bukan foto").refused(415, "unrecognised_file");
    rina.upload("halaman.jpg", &html).refused(415, "unrecognised_file");
    rina.upload("tersembunyi.jpg", &hidden).refused(415, "unrecognised_file");
    // Real picture headers, and then a page.
    let mixed = [&photo[..photo.len() / 3], &html].concat();
    let damaged = |answer: crate::support::Answer| {
        let (status, code) = answer.refusal();
        assert!(
            status == 422 && ["damaged_file", "truncated_file"].contains(&code.as_str()),
            "{status} {code}"
        );
    };
    damaged(rina.upload("campuran.jpg", &mixed));
    damaged(rina.upload("terpotong.jpg", &photo[..photo.len() / 2]));
    assert_eq!(files(&office.data.path().join("media")), Vec::<String>::new());
}

#[test]
fn a_file_beyond_its_limit_is_refused_while_it_comes() {
    let office = Server::with_limits(Limits { video: 4 << 20, other: 1 << 20 }).found();
    let rina = office.person("rina");
    let mut large = png(1);
    large.resize(3 << 20, 0);
    rina.upload("besar.png", &large).refused(413, "file_too_large");
    large.resize(5 << 20, 0);
    rina.upload("sangat-besar.png", &large).refused(413, "file_too_large");
    assert_eq!(files(&office.data.path().join("media")), Vec::<String>::new());
    rina.upload("cukup.jpg", &jpeg(1)).ok();
}

#[test]
fn stalled_uploads_of_one_do_not_stop_the_others() {
    let office = Server::founded();
    let rina = office.person("rina");
    let stalled: Vec<_> = (0..8)
        .map(|_| {
            let mut stream = TcpStream::connect(office.address()).unwrap();
            let head = format!(
                "POST /api/assets?name=a.jpg HTTP/1.1\r\nHost: {}\r\nX-Terbit: 1\r\nCookie: {}\r\nContent-Length: 1000000\r\n\r\n",
                office.address(),
                rina.cookie.as_deref().unwrap()
            );
            stream.write_all(head.as_bytes()).unwrap();
            stream.write_all(&jpeg(1)[..2000]).unwrap();
            stream
        })
        .collect();
    let began = Instant::now();
    let asep = office.person("asep");
    asep.upload("b.jpg", &jpeg(2)).ok();
    rina.get("/api/home").ok();
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    drop(stalled);
}

#[test]
fn a_sender_that_hangs_up_leaves_nothing() {
    let office = Server::founded();
    let rina = office.person("rina");
    let mut stream = TcpStream::connect(office.address()).unwrap();
    let head = format!(
        "POST /api/assets?name=a.jpg HTTP/1.1\r\nHost: {}\r\nX-Terbit: 1\r\nCookie: {}\r\nContent-Length: 9000000\r\n\r\n",
        office.address(),
        rina.cookie.as_deref().unwrap()
    );
    stream.write_all(head.as_bytes()).unwrap();
    let chunk = vec![0xFF_u8; 1 << 20];
    stream.write_all(&jpeg(1)).unwrap();
    stream.write_all(&chunk).unwrap();
    stream.write_all(&chunk).unwrap();
    drop(stream);
    let media = office.data.path().join("media");
    let deadline = Instant::now() + Duration::from_secs(10);
    while !files(&media).is_empty() {
        assert!(Instant::now() < deadline, "{:?}", files(&media));
        std::thread::yield_now();
    }
}

#[test]
fn a_body_that_is_too_long_for_json_is_refused() {
    let office = Server::founded();
    let rina = office.person("rina");
    let long = json!({ "sop": "x".repeat(3 << 20) });
    rina.post("/api/drafts", &long).refused(413, "too_large");
    rina.send("POST", "/api/drafts", "application/json", b"{\"sop\":").refused(400, "bad_input");
    rina.send("POST", "/api/drafts", "text/plain", b"{}").refused(400, "bad_input");
}

#[test]
fn a_large_film_passes_in_parts() {
    // Chunked, without a length: the limit is counted, not believed.
    let office = Server::with_limits(Limits { video: 2 << 20, other: 1 << 20 }).found();
    let rina = office.person("rina");
    let mut stream = TcpStream::connect(office.address()).unwrap();
    let head = format!(
        "POST /api/assets?name=film.mp4 HTTP/1.1\r\nHost: {}\r\nX-Terbit: 1\r\nCookie: {}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n",
        office.address(),
        rina.cookie.as_deref().unwrap()
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut first = b"\0\0\0\x18ftypisom\0\0\0\0isommp42".to_vec();
    first.resize(1 << 16, 0);
    for _ in 0..40 {
        stream.write_all(format!("{:x}\r\n", first.len()).as_bytes()).unwrap();
        stream.write_all(&first).unwrap();
        stream.write_all(b"\r\n").unwrap();
    }
    stream.write_all(b"0\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("file_too_large"), "{answer}");
}

/// Every file below a folder that isn't a folder.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else { return found };
    for entry in entries.flatten() {
        if entry.path().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push(entry.path().display().to_string());
        }
    }
    found
}
