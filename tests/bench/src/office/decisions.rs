//! Decisions as fast as eight people can send them, each on an item of its own; then the power fails, and every one
//! that was acknowledged must be there, once.

use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use bench::bare::Bare;
use bench::five::{self, PASSWORD, login};
use serde_json::Value;

use crate::client::Client;
use crate::host::Served;
use crate::latency::Latencies;

const DECIDERS: usize = 8;
const DECISIONS: usize = 6_000;
const INSERTS: usize = 5_000;

pub fn measure(served: Served, people: &[Client], program: &Path, data: &Path) -> Result<()> {
    let seen = agreed(&people[0])?;
    let before = inserts_a_second(data)?;
    let (next, all) = (AtomicUsize::new(0), Mutex::new(Latencies::default()));
    let started = Instant::now();
    std::thread::scope(|scope| {
        for client in people.iter().take(DECIDERS) {
            let (next, all, seen) = (&next, &all, &seen);
            scope.spawn(move || {
                let mut own = Latencies::default();
                while let Some(item) = seen.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let started = Instant::now();
                    match client.act(item, &five::next_act(item)) {
                        Ok(answer) if answer.status == 200 => own.push(started.elapsed()),
                        _ => own.errors += 1,
                    }
                }
                all.lock().unwrap_or_else(PoisonError::into_inner).merge(own);
            });
        }
    });
    let seconds = started.elapsed().as_secs_f64();
    served.kill()?;
    let after = inserts_a_second(data)?;
    let mut taken = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    let rate = taken.count() as f64 / seconds;
    let inserts = f64::midpoint(before, after);
    println!("\n{DECIDERS} people deciding {} items as fast as they can:\n", seen.len());
    println!("| | |\n| --- | --- |");
    println!("| decisions acknowledged a second | {rate:.0} |");
    println!("| bare durable inserts a second on this disk, one after another | {inserts:.0} |");
    println!("| ratio | {:.2} |", rate / inserts);
    println!("| p50, p99, ms | {:.1}, {:.1} |", taken.at(500), taken.at(990));
    println!("| errors | {} |", taken.errors);
    all_are_there(&seen, program, data)
}

/// Items whose PIC has agreed, so that one act decides each.
fn agreed(client: &Client) -> Result<Vec<Value>> {
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    while seen.len() < DECISIONS {
        let page = client.get(&format!("/api/inbox?desk=decide&limit=200{cursor}"))?.json()?;
        for row in page["items"].as_array().context("no rows")? {
            let id = row["id"].as_str().unwrap_or_default();
            let mut detail = client.get(&format!("/api/submissions/{id}"))?.json()?;
            if detail["pic_agreement"].is_null() {
                detail = client.act(&detail, &five::next_act(&detail))?.json()?;
            }
            seen.push(detail);
        }
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    Ok(seen)
}

/// The floor: rows of the size of an event, each on the disk before the next.
fn inserts_a_second(data: &Path) -> Result<f64> {
    let bare = Bare::open(&data.with_file_name("bare.db"))?;
    let started = Instant::now();
    for _ in 0..INSERTS {
        bare.insert()?;
    }
    Ok(INSERTS as f64 / started.elapsed().as_secs_f64())
}

/// After the host was killed: every item was decided exactly once, and the record is whole.
fn all_are_there(seen: &[Value], program: &Path, data: &Path) -> Result<()> {
    let served = Served::terbit(program, data)?;
    let client = Client::signed_in(&served.address, &login(0, 1), PASSWORD)?;
    for item in seen {
        let id = item["id"].as_str().unwrap_or_default();
        let now = client.get(&format!("/api/submissions/{id}"))?.json()?;
        let accepted = |detail: &Value| {
            let trail = detail["trail"].as_array().map(Vec::as_slice).unwrap_or_default();
            trail.iter().filter(|entry| entry["event"]["type"] == "accepted").count()
        };
        ensure!(accepted(&now) == accepted(item) + 1, "item {id} was not decided once");
    }
    served.kill()?;
    let verified = Command::new(program).arg("verify").arg("--data").arg(data).output()?;
    ensure!(
        verified.status.success(),
        "verify finds: {}",
        String::from_utf8_lossy(&verified.stdout)
    );
    println!(
        "\nHost killed and started again: each of {} items decided exactly once, `verify` finds nothing.",
        seen.len()
    );
    Ok(())
}
