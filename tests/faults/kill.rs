//! The server is killed at random moments, two hundred times, while people submit and decide.
//!
//! After every restart each act that was acknowledged is there, an act that was cut off can be sent
//! again and happens once, and at the end `terbit verify` finds nothing and no unfinished file lies
//! about.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

#[path = "support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use support::{Client, Gone, Server, command_id, content, found, leftovers, picture, verify};

const KILLS: u32 = 200;
/// Whole offices' worth of checking is done this often; the acts of a round are checked every time.
const VERIFY_EVERY: u32 = 50;

/// What the server has acknowledged: from then on it may never be missing.
#[derive(Default)]
struct Acknowledged {
    /// Submission id to the highest revision an answer named.
    revisions: BTreeMap<String, u64>,
    /// Hash of a stored file to its bytes' number.
    files: BTreeMap<String, u64>,
    /// Submissions that an answer called handed in, by the title only one command had.
    titles: BTreeMap<String, String>,
}

struct Office {
    sop: String,
    acknowledged: Mutex<Acknowledged>,
    number: AtomicU64,
    /// Commands that were cut off: path, body. Sent again after the restart.
    cut_off: Mutex<Vec<(usize, String, Value)>>,
}

impl Office {
    fn note(&self, detail: &Value) {
        let mut acknowledged = self.acknowledged.lock().unwrap();
        let id = detail["id"].as_str().unwrap().to_owned();
        let revision = detail["revision"].as_u64().unwrap();
        let known = acknowledged.revisions.entry(id.clone()).or_default();
        *known = revision.max(*known);
        acknowledged.titles.insert(detail["title"].as_str().unwrap().to_owned(), id);
    }

    /// Hands in one item: upload, draft, save, submit.
    fn submit(&self, admin: &Client) -> Result<(), Gone> {
        let number = self.number.fetch_add(1, Ordering::Relaxed);
        let stored = admin.try_upload(&format!("foto {number}.png"), &picture(number))?;
        let asset = stored.expect(201)["asset"].clone();
        let hash = asset["sha256"].as_str().unwrap().to_owned();
        self.acknowledged.lock().unwrap().files.insert(hash, number);

        let draft = admin.try_post("/api/drafts", &json!({"sop": self.sop}))?.expect(201);
        let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
        let saved = json!({
            "revision": draft["revision"],
            "content": content(&draft, &format!("Kunjungan {number}"), &[asset]),
            "late_reason": "",
        });
        let draft = admin.try_put(&path, &saved)?.expect(200);
        let body =
            json!({"command_id": command_id(), "revision": draft["revision"], "late_reason": null});
        self.send(0, admin, &format!("{path}/submit"), &body)
    }

    /// Decides on the first item in the inbox, if there is one.
    fn decide(&self, who: usize, official: &Client) -> Result<(), Gone> {
        let inbox = official.try_get("/api/submissions?scope=inbox&limit=5")?.expect(200);
        let Some(card) = inbox["items"].as_array().unwrap().first().cloned() else { return Ok(()) };
        let path = format!("/api/submissions/{}", card["id"].as_str().unwrap());
        let detail = official.try_get(&path)?.expect(200);
        let digest = &detail["digest"]["sha256"];
        let number = self.number.fetch_add(1, Ordering::Relaxed);
        let act = if number.is_multiple_of(4) {
            json!({"type": "reject", "digest": digest, "reason": "Logo terpotong"})
        } else if detail["acts"]["record_pic_agreement"] == true
            && detail["pic_agreement"].is_null()
        {
            let agreed_at = chrono::Utc::now() - chrono::Duration::minutes(1);
            json!({"type": "record_pic_agreement", "digest": digest, "who": "Rina", "how": "whatsapp", "agreed_at": agreed_at})
        } else if detail["acts"]["choose_platforms"] == true {
            json!({"type": "accept", "digest": digest, "platforms": ["youtube"]})
        } else {
            json!({"type": "accept", "digest": digest})
        };
        let body = json!({"command_id": command_id(), "revision": detail["revision"], "act": act});
        self.send(who, official, &format!("{path}/acts"), &body)
    }

    fn send(&self, who: usize, client: &Client, path: &str, body: &Value) -> Result<(), Gone> {
        match client.try_post(path, body) {
            Ok(answer) if answer.status < 300 => {
                self.note(&answer.body);
                Ok(())
            }
            // Two rounds' threads may meet on one item: the second is told, and nothing is lost.
            Ok(answer) if [404, 409, 422].contains(&answer.status) => Ok(()),
            Ok(answer) => panic!("{path}: {answer:?}"),
            Err(gone) => {
                self.cut_off.lock().unwrap().push((who, path.to_owned(), body.clone()));
                Err(gone)
            }
        }
    }

