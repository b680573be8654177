//! Running the host: settings from one file, a log that names nobody, a stop that lets people finish.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

#[path = "support/mod.rs"]
mod support;

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use support::{Client, PASSWORD, Server, content, found, picture, program};

/// A server with its log in a file.
struct Logged {
    child: Child,
    address: String,
}

impl Logged {
    fn start(command: &mut Command, log: &Path) -> Self {
        let log = File::create(log).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut first).unwrap();
        Self { child, address: first.trim().trim_end_matches('/').to_owned() }
    }

    fn asked_to_stop(&self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }

    fn stopped(mut self) {
        assert!(self.child.wait().unwrap().success(), "it did not stop in good order");
    }
}

#[test]
fn one_file_sets_the_host_up_and_an_option_is_stronger() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("terbit.toml");
    fs::write(&file, "data = 'kantor'\nlisten = '127.0.0.1:1'\nlog-level = 'warn'\n").unwrap();
    let mut command = program();
    command.args(["serve", "--listen", "127.0.0.1:0", "--settings"]).arg(&file);
    let log = folder.path().join("log");
    let host = Logged::start(&mut command, &log);
    assert!(host.address.starts_with("http://127.0.0.1:"), "{}", host.address);
    assert_eq!(Client::new(&host.address).get("/api/health").expect(200)["status"], "ok");
    assert!(folder.path().join("kantor").is_dir(), "a path in the file is meant from its folder");
    host.asked_to_stop();
    host.stopped();
    assert_eq!(fs::read_to_string(&log).unwrap(), "", "start and stop are not told at this level");
}

#[test]
fn a_mistake_in_the_settings_is_told_and_nothing_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("terbit.toml");
    for (text, told) in [
        ("lisen = '127.0.0.1:0'", "lisen tidak dikenal"),
        ("data = 'kantor'\n=", "baris 2"),
        ("data = 'kantor'\nlisten = '127.0.0.1:0'\nkey = 'k.pem'", "harus ada keduanya"),
        ("data = 'kantor'\ncertificate = 'c.pem'\nkey = 'k.pem'\nplain = true", "Pilih satu"),
    ] {
        fs::write(&file, text).unwrap();
        let output = program().args(["serve", "--settings"]).arg(&file).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && error.contains(told), "{text}: {error}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{text}");
    }
    let output = program().args(["serve", "--settings", "tidak-ada.toml"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("tidak dapat dibaca"));
}

#[test]
fn the_log_tells_what_happened_and_names_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut command = program();
    command.args(["serve", "--listen", "127.0.0.1:0", "--log", "json", "--log-level", "debug"]);
    command.arg("--data").arg(folder.path().join("kantor"));
    let host = Logged::start(&mut command, &log);
    let server = Client::new(&host.address);
    // The founder's client, through the same door that a person takes.
    let offered = server.get("/api/sops/bundled").expect(200);
    let sop = &offered[0];
    let account = serde_json::json!({
        "name": "Rahmawati Kusuma", "login": "rahmawati", "password": PASSWORD,
        "positions": [{ "sop": sop["id"], "position": sop["positions"][0]["id"] }],
    });
    let form =
        serde_json::json!({ "name": "Biro Rahasia", "sops": [sop["id"]], "accounts": [account] });
    let mut rahmawati = server.clone();
    rahmawati.enter("/api/office", &form).expect(201);
    for _ in 0..4 {
        let wrong = serde_json::json!({ "login": "rahmawati", "password": "sandi-keliru" });
        server.post("/api/session", &wrong);
    }
    let asset = rahmawati.upload("foto-keluarga.png", &picture(1)).expect(201)["asset"].clone();
    let draft = rahmawati.post("/api/drafts", &serde_json::json!({ "sop": sop["id"] })).expect(201);
    let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
    let content = content(&draft, "Kunjungan Tamu Negara", std::slice::from_ref(&asset));
    let update =
        serde_json::json!({ "revision": draft["revision"], "content": content, "late_reason": "" });
    rahmawati.try_put(&path, &update).unwrap().expect(200);
    rahmawati.get("/api/archive?q=tamu-negara").expect(200);
    host.asked_to_stop();
    host.stopped();

    let text = fs::read_to_string(&log).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told = |wanted: &dyn Fn(&Value) -> bool| lines.iter().any(wanted);
    assert!(told(&|line| line["message"] == "melayani" && line["level"] == "INFO"), "{text}");
    assert!(told(&|line| line["message"].as_str().unwrap().starts_with("berhenti")), "{text}");
    assert!(
        told(&|line| line["route"] == "/api/session"
            && line["status"] == 429
            && line["level"] == "WARN"),
        "{text}"
    );
    assert!(told(&|line| line["route"] == "/api/drafts/{id}" && line["status"] == 200), "{text}");
    let session = rahmawati.cookie.split_once('=').unwrap().1.to_owned();
    let secrets = [
        "rahmawati",
        "Rahmawati",
        "Biro Rahasia",
        PASSWORD,
        "sandi-keliru",
        "foto-keluarga",
        "Kunjungan Tamu",
        "tamu-negara",
        "127.0.0.1",
        session.as_str(),
        draft["id"].as_str().unwrap(),
        asset["sha256"].as_str().unwrap(),
    ];
    for secret in secrets {
        assert!(!text.contains(secret), "{secret} is in the log:\n{text}");
    }
}

