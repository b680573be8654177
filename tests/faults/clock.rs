//! Somebody sets the host's clock while people work: a year forward, back to before the office was founded, and right
//! again. The program really is told another time, by libfaketime between it and the system.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

#[path = "support/mod.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};
use support::{Client, PASSWORD, Server, command_id, content, found, picture, verify};

/// A clock on the wall beside the machine's own.
struct Clock {
    folder: PathBuf,
    ahead: Duration,
}

impl Clock {
    fn in_folder(folder: &Path) -> Self {
        let mut clock = Self { folder: folder.to_owned(), ahead: Duration::zero() };
        clock.is_set(Duration::zero());
        clock
    }

    fn file(&self) -> PathBuf {
        self.folder.join("clock")
    }

    /// So far before the right time; behind it if negative.
    fn is_set(&mut self, ahead: Duration) {
        let aside = self.folder.join("clock.new");
        fs::write(&aside, format!("{:+}", ahead.num_seconds())).unwrap();
        fs::rename(aside, self.file()).unwrap();
        self.ahead = ahead;
    }

    fn now(&self) -> DateTime<Utc> {
        Utc::now() + self.ahead
    }
}

/// The library that stands between a program and the time; the tests' packages bring it.
fn library() -> PathBuf {
    let places = fs::read_dir("/usr/lib").unwrap().flatten().map(|place| place.path());
    let mut found = places.map(|place| place.join("faketime/libfaketimeMT.so.1"));
    found.find(|path| path.exists()).expect("the package libfaketime is installed")
}

fn start(data: &Path, clock: &Clock) -> Server {
    let script = "exec \"$TERBIT\" serve --data \"$DATA\" --listen 127.0.0.1:0 2>>\"$LOG\"";
    let mut command = Command::new("sh");
    command.args(["-c", script]).env("DATA", data).env("TERBIT", env!("CARGO_BIN_EXE_terbit"));
    command.env("LOG", clock.folder.join("log"));
    command.env("LD_PRELOAD", library()).env("FAKETIME_TIMESTAMP_FILE", clock.file());
    // Asked every time, and only what can be set is set.
    command.env("FAKETIME_NO_CACHE", "1").env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    command.env("NO_FAKE_STAT", "1");
    Server::from_command(&mut command)
        .unwrap_or_else(|output| panic!("it did not start: {output:?}"))
}

struct Office {
    sop: String,
    clients: Vec<Client>,
    items: Vec<String>,
}

impl Office {
    /// Hands in an item that happened today, and has the next two officials decide on it.
    fn works(&mut self, clock: &Clock, title: &str) {
        let admin = &self.clients[0];
        let number = self.items.len() as u64;
        let asset = admin.upload("foto.png", &picture(number)).expect(201)["asset"].clone();
        let draft = admin.post("/api/drafts", &json!({ "sop": self.sop })).expect(201);
        let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
        let mut content = content(&draft, title, &[asset]);
        content["event_date"] = json!((clock.now() + Duration::hours(7)).date_naive().to_string());
        let form = json!({ "revision": draft["revision"], "content": content, "late_reason": "" });
        let saved = admin.try_put(&path, &form).unwrap().expect(200);
        let form = json!({ "command_id": command_id(), "revision": saved["revision"], "late_reason": null });
        let answer = admin.post(&format!("{path}/submit"), &form);
        assert!(answer.status < 300, "{title}: {answer:?}");
        self.items.push(answer.body["id"].as_str().unwrap().to_owned());
        let agreed_at = clock.now() - Duration::minutes(1);
        self.act(1, json!({"type": "record_pic_agreement", "who": "Rina", "how": "whatsapp", "agreed_at": agreed_at}));
        self.act(1, json!({ "type": "accept" }));
        self.act(2, json!({ "type": "reject", "reason": format!("Logo terpotong: {title}") }));
    }

    fn act(&self, who: usize, act: Value) {
        let path = format!("/api/submissions/{}", self.items.last().unwrap());
        let detail = self.clients[who].get(&path).expect(200);
        let mut act = act;
        act["digest"] = detail["digest"]["sha256"].clone();
        let form =
            json!({ "command_id": command_id(), "revision": detail["revision"], "act": act });
        let answer = self.clients[who].post(&format!("{path}/acts"), &form);
        assert!(answer.status < 300, "{act}: {answer:?}");
    }

