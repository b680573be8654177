//! The host is killed at random moments, two hundred times, while people send files in pieces, hand in and decide.
//!
//! Nobody tells the clients: they ask again until there is an answer, go on with a file where the host says that it
//! is, and send an act that was cut off once more. What was acknowledged is there from then on, acts and pieces alike,
//! nothing happened twice, and at the end `terbit verify` finds nothing and no unfinished file lies about.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

#[path = "support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::{
    Answer, Client, Gone, Server, command_id, content, found, leftovers, picture, port_of_its_own,
    verify,
};

const KILLS: u32 = 200;
/// Everything that was acknowledged is looked at this often, while work goes on.
const LOOK_EVERY: u32 = 40;
/// In bytes; a piece is at most as long.
const LONGEST_PIECE: usize = 96 << 10;

/// What the host has acknowledged: from then on it may never be missing.
#[derive(Default, Clone)]
struct Acknowledged {
    /// Submission id to the highest revision an answer named.
    revisions: BTreeMap<String, u64>,
    /// Submission id to the title that only one command had.
    titles: BTreeMap<String, String>,
    /// Reason of a rejection, which only one command had, to the submission's id.
    rejections: BTreeMap<String, String>,
    /// Hash of a stored file to its number.
    files: BTreeMap<String, u64>,
}

struct Office {
    sop: String,
    acknowledged: Mutex<Acknowledged>,
    number: AtomicU64,
    /// Requests that a kill hit.
    cut: AtomicU64,
    /// Pieces that were answered.
    pieces: AtomicU64,
    over: AtomicBool,
}

/// A picture, and behind its end as many bytes as make it several pieces long.
fn file(number: u64) -> Vec<u8> {
    let mut bytes = picture(number);
    let tail = (0..200_000u64).map(|place| (place.wrapping_mul(number) >> 3).to_le_bytes()[0]);
    bytes.extend(tail);
    bytes
}

/// Whoever goes home, or has found a fault, lets the others go home too.
struct GoesHome<'a>(&'a AtomicBool);

impl Drop for GoesHome<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Office {
    /// Works until the office closes.
    fn work(&self, mut act: impl FnMut()) {
        let _goes_home = GoesHome(&self.over);
        while self.is_open() {
            act();
        }
    }

    fn is_open(&self) -> bool {
        !self.over.load(Ordering::Relaxed)
    }

    fn next(&self) -> u64 {
        self.number.fetch_add(1, Ordering::Relaxed)
    }

    /// Asks until there is an answer, as every client does.
    fn answered<T>(&self, ask: impl Fn() -> Result<T, Gone>) -> T {
        let began = Instant::now();
        loop {
            match ask() {
                Ok(answer) => return answer,
                Err(gone) => {
                    self.cut.fetch_add(u64::from(gone == Gone::Cut), Ordering::Relaxed);
                    assert!(began.elapsed() < Duration::from_secs(60), "the host stays away");
                    std::thread::sleep(Duration::from_millis(2));
                }
            }
        }
    }

    /// Sends a file in pieces; what is kept of it.
    fn send_file(&self, client: &Client) -> Value {
        let number = self.next();
        let bytes = file(number);
        let path = format!("/api/uploads/{}", command_id());
        let new = json!({"name": format!("foto {number}.png"), "bytes": bytes.len()});
        self.answered(|| client.try_put(&path, &new)).expect(200);
        let mut acknowledged = 0;
        loop {
            let state = self.answered(|| client.try_get(&path)).expect(200);
            let mut offset = usize::try_from(state["arrived"].as_u64().unwrap()).unwrap();
            assert!(offset >= acknowledged, "{acknowledged} bytes were acknowledged: {state}");
            if offset == bytes.len() {
                break;
            }
            // Until a kill cuts it off; then the host is asked how far it is.
            while offset < bytes.len() {
                let end = bytes.len().min(offset + rand::random_range(1..=LONGEST_PIECE));
                let piece = client.try_piece(&path, offset as u64, &bytes[offset..end]);
                let Ok(answer) = piece else {
                    self.cut.fetch_add(u64::from(piece == Err(Gone::Cut)), Ordering::Relaxed);
                    break;
                };
                assert_eq!(answer.expect(200)["arrived"].as_u64(), Some(end as u64));
                self.pieces.fetch_add(1, Ordering::Relaxed);
                (offset, acknowledged) = (end, end);
            }
        }
        let finish = format!("{path}/finish");
        let stored = self.answered(|| client.try_post(&finish, &Value::Null)).expect(201);
        let asset = stored["asset"].clone();
        assert_eq!(asset["bytes"].as_u64(), Some(bytes.len() as u64));
        let hash = asset["sha256"].as_str().unwrap().to_owned();
        self.acknowledged.lock().unwrap().files.insert(hash, number);
        asset
    }