#[test]
fn who_is_sending_when_the_host_stops_is_still_answered() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    let (_, clients) = found(&server);
    let photo = picture(7);
    let mut line = TcpStream::connect(server.address.trim_start_matches("http://")).unwrap();
    let head = format!(
        "POST /api/assets?name=a.png HTTP/1.1\r\nHost: kantor\r\nX-Terbit: 1\r\nCookie: {}\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        clients[0].cookie,
        photo.len()
    );
    line.write_all(head.as_bytes()).unwrap();
    line.write_all(&photo[..100]).unwrap();
    // Its upload has begun once an answer to somebody who came later is there.
    clients[1].get("/api/home").expect(200);
    let id = server.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    while TcpStream::connect(server.address.trim_start_matches("http://")).is_ok() {
        std::thread::yield_now();
    }
    line.write_all(&photo[100..]).unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    server.stop();
}

/// On the network one PC can't hold every connection: those beyond its share are hung up on, the others stay.
#[test]
fn one_address_holds_so_many_connections_and_no_more() {
    const SHARE: usize = 256;
    const MORE: usize = 20;
    let folder = tempfile::tempdir().unwrap();
    let mut command = program();
    command.args(["serve", "--listen", "0.0.0.0:0", "--data"]).arg(folder.path().join("kantor"));
    let host = Logged::start(&mut command, &folder.path().join("log"));
    let port: u16 = host.address.rsplit(':').next().unwrap().parse().unwrap();
    let mut lines: Vec<TcpStream> = (0..SHARE + MORE)
        .map(|_| {
            let line = TcpStream::connect(("127.0.0.1", port)).unwrap();
            line.set_nonblocking(true).unwrap();
            line
        })
        .collect();
    // Which of them is chance; without a share all would be let go at once, when nobody has said a word in ten seconds.
    let mut ended = 0;
    while ended < MORE {
        std::thread::yield_now();
        let is_open = |line: &mut TcpStream| {
            line.read(&mut [0]).is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
        };
        ended = lines.iter_mut().map(is_open).filter(|open| !open).count();
    }
    assert_eq!(ended, MORE);
    host.asked_to_stop();
    drop(lines);
    host.stopped();
}

/// The unit that is given out starts this program with these options, and shuts away what it does not need.
#[test]
fn the_unit_file_is_in_order() {
    let unit = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packaging/terbit.service");
    let text = fs::read_to_string(&unit).unwrap();
    let start = text.lines().find_map(|line| line.strip_prefix("ExecStart=")).unwrap();
    let (_, options) = start.split_once(' ').unwrap();
    let mut words: Vec<&str> = options.split(' ').collect();
    words.push("--help");
    let output = program().args(&words).output().unwrap();
    assert!(output.status.success(), "{options}");
    let known = String::from_utf8_lossy(&output.stdout).into_owned();
    for option in options.split(' ').filter(|word| word.starts_with("--")) {
        assert!(known.contains(option), "{option}");
    }
}
