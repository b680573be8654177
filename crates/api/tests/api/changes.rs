//! Announcements: heard live, told again after a break, and a draft's only to its owner.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Client, DKI, Server};

struct Listener(BufReader<TcpStream>);

impl Listener {
    fn open(office: &Server, client: &Client, after: Option<u64>) -> Self {
        let mut stream = TcpStream::connect(office.address()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        let resume = after.map(|id| format!("Last-Event-ID: {id}\r\n")).unwrap_or_default();
        let head = format!(
            "GET /api/changes HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n{resume}\r\n",
            office.address(),
            client.cookie.as_deref().unwrap()
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            reader.read_line(&mut line).unwrap();
        }
        Self(reader)
    }

    fn next(&mut self) -> Value {
        let mut line = String::new();
        loop {
            line.clear();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream ended");
            // That there is nothing to say is no JSON.
            let change =
                line.strip_prefix("data: ").and_then(|data| serde_json::from_str(data).ok());
            if let Some(change) = change {
                return change;
            }
        }
    }
}

#[test]
fn an_act_is_heard_by_everybody_and_told_again_to_who_missed_it() {
    let office = Server::founded();
    let (rina, dewi) = (office.person("rina"), office.person("dewi"));
    let mut listener = Listener::open(&office, &dewi, None);
    rina.post("/api/drafts", &json!({ "sop": DKI })).ok();
    let id = office.submitted(&rina, "Terdengar");
    let heard = listener.next();
    assert_eq!(
        (heard["kind"].clone(), heard["submission"].clone()),
        (json!("submission"), json!(id))
    );
    assert_eq!(heard["revision"], 2);
    let sequence = heard["sequence"].as_u64().unwrap();
    drop(listener);
    office.accepted_by("tono", &id);
    let told = Listener::open(&office, &dewi, Some(sequence)).next();
    assert_eq!((told["submission"].clone(), told["revision"].clone()), (json!(id), json!(4)));
}

#[test]
fn a_draft_is_announced_to_its_owner_alone() {
    let office = Server::founded();
    let (rina, tono) = (office.person("rina"), office.person("tono"));
    let (mut own, mut other) =
        (Listener::open(&office, &rina, None), Listener::open(&office, &tono, None));
    rina.post("/api/drafts", &json!({ "sop": DKI })).ok();
    assert_eq!(own.next()["kind"], "draft");
    office.submitted(&rina, "Sesudahnya");
    assert_eq!(other.next()["kind"], "submission");
}

#[test]
fn closing_the_host_ends_the_streams() {
    let office = Server::founded();
    let rina = office.person("rina");
    let mut listener = Listener::open(&office, &rina, None);
    drop(office);
    let mut rest = String::new();
    while listener.0.read_line(&mut rest).unwrap() > 0 {}
}