    /// Hands in one item: file, draft, save, submit.
    fn submit(&self, admin: &Client) {
        let asset = self.send_file(admin);
        let title = format!("Kunjungan {}", self.next());
        let new = json!({"sop": self.sop});
        let draft = self.answered(|| admin.try_post("/api/drafts", &new)).expect(201);
        let path = format!("/api/drafts/{}", draft["id"].as_str().unwrap());
        let mut revision = draft["revision"].clone();
        let content = content(&draft, &title, &[asset]);
        let saved = loop {
            let form = json!({"revision": revision, "content": content, "late_reason": ""});
            let answer = self.answered(|| admin.try_put(&path, &form));
            match answer.status {
                200 => break answer.body,
                // It was saved, and the answer was cut off.
                409 => revision = answer.body["current"]["revision"].clone(),
                _ => panic!("{answer:?}"),
            }
        };
        let body =
            json!({"command_id": command_id(), "revision": saved["revision"], "late_reason": null});
        let answer = self.answered(|| admin.try_post(&format!("{path}/submit"), &body));
        let (id, _) = self.note(&answer);
        self.acknowledged.lock().unwrap().titles.insert(id, title);
    }

    /// Decides on the first item in the inbox, if there is one.
    fn decide(&self, official: &Client) {
        let inbox =
            self.answered(|| official.try_get("/api/submissions?scope=inbox&limit=5")).expect(200);
        let Some(card) = inbox["items"].as_array().unwrap().first() else {
            std::thread::sleep(Duration::from_millis(5));
            return;
        };
        let path = format!("/api/submissions/{}", card["id"].as_str().unwrap());
        let detail = self.answered(|| official.try_get(&path)).expect(200);
        let digest = &detail["digest"]["sha256"];
        let number = self.next();
        let reason = format!("Logo terpotong ({number})");
        let rejects = number.is_multiple_of(4);
        let act = if rejects {
            json!({"type": "reject", "digest": digest, "reason": reason})
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
        let answer = self.answered(|| official.try_post(&format!("{path}/acts"), &body));
        // Nobody else holds this position: whatever happened, it was this act.
        let (id, revision) = self.note(&answer);
        // Choosing the platforms is an event of its own.
        let events = revision - detail["revision"].as_u64().unwrap();
        assert!((1..=2).contains(&events), "{id}: {events} events of one act");
        if rejects {
            self.acknowledged.lock().unwrap().rejections.insert(reason, id);
        }
    }

    /// Keeps what an answer acknowledged: the submission and its revision.
    fn note(&self, answer: &Answer) -> (String, u64) {
        assert!(answer.status < 300, "{answer:?}");
        let id = answer.body["id"].as_str().unwrap().to_owned();
        let revision = answer.body["revision"].as_u64().unwrap();
        let mut acknowledged = self.acknowledged.lock().unwrap();
        let known = acknowledged.revisions.entry(id.clone()).or_default();
        *known = revision.max(*known);
        (id, revision)
    }

    /// Looks at everything that was acknowledged until now.
    fn check(&self, admin: &Client) {
        let acknowledged = self.acknowledged.lock().unwrap().clone();
        let mut reasons = BTreeSet::new();
        for (id, revision) in &acknowledged.revisions {
            let path = format!("/api/submissions/{id}");
            let detail = self.answered(|| admin.try_get(&path)).expect(200);
            let kept = detail["revision"].as_u64().unwrap();
            assert!(kept >= *revision, "{id}: {revision} was acknowledged, {kept} is kept");
            let trail = detail["trail"].as_array().unwrap();
            assert_eq!(trail.len() as u64, kept, "{id}");
            for reason in trail.iter().filter_map(|entry| entry["event"]["reason"].as_str()) {
                assert!(reasons.insert(reason.to_owned()), "{reason}: rejected twice");
            }
        }
        for (reason, id) in &acknowledged.rejections {
            assert!(reasons.contains(reason), "{id}: \"{reason}\" is gone");
        }
        for (hash, number) in &acknowledged.files {
            let path = format!("/api/media/{hash}/original?name=foto.png");
            let (status, bytes) = self.answered(|| admin.try_bytes(&path));
            assert_eq!(status, 200, "{hash}");
            assert!(bytes == file(*number), "{hash}: other bytes than were sent");
        }
    }
}

#[test]
fn nothing_acknowledged_is_lost_however_often_the_host_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kantor");
    let port = port_of_its_own();
    let first = Server::start_at(&data, port);
    let (roles, clients) = found(&first);
    let office = Office {
        sop: roles.sop,
        acknowledged: Mutex::default(),
        number: AtomicU64::new(1),
        cut: AtomicU64::default(),
        pieces: AtomicU64::default(),
        over: AtomicBool::default(),
    };
    let host = std::thread::scope(|scope| {
        let (office, clients) = (&office, &clients);
        let one_more = |of: usize| clients[of].moved_to(&clients[of].base);
        for admin in [one_more(0), one_more(0)] {
            scope.spawn(move || office.work(|| office.submit(&admin)));
        }
        let sender = one_more(4);
        scope.spawn(move || office.work(|| drop(office.send_file(&sender))));
        for official in [1, 2, 3].map(one_more) {
            scope.spawn(move || office.work(|| office.decide(&official)));
        }
        let _goes_home = GoesHome(&office.over);
        let mut host = first;
        for round in 1..=KILLS {
            assert!(office.is_open(), "a client found a fault");
            std::thread::sleep(Duration::from_millis(5 + rand::random_range(0..200)));
            host.kill();
            host = Server::start_at(&data, port);
            if round % LOOK_EVERY == 0 {
                office.check(&clients[0]);
                let (clean, findings) = verify(&data);
                assert!(clean, "after kill {round}: {findings}");
            }
        }
        host
    });

