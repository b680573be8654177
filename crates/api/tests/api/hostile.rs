//! Requests as nobody's browser sends them, byte for byte.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::json;

use crate::support::{DKI, PASSWORD, Server, jpeg};

/// Sends bytes and reads until the server hangs up or says no more.
fn answered(office: &Server, bytes: &[u8]) -> String {
    let mut line = TcpStream::connect(office.address()).unwrap();
    line.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    // The server may hang up while this is still being sent.
    let _ = line.write_all(bytes);
    let mut answer = Vec::new();
    match line.read_to_end(&mut answer) {
        Err(error) if error.kind() == ErrorKind::WouldBlock => panic!("the line stays open"),
        _ => String::from_utf8_lossy(&answer).into_owned(),
    }
}

fn get(office: &Server, target: &str) -> String {
    let request = format!("GET {target} HTTP/1.1\r\nHost: kantor\r\nConnection: close\r\n\r\n");
    answered(office, request.as_bytes())
}

#[test]
fn no_way_of_writing_a_path_leads_out_of_the_page() {
    let office = Server::founded();
    for target in [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/..\\..\\office.db",
        "/assets/../../office.db",
        "/assets/%2e%2e%2f%2e%2e%2foffice.db",
        "//etc/passwd",
        "/./office.db",
        "/office.db",
        "/media/",
        "/tls/kunci.pem",
        "/assets/%00",
        "/%zz",
        "/%c0%ae%c0%ae/office.db",
        "http://192.0.2.1/etc/passwd",
        "/api/../office.db",
        "/api/media/..%2f..%2foffice.db/original",
        "/api/media/%2e%2e/original",
        "/index.html%00.png",
        "/?q=%00",
    ] {
        let answer = get(&office, target);
        let status = answer.split(' ').nth(1).unwrap_or_default().to_owned();
        assert!(["200", "400", "401", "404"].contains(&status.as_str()), "{target}: {answer}");
        for secret in ["root:", "SQLite format", "PRIVATE KEY"] {
            assert!(!answer.contains(secret), "{target}: {secret}");
        }
        if status == "200" {
            assert!(
                answer.to_lowercase().contains("content-type: text/html"),
                "{target}: {answer}"
            );
        }
    }
}

#[test]
fn a_session_that_we_did_not_give_is_none() {
    let office = Server::founded();
    let rina = office.person("rina");
    let cookie = rina.cookie.clone().unwrap();
    let token = cookie.strip_prefix("terbit_session=").unwrap();
    rina.get("/api/home").ok();
    let id = rina.get("/api/sessions").ok()[0]["id"].as_str().unwrap().to_owned();
    for forged in [
        String::new(),
        "0".repeat(64),
        // What the list of sessions and the database call it is not what opens it.
        id,
        token.to_uppercase(),
        token[..63].to_owned(),
        format!("{token}0"),
        format!("{token}; "),
        "' OR 1=1 --".to_owned(),
        "a".repeat(20_000),
        "null".to_owned(),
    ] {
        let mut other = rina.clone();
        other.cookie = Some(format!("terbit_session={forged}"));
        let answer = other.get("/api/home");
        if forged == format!("{token}; ") {
            answer.ok();
        } else {
            answer.refused(401, "signed_out");
        }
    }
    for header in ["Authorization", "X-Terbit-Session", "X-Session"] {
        let mut other = rina.with(header, &format!("Bearer {token}"));
        other.cookie = None;
        other.get("/api/home").refused(401, "signed_out");
    }
}

/// What was recorded on the way is worth nothing once the session has ended, and a session that ended does not come back.
#[test]
fn a_replayed_request_of_an_ended_session_does_nothing() {
    let office = Server::founded();
    let rina = office.person("rina");
    let begin = json!({ "sop": DKI });
    rina.post("/api/drafts", &begin).ok();
    rina.delete("/api/session");
    rina.post("/api/drafts", &begin).refused(401, "signed_out");
    office.person("rina");
    rina.post("/api/drafts", &begin).refused(401, "signed_out");
    let again = office.person("rina");
    assert_eq!(again.get("/api/drafts").ok().as_array().unwrap().len(), 1);
}

