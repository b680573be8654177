//! One decision's time against one bare SQLite insert with the same durability, in the same run.
//!
//! A whole office is founded in a temporary folder on the disk that is measured; items are handed in
//! and carried through every step by the people who hold the positions. Each act is the whole use-case
//! (rights, rules, events, chain, read model, full-text index, the view that the screen shows), timed
//! one by one. After each act one row is inserted into a bare database beside it, with the same
//! journal mode and `synchronous=FULL`, so that both meet the same disk at the same moment.
//!
//! `cargo xtask bench decide [--folder DIR]`

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Result;
use bench::five::{People, found, hand_in};
use office::view::{ActRequest, SubmissionDetail};
use office::{Caller, Office};
use serde_json::{Value, json};
use uuid::Uuid;

const ITEMS: usize = 400;

fn main() -> Result<()> {
    let base = std::env::args().nth(1).map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::tempdir_in(base)?;
    let bare = Bare::open(folder.path())?;
    let (office, people) = found(&folder.path().join("kantor"))?;

    let mut acts = Vec::new();
    let mut inserts = Vec::new();
    for number in 0..ITEMS {
        let mut item = repost(&office, &people, number)?;
        while let Some((who, act)) = next_act(&item, &people) {
            let request: ActRequest = serde_json::from_value(json!({
                "command_id": Uuid::now_v7(), "revision": item.revision(), "act": act,
            }))?;
            let started = Instant::now();
            let after = office.act(who, item.id, request)?;
            acts.push(started.elapsed());
            inserts.push(bare.insert()?);
            item = Item::of(&after)?;
        }
    }
    report(&mut acts, &mut inserts);
    Ok(())
}

/// What the bench needs of a submission, read from the same JSON that the screen gets.
struct Item {
    id: office::parts::workflow::SubmissionId,
    detail: Value,
}

impl Item {
    fn of(detail: &SubmissionDetail) -> Result<Self> {
        let detail = serde_json::to_value(detail)?;
        let id = serde_json::from_value(detail["id"].clone())?;
        Ok(Self { id, detail })
    }

    fn revision(&self) -> &Value {
        &self.detail["revision"]
    }
}

/// The act that moves the item on, and who does it; `None` when it has ended.
fn next_act<'a>(item: &Item, people: &'a People) -> Option<(&'a Caller, Value)> {
    let detail = &item.detail;
    let who = people.holding(detail["position_label"].as_str()?)?;
    let digest = &detail["digest"]["sha256"];
    let step = detail["step_short"].as_str()?;
    let allowed = step_powers(detail, step);
    let act = match allowed {
        Powers::Agree if detail["pic_agreement"].is_null() => json!({
            "type": "record_pic_agreement", "digest": digest, "who": "Rina", "how": "whatsapp",
            "agreed_at": chrono::Utc::now() - chrono::Duration::minutes(1),
        }),
        Powers::Choose => json!({"type": "accept", "digest": digest, "platforms": ["youtube"]}),
        Powers::Publish => json!({
            "type": "record_publication", "platform": "youtube", "url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        }),
        Powers::Agree | Powers::Plain => json!({"type": "accept", "digest": digest}),
    };
    Some((who, act))
}

enum Powers {
    Agree,
    Choose,
    Publish,
    Plain,
}

/// What the step asks for, by its place among the sheet's boxes.
fn step_powers(detail: &Value, short: &str) -> Powers {
    let boxes = detail["paraf"].as_array().map(Vec::as_slice).unwrap_or_default();
    match boxes.iter().position(|entry| entry["short"] == short) {
        Some(1) => Powers::Agree,
        Some(2) => Powers::Choose,
        Some(last) if last + 1 == boxes.len() => Powers::Publish,
        _ => Powers::Plain,
    }
}

/// A repost needs no file, so what is timed is the record and not pixels.
fn repost(office: &Office, people: &People, number: usize) -> Result<Item> {
    let detail = hand_in(office, people, |content| {
        content["title"] = json!(format!("Kunjungan delegasi {number}"));
        content["kind"] = json!("repost");
        content["source"] = json!("editorial-plan");
        content["pic"] = json!("Rina");
        content["caption"] =
            json!("Biro menerima kunjungan delegasi dan membahas rencana kerja sama tahun depan.");
        content["links"] = json!(["https://www.instagram.com/p/Cabc123/"]);
    })?;
    Item::of(&detail)
}

/// The floor: one row of the size of an event, durable.
struct Bare(rusqlite::Connection);

impl Bare {
    fn open(folder: &Path) -> Result<Self> {
        let connection = rusqlite::Connection::open(folder.join("bare.db"))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection
            .execute_batch("CREATE TABLE row (id INTEGER PRIMARY KEY, payload TEXT NOT NULL)")?;
        Ok(Self(connection))
    }

    fn insert(&self) -> Result<Duration> {
        let payload = "x".repeat(400);
        let started = Instant::now();
        self.0.prepare_cached("INSERT INTO row (payload) VALUES (?1)")?.execute([&payload])?;
        Ok(started.elapsed())
    }
}

fn report(acts: &mut [Duration], inserts: &mut [Duration]) {
    acts.sort_unstable();
    inserts.sort_unstable();
    let at = |sorted: &[Duration], share: usize| {
        sorted[(sorted.len() - 1) * share / 100].as_secs_f64() * 1_000.0
    };
    println!("{} acts, each followed by one bare insert on the same disk (ms)\n", acts.len());
    println!("| | p50 | p99 |\n| --- | --- | --- |");
    println!("| decision | {:.2} | {:.2} |", at(acts, 50), at(acts, 99));
    println!("| bare insert | {:.2} | {:.2} |", at(inserts, 50), at(inserts, 99));
    println!(
        "| ratio | {:.2} | {:.2} |",
        at(acts, 50) / at(inserts, 50),
        at(acts, 99) / at(inserts, 99)
    );
}