    office.check(&clients[0]);
    each_item_was_handed_in_once(&clients[0], &office);
    nothing_unfinished_lies_about(&data);
    host.stop();
    let (clean, findings) = verify(&data);
    assert!(clean, "{findings}");
    let acknowledged = office.acknowledged.lock().unwrap();
    // Handing in makes the first two events of a submission; every further one was decided.
    let decided: u64 = acknowledged.revisions.values().map(|revision| revision - 2).sum();
    let (pieces, cut) = (office.pieces.into_inner(), office.cut.into_inner());
    println!(
        "{KILLS} kills: {} files in {pieces} pieces, {} submissions, {decided} further events, {cut} requests cut off",
        acknowledged.files.len(),
        acknowledged.titles.len()
    );
    assert!(acknowledged.titles.len() > 20 && decided > 20, "the test hardly did anything");
    assert!(cut > 100, "hardly a request was hit: the moments are wrong");
}

/// A title belongs to one command; two submissions of the same title would be a repeated one.
fn each_item_was_handed_in_once(admin: &Client, office: &Office) {
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
    for (id, title) in &office.acknowledged.lock().unwrap().titles {
        assert!(
            titles.get(title).is_none_or(|found| found == id),
            "\"{title}\" lies under another id"
        );
    }
}

/// Every file that was begun was finished: of what came in pieces only the answer is kept.
fn nothing_unfinished_lies_about(data: &Path) {
    let mut left = leftovers(data);
    let incoming = std::fs::read_dir(data.join("media/incoming")).unwrap();
    let pieces = incoming.map(|entry| entry.unwrap().path());
    left.extend(pieces.filter(|path| path.extension().is_some_and(|ending| ending == "upload")));
    assert_eq!(left, Vec::<std::path::PathBuf>::new(), "unfinished files stay");
}
