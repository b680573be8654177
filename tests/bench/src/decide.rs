//! One decision's time against one bare SQLite insert with the same durability, in the same run.
//!
//! A whole office is founded in a temporary folder on the disk that is measured; items are handed in
//! and carried through every step by the people who hold the positions. Each act is the whole use-case
//! (rights, rules, events, chain, read model, full-text index, the view that the screen shows), timed
//! one by one. After each act one row is inserted into a bare database beside it, with the same
//! journal mode and `synchronous=FULL`, so that both meet the same disk at the same moment.
//!
//! `cargo xtask bench decide [--folder DIR]`

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::Result;
use bench::bare::Bare;
use bench::five::{self, People, found, hand_in};
use office::view::{ActRequest, SubmissionDetail};
use office::{Caller, Office};
use serde_json::{Value, json};
use uuid::Uuid;

const ITEMS: usize = 400;

fn main() -> Result<()> {
    let base = std::env::args().nth(1).map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::tempdir_in(base)?;
    let bare = Bare::open(&folder.path().join("bare.db"))?;
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
            let started = Instant::now();
            bare.insert()?;
            inserts.push(started.elapsed());
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
    let who = people.holding(item.detail["position_label"].as_str()?)?;
    Some((who, five::next_act(&item.detail)))
}

/// A repost needs no file, so what is timed is the record and not pixels.
fn repost(office: &Office, people: &People, number: usize) -> Result<Item> {
    let title = format!("Kunjungan delegasi {number}");
    Item::of(&hand_in(office, people, |content| five::repost(content, &title))?)
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