    fn check(&self, admin: &Client, all: bool) {
        let acknowledged = self.acknowledged.lock().unwrap();
        let recent = if all { usize::MAX } else { 20 };
        for (id, revision) in acknowledged.revisions.iter().rev().take(recent) {
            let detail = admin.get(&format!("/api/submissions/{id}")).expect(200);
            let kept = detail["revision"].as_u64().unwrap();
            assert!(
                kept >= *revision,
                "{id}: revision {revision} was acknowledged, {kept} is kept"
            );
            assert_eq!(detail["trail"].as_array().unwrap().len() as u64, kept, "{id}");
        }
        for (hash, number) in acknowledged.files.iter().take(recent) {
            let (status, bytes) = admin.bytes(&format!("/api/media/{hash}/original?name=foto.png"));
            assert_eq!(status, 200, "{hash}");
            assert_eq!(bytes, picture(*number), "{hash}");
        }
    }
}

#[test]
fn nothing_acknowledged_is_lost_however_often_the_server_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kantor");
    let server = Server::start(&data);
    let (roles, clients) = found(&server);
    let office = Office {
        sop: roles.sop,
        acknowledged: Mutex::default(),
        number: AtomicU64::new(1),
        cut_off: Mutex::default(),
    };
    let mut server = Some(server);
    let mut repeated = 0;

    for round in 1..=KILLS {
        let running = server.take().unwrap_or_else(|| Server::start(&data));
        let here: Vec<Client> =
            clients.iter().map(|client| client.moved_to(&running.address)).collect();
        for (who, path, body) in std::mem::take(&mut *office.cut_off.lock().unwrap()) {
            let _ = office.send(who, &here[who], &path, &body);
            repeated += 1;
        }
        office.check(&here[0], round % VERIFY_EVERY == 0);
        if round % VERIFY_EVERY == 0 {
            let (clean, findings) = verify(&data);
            assert!(clean, "before kill {round}: {findings}");
        }

        std::thread::scope(|scope| {
            scope.spawn(|| while office.submit(&here[0]).is_ok() {});
            scope.spawn(|| while office.submit(&here[0]).is_ok() {});
            for (who, official) in here.iter().enumerate().skip(1).take(3) {
                let office = &office;
                scope.spawn(move || while office.decide(who, official).is_ok() {});
            }
            std::thread::sleep(Duration::from_millis(5 + rand::random_range(0..120)));
            running.kill();
        });
    }

    let running = Server::start(&data);
    let admin = clients[0].moved_to(&running.address);
    for (who, path, body) in std::mem::take(&mut *office.cut_off.lock().unwrap()) {
        let _ = office.send(who, &clients[who].moved_to(&running.address), &path, &body);
    }
    office.check(&admin, true);
    each_command_happened_once(&admin, &office);
    assert_eq!(leftovers(&data), Vec::<std::path::PathBuf>::new(), "unfinished files stay");
    drop(running);

    let (clean, findings) = verify(&data);
    assert!(clean, "{findings}");
    let acknowledged = office.acknowledged.lock().unwrap();
    // Handing in makes the first two events of a submission; every further one was decided.
    let decided: u64 = acknowledged.revisions.values().map(|revision| revision - 2).sum();
    println!(
        "{KILLS} kills: {} submissions, {decided} further events, {} files, {repeated} commands sent again",
        acknowledged.revisions.len(),
        acknowledged.files.len()
    );
    assert!(acknowledged.revisions.len() > 20 && decided > 20, "the test hardly did anything");
    assert!(repeated > 0, "no command was ever cut off: the moments are wrong");
}

/// A title belongs to one command; two submissions of the same title would be a repeated one.
fn each_command_happened_once(admin: &Client, office: &Office) {
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    let mut path = "/api/submissions?scope=open&limit=200".to_owned();
    loop {
        let page = admin.get(&path).expect(200);
        for card in page["items"].as_array().unwrap() {
            let (title, id) = (card["title"].as_str().unwrap(), card["id"].as_str().unwrap());
            let before = titles.insert(title.to_owned(), id.to_owned());
            assert_eq!(before, None, "\"{title}\" was handed in twice");
        }
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/submissions?scope=open&limit=200&cursor={next}");
    }
    for (title, id) in &office.acknowledged.lock().unwrap().titles {
        assert!(
            titles.get(title).is_none_or(|found| found == id),
            "\"{title}\" lies under another id"
        );
    }
}
