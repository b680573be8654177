//! The rate at which an office gives way: requests come by the clock, faster from step to step, whether or not the
//! earlier ones were answered, and each is timed from when it should have been sent.

use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use rand::Rng as _;

use crate::client::Client;
use crate::host::Served;
use crate::latency::Latencies;

/// ms.
const LIMIT: f64 = 250.0;
const STEP: Duration = Duration::from_secs(12);
const FIRST_RATE: f64 = 100.0;
const FASTER: f64 = 1.25;
/// Requests that can be on their way at a time.
const HANDS: usize = 64;

pub fn measure(people: &[Vec<Client>], folder: &Path) -> Result<()> {
    let everybody: Vec<&Client> = people.iter().flatten().collect();
    let page = people[1][0].get("/api/inbox?desk=decide&limit=200")?.json()?;
    let rows = page["items"].as_array().context("no rows")?;
    let paths: Vec<String> = rows
        .iter()
        .flat_map(|row| {
            let (id, cover) = (row["id"].as_str(), row["cover"].as_str());
            let open = format!("/api/submissions/{}", id.unwrap_or_default());
            let tile = format!("/api/media/{}/thumb", cover.unwrap_or_default());
            let list = "/api/inbox?desk=decide&limit=40".to_owned();
            [list, open, tile, "/api/inbox/counts".to_owned()]
        })
        .collect();
    println!("\nReads, a quarter each of: the inbox's first page, an item, a tile, the counts:\n");
    let office = gives_way(&everybody, &paths)?;
    let floor = Served::floor(folder)?;
    let strangers: Vec<Client> = (0..50).map(|_| Client::nobody(&floor.address)).collect();
    let rows: Vec<String> = (1..=1_000).map(|row| format!("/row/{row}")).collect();
    println!("\nThe floor, one row from SQLite:\n");
    let floor = gives_way(&strangers.iter().collect::<Vec<_>>(), &rows)?;
    println!(
        "\nThe most at p99 under {LIMIT} ms: {office:.0} and {floor:.0} requests a second, ratio {:.2}",
        office / floor
    );
    Ok(())
}

/// The last rate that was kept up.
fn gives_way(clients: &[&Client], paths: &[String]) -> Result<f64> {
    println!("| requests a second | answered | p50, ms | p95, ms | p99, ms | errors |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let (mut rate, mut kept) = (FIRST_RATE, 0.0);
    loop {
        let mut taken = at_rate(clients, paths, rate)?;
        let [p50, p95, p99] = [500, 950, 990].map(|share| taken.at(share));
        let answered = taken.count() as f64 / STEP.as_secs_f64();
        println!(
            "| {rate:.0} | {answered:.0} | {p50:.1} | {p95:.1} | {p99:.1} | {} |",
            taken.errors
        );
        if p99 > LIMIT || taken.errors > 0 {
            return Ok(kept);
        }
        kept = rate;
        rate *= FASTER;
    }
}

fn at_rate(clients: &[&Client], paths: &[String], rate: f64) -> Result<Latencies> {
    let (next, all) = (AtomicUsize::new(0), Mutex::new(Latencies::default()));
    let most = (rate * STEP.as_secs_f64()) as usize;
    let started = Instant::now();
    std::thread::scope(|scope| {
        for hand in 0..HANDS {
            let client = clients[hand % clients.len()].again();
            let (next, all) = (&next, &all);
            scope.spawn(move || {
                let mut own = Latencies::default();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    // Far behind is behind: what is still due is counted as lost.
                    if number >= most || started.elapsed() > STEP * 2 {
                        break;
                    }
                    let due = started + Duration::from_secs_f64(number as f64 / rate);
                    std::thread::sleep(due.saturating_duration_since(Instant::now()));
                    let path = &paths[rand::rng().random_range(0..paths.len())];
                    match client.get(path) {
                        Ok(answer) if answer.status < 300 => own.push(due.elapsed()),
                        _ => own.errors += 1,
                    }
                }
                all.lock().unwrap_or_else(PoisonError::into_inner).merge(own);
            });
        }
    });
    Ok(all.into_inner().unwrap_or_else(PoisonError::into_inner))
}