    /// Everything that a screen shows of lengths of time, and the order of the record.
    fn is_in_order(&self) {
        let mut last = 0;
        for item in &self.items {
            let detail = self.clients[0].get(&format!("/api/submissions/{item}")).expect(200);
            no_negative(&detail, "");
            for entry in detail["trail"].as_array().unwrap() {
                let sequence = entry["sequence"].as_u64().unwrap();
                assert!(sequence > last, "{sequence} after {last}");
                last = sequence;
            }
        }
        for path in ["/api/home", "/api/submissions?scope=inbox", "/api/submissions?scope=open"] {
            for client in &self.clients {
                no_negative(&client.get(path).expect(200), "");
            }
        }
    }
}

/// Every length of time but what is left of one.
fn no_negative(value: &Value, name: &str) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| no_negative(value, name)),
        Value::Array(all) => all.iter().for_each(|value| no_negative(value, name)),
        Value::Number(number) if name.ends_with("_seconds") && name != "remaining_seconds" => {
            assert!(number.as_i64().is_none_or(|seconds| seconds >= 0), "{name}: {number}");
        }
        _ => {}
    }
}

#[test]
fn the_office_goes_on_whatever_its_clock_shows() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kantor");
    let mut clock = Clock::in_folder(folder.path());
    let host = start(&data, &clock);
    let (roles, clients) = found(&host);
    let mut office = Office { sop: roles.sop, clients, items: Vec::new() };
    office.works(&clock, "Jam benar");

    // A file of which only a part has come.
    let (sender, bytes) = (office.clients[4].clone(), picture(99));
    let upload = format!("/api/uploads/{}", command_id());
    let new = json!({ "name": "foto.png", "bytes": bytes.len() });
    sender.try_put(&upload, &new).unwrap().expect(200);
    sender.try_piece(&upload, 0, &bytes[..1_000]).unwrap().expect(200);

    let moves = [
        ("Setahun di depan", Duration::days(365)),
        ("Sebelum kantor ada", Duration::days(-400)),
        ("Jam benar lagi", Duration::zero()),
    ];
    for (title, ahead) in moves {
        clock.is_set(ahead);
        // Nobody was signed out, and whoever comes now comes in.
        office.clients.iter().for_each(|client| drop(client.get("/api/session").expect(200)));
        host.client().sign_in("orang3").expect(200);
        office.works(&clock, title);
        office.is_in_order();
        assert_eq!(sender.get(&upload).expect(200)["arrived"], 1_000, "{title}");
        let (clean, findings) = verify(&data);
        assert!(clean, "{title}: {findings}");
        let shown =
            office.clients[0].get(&format!("/api/submissions/{}", office.items.last().unwrap()));
        let at = shown.expect(200)["trail"][0]["at"].as_str().unwrap().parse::<DateTime<Utc>>();
        assert!(
            (at.unwrap() - clock.now()).abs() < Duration::minutes(5),
            "{title}: the clock was not set"
        );
    }
    sender.try_piece(&upload, 1_000, &bytes[1_000..]).unwrap().expect(200);
    sender.post(&format!("{upload}/finish"), &Value::Null).expect(201);

    // Wrong passwords are waited for, also when the clock goes back meanwhile, and then it is over.
    let wrong = json!({ "login": "orang2", "password": "sandi-keliru" });
    for _ in 0..3 {
        host.client().post("/api/session", &wrong).expect_refusal(401, "wrong_password");
    }
    clock.is_set(Duration::days(-400));
    let right = json!({ "login": "orang2", "password": PASSWORD });
    let wait = host.client().post("/api/session", &right);
    assert!(wait.body["retry_after_seconds"].as_u64().unwrap() <= 8, "{wait:?}");
    clock.is_set(
        Duration::days(-400)
            + Duration::seconds(wait.body["retry_after_seconds"].as_i64().unwrap()),
    );
    host.client().sign_in("orang2").expect(200);

    // The host loses its power, and its clock has forgotten the time when it comes back.
    host.kill();
    clock.is_set(Duration::days(-2_000));
    let host = start(&data, &clock);
    office.clients = office.clients.iter().map(|client| client.moved_to(&host.address)).collect();
    office.works(&clock, "Baterai kosong");
    office.is_in_order();
    host.stop();
    let (clean, findings) = verify(&data);
    assert!(clean, "{findings}");
    let log = fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(!log.contains("panicked") && log.contains("jam komputer ini diubah"), "{log}");
}
