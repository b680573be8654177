//! The inbox's first page with ten thousand items behind it, and the way to the last one.

use std::time::Instant;

use anyhow::Result;

use crate::client::Client;
use crate::latency::Latencies;

const TURNS: usize = 300;

pub fn measure(client: &Client) -> Result<()> {
    let mut taken = Latencies::default();
    let mut bytes = 0;
    for _ in 0..TURNS {
        let started = Instant::now();
        let answer = client.get("/api/inbox?desk=decide&limit=40")?;
        taken.push(started.elapsed());
        bytes = answer.body.len();
    }
    let started = Instant::now();
    let (mut items, mut pages, mut cursor) = (0, 0, String::new());
    loop {
        let page = client.get(&format!("/api/inbox?desk=decide&limit=200{cursor}"))?.json()?;
        items += page["items"].as_array().map_or(0, Vec::len);
        pages += 1;
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    println!("\nAn inbox of {items}:\n");
    println!("| | |\n| --- | --- |");
    println!("| first page of 40: p50, ms | {:.2} |", taken.at(500));
    println!("| p99, ms | {:.2} |", taken.at(990));
    println!("| KB | {:.1} |", bytes as f64 / 1024.0);
    println!(
        "| all {pages} pages of 200 one after another, s | {:.2} |",
        started.elapsed().as_secs_f64()
    );
    Ok(())
}