#[test]
fn a_request_that_two_programs_would_read_differently_is_read_by_none() {
    let office = Server::founded();
    let body = json!({ "login": "rina", "password": PASSWORD }).to_string();
    let head = "POST /api/session HTTP/1.1\r\nHost: kantor\r\nX-Terbit: 1\r\nConnection: close\r\n\
                Content-Type: application/json\r\n";
    let length = body.len();
    for (what, request) in [
        (
            "two lengths",
            format!("{head}Content-Length: {length}\r\nContent-Length: 0\r\n\r\n{body}"),
        ),
        ("a negative length", format!("{head}Content-Length: -1\r\n\r\n{body}")),
        ("a length that is none", format!("{head}Content-Length: 1e3\r\n\r\n{body}")),
        ("a header without a colon", format!("{head}Kosong\r\n\r\n")),
        ("a space in a name", format!("{head}X Y: 1\r\n\r\n")),
        ("a coding that is none", format!("{head}Transfer-Encoding: gzip\r\n\r\n{body}")),
        (
            "a chunk that is too long",
            format!("{head}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n"),
        ),
    ] {
        let answer = answered(&office, request.as_bytes());
        assert!(answer.starts_with("HTTP/1.1 400") || answer.is_empty(), "{what}: {answer}");
    }
    // Chunked counts before a length: what follows the last chunk is no second request.
    let smuggled = format!(
        "{head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n\
         GET /api/health HTTP/1.1\r\nHost: kantor\r\n\r\n"
    );
    let answer = answered(&office, smuggled.as_bytes());
    assert!(answer.matches("HTTP/1.1").count() <= 1, "{answer}");
}

#[test]
fn a_flood_of_headers_is_refused_and_the_office_goes_on() {
    let office = Server::founded();
    for count in [101, 1_000, 20_000] {
        let headers: String = (0..count).map(|number| format!("X-{number}: 1\r\n")).collect();
        let request = format!("GET /api/health HTTP/1.1\r\nHost: kantor\r\n{headers}\r\n");
        let answer = answered(&office, request.as_bytes());
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{count}: {answer}");
    }
    let long = format!("GET /{} HTTP/1.1\r\nHost: kantor\r\n\r\n", "a".repeat(100_000));
    let answer = answered(&office, long.as_bytes());
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    office.person("rina").get("/api/home").ok();
}

#[test]
fn a_form_that_is_never_finished_is_let_go() {
    let office = Server::founded();
    let head = "POST /api/session HTTP/1.1\r\nHost: kantor\r\nX-Terbit: 1\r\n\
                Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"login\":";
    let answer = answered(&office, head.as_bytes());
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("too_slow"), "{answer}");
}

#[test]
fn forty_stalled_uploads_leave_the_office_open() {
    let office = Server::founded();
    let photo = jpeg(1);
    let people = ["rina", "tono", "sari", "budi", "dewi", "asep", "lilis", "yayan"];
    let stalled: Vec<TcpStream> = people
        .iter()
        .flat_map(|login| {
            let cookie = office.person(login).cookie.unwrap();
            let head = format!(
                "POST /api/assets?name=a.jpg HTTP/1.1\r\nHost: kantor\r\nX-Terbit: 1\r\nCookie: {cookie}\r\n\
                 Content-Length: 1000000\r\n\r\n"
            );
            let (office, photo) = (&office, &photo);
            (0..5).map(move |_| {
                let mut line = TcpStream::connect(office.address()).unwrap();
                line.write_all(head.as_bytes()).unwrap();
                line.write_all(&photo[..2000]).unwrap();
                line
            })
        })
        .collect();
    assert_eq!(stalled.len(), 40);
    // Whoever works without sending files notices nothing: all of this would wait for ever otherwise.
    let id = {
        let tono = office.person("tono");
        tono.get("/api/home").ok();
        tono.get("/api/inbox").ok();
        let draft = office.person("rina").post("/api/drafts", &json!({ "sop": DKI })).ok();
        draft["id"].as_str().unwrap().to_owned()
    };
    office.person("rina").get(&format!("/api/drafts/{id}")).ok();
    // Somebody new comes in, and sends a file.
    let form = json!({
        "name": "Wulan", "login": "wulan", "password": PASSWORD,
        "positions": [{ "sop": DKI, "position": "admin-medsos" }],
    });
    office.person("rina").post("/api/accounts", &form).ok();
    office.person("wulan").upload("b.jpg", &jpeg(2)).ok();
    drop(stalled);
}
