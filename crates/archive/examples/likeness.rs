//! How long it takes to find the pictures like one among many: `cargo run --release -p archive --example likeness`.

use std::time::Instant;

use archive::{Archive, SqliteArchive, StoredAsset};
use chrono::Utc;
use workflow::{AccountId, Sha256};

const PICTURES: u64 = 100_000;
const SEARCHES: u32 = 21;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    drop(SqliteArchive::open(folder.path())?);
    fill(folder.path())?;
    let archive = SqliteArchive::open(folder.path())?;
    let mut times = Vec::new();
    let mut found = 0;
    for number in 0..SEARCHES {
        let began = Instant::now();
        found += archive.looks_near(spread(u64::from(number) * 4_001), 10)?.len();
        times.push(began.elapsed());
    }
    times.sort();
    println!(
        "{PICTURES} pictures: median {:.1} ms, slowest {:.1} ms, {found} found in {SEARCHES} searches",
        times[times.len() / 2].as_secs_f64() * 1e3,
        times[times.len() - 1].as_secs_f64() * 1e3,
    );
    Ok(())
}

/// Straight into the file: a hundred thousand durable commits are another measurement.
fn fill(folder: &std::path::Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut raw = rusqlite::Connection::open(folder.join("office.db"))?;
    let transaction = raw.transaction()?;
    for number in 0..PICTURES {
        let asset = StoredAsset {
            sha256: Sha256::of(&number.to_le_bytes()),
            bytes: 1,
            media_type: "image/jpeg".to_owned(),
            facts: "{}".to_owned(),
            name: "foto.jpg".to_owned(),
            added_by: AccountId(uuid::Uuid::nil()),
            added_at: Utc::now(),
        };
        let sha256 = asset.sha256.as_str();
        transaction.execute(
            "INSERT INTO assets VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6)",
            (
                sha256,
                &asset.media_type,
                &asset.facts,
                &asset.name,
                asset.added_by.to_string(),
                asset.added_at.to_rfc3339(),
            ),
        )?;
        let hash = spread(number).cast_signed();
        transaction.execute("INSERT INTO asset_looks VALUES (?1, ?2)", (sha256, hash))?;
    }
    transaction.commit()?;
    Ok(())
}

/// Numbers that look random and are the same every time (splitmix64).
fn spread(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
