//! One PC guesses at everybody, or at pairing codes: its address waits, and nobody else's. The address is that of the connection.

use std::io::{Read as _, Write as _};
use std::net::SocketAddr;
use std::sync::Arc;

use rustls::{ClientConnection, StreamOwned};
use serde_json::{Value, json};
use socket2::{Domain, Socket, Type};

use crate::support::{DKI, PASSWORD, Server};
use crate::tls::{nobody_yet, trusting};

/// Free wrong tries from one address, as `office` has them.
const FREE: usize = 30;

struct Pc<'a> {
    server: &'a Server,
    /// Its own address: every 127.x.y.z is this machine.
    address: &'a str,
    header: String,
}

impl Pc<'_> {
    fn asks(&self, path: &str, body: &Value) -> (u16, Value) {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
        socket.bind(&SocketAddr::new(self.address.parse().unwrap(), 0).into()).unwrap();
        let (_, host) = self.server.base.split_once("://").unwrap();
        socket.connect(&host.parse::<SocketAddr>().unwrap().into()).unwrap();
        let connection = ClientConnection::new(
            Arc::new(trusting(&nobody_yet())),
            "localhost".try_into().unwrap(),
        );
        let mut line = StreamOwned::new(connection.unwrap(), std::net::TcpStream::from(socket));
        let body = body.to_string();
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nX-Terbit: 1\r\nContent-Type: application/json\r\n{}\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.header,
            body.len()
        );
        line.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let _ = line.read_to_end(&mut answer);
        let text = String::from_utf8_lossy(&answer);
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, serde_json::from_str(body).unwrap_or(Value::Null))
    }

    fn signs_in(&self, login: &str, password: &str) -> (u16, Value) {
        self.asks("/api/session", &json!({ "login": login, "password": password }))
    }
}

fn office() -> Server {
    let server = Server::over_tls();
    let accounts = [("rina", "Rina"), ("tono", "Tono")].map(
        |(login, name)| json!({ "name": name, "login": login, "password": PASSWORD, "positions": [] }),
    );
    let form = json!({ "name": "Biro Uji", "sops": [DKI], "accounts": accounts });
    let founder = Pc { server: &server, address: "127.0.0.1", header: String::new() };
    assert_eq!(founder.asks("/api/office", &form).0, 201);
    server
}

#[test]
fn one_pc_that_guesses_at_everybody_waits_and_the_others_do_not() {
    let server = office();
    let pc = |address, header: &str| Pc { server: &server, address, header: header.to_owned() };
    for number in 0..FREE {
        // Each time another name and another address in every header that a proxy might set.
        let header = format!(
            "X-Forwarded-For: 10.0.0.{number}\r\nForwarded: for=10.0.0.{number}\r\nX-Real-IP: 10.0.0.{number}\r\n"
        );
        let guess = pc("127.0.0.2", &header).signs_in(&format!("orang{number}"), "tebakan-1");
        assert_eq!(guess.0, 401, "{number}: {}", guess.1);
    }
    let guesser = pc("127.0.0.2", "X-Forwarded-For: 10.9.9.9\r\n");
    let (status, told) = guesser.signs_in("rina", PASSWORD);
    assert_eq!((status, &told["code"]), (429, &json!("too_many_tries")), "{told}");
    assert_eq!(told["retry_after_seconds"], 60);
    let code = json!({ "login": "rina", "code": "AAAA-BBBB-CCCC", "password": "kopi pagi sekali" });
    assert_eq!(guesser.asks("/api/session/code", &code).0, 429, "codes are guessed at no faster");

    assert_eq!(pc("127.0.0.3", "X-Forwarded-For: 127.0.0.2\r\n").signs_in("rina", PASSWORD).0, 200);
    server.clock.advance(chrono::Duration::seconds(60));
    assert_eq!(guesser.signs_in("tono", PASSWORD).0, 200);
    // A right one costs nothing, a wrong one a minute.
    assert_eq!(guesser.signs_in("tono", PASSWORD).0, 200);
    assert_eq!(guesser.signs_in("tono", "salah-salah").0, 401);
    assert_eq!(guesser.signs_in("tono", PASSWORD).0, 429);
}

#[test]
fn many_guesses_at_once_are_each_counted() {
    let server = office();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let guess = |number: usize| {
            let server = &server;
            scope.spawn(move || {
                let pc = Pc { server, address: "127.0.0.2", header: String::new() };
                pc.signs_in(&format!("orang{number}"), "tebakan-1").0
            })
        };
        let guesses: Vec<_> = (0..FREE + 10).map(guess).collect();
        guesses.into_iter().map(|guess| guess.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), FREE, "{statuses:?}");
}

/// Wrong codes of everybody together that are heard in a minute, as `office` has them.
const CEILING: usize = 300;

fn joins(pc: &Pc, secret: &str) -> (u16, Value) {
    let token =
        format!("{:064x}", pc.address.bytes().fold(7_u64, |sum, byte| sum * 31 + u64::from(byte)));
    pc.asks("/api/devices", &json!({ "secret": secret, "token": token, "name": "PC Humas 2" }))
}

#[test]
fn one_pc_that_guesses_at_pairing_codes_waits_and_the_others_do_not() {
    let server = office();
    let guesser = Pc { server: &server, address: "127.0.0.2", header: String::new() };
    for number in 0..FREE {
        let (status, told) = joins(&guesser, "TEBAKAN");
        assert_eq!(
            (status, &told["code"]),
            (403, &json!("wrong_pairing_code")),
            "{number}: {told}"
        );
    }
    let (status, told) = joins(&guesser, &server.pairing_secret());
    assert_eq!((status, &told["code"]), (429, &json!("too_many_tries")), "{told}");
    let other = Pc {
        server: &server,
        address: "127.0.0.3",
        header: "X-Forwarded-For: 127.0.0.2\r\n".to_owned(),
    };
    assert_eq!(joins(&other, &server.pairing_secret()).0, 201);
    // Guesses at codes are no guesses at passwords.
    assert_eq!(guesser.signs_in("rina", PASSWORD).0, 200);
    server.clock.advance(chrono::Duration::seconds(60));
    assert_eq!(joins(&guesser, &server.pairing_secret()).0, 201);
}

#[test]
fn many_pcs_that_guess_at_once_do_not_keep_an_honest_one_out() {
    let server = office();
    let mut heard = 0;
    let mut unheard = None;
    // Each stays below what one address may try.
    'guessing: for pc in 0..=CEILING / (FREE - 1) {
        let address = format!("127.0.1.{}", pc + 1);
        let guesser = Pc { server: &server, address: &address, header: String::new() };
        for _ in 0..FREE - 1 {
            match joins(&guesser, "TEBAKAN").0 {
                403 => heard += 1,
                status => {
                    unheard = Some(status);
                    break 'guessing;
                }
            }
        }
    }
    assert_eq!((heard, unheard), (CEILING, Some(429)));
    let honest = Pc { server: &server, address: "127.0.0.3", header: String::new() };
    assert_eq!(joins(&honest, &server.pairing_secret()).0, 201);
}
