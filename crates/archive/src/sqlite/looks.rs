//! What pictures look like: a perceptual hash each, and the search for those that differ in few bits.
//!
//! Every row is looked at. An index for Hamming distances would pay from some millions of pictures on, which is
//! centuries of one office's posts.

use rusqlite::{Connection, Transaction};
use workflow::Sha256;

use super::assets;
use super::columns::parsed;
use super::failure::Failure;

/// Keeps or replaces the hash of a file that was taken in.
pub fn put(transaction: &Transaction<'_>, sha256: &Sha256, hash: u64) -> Result<(), Failure> {
    assets::must_be_known(transaction, sha256)?;
    transaction
        .prepare_cached(
            "INSERT INTO asset_looks (sha256, hash) VALUES (?1, ?2)
            ON CONFLICT (sha256) DO UPDATE SET hash = excluded.hash",
        )?
        .execute((sha256.as_str(), hash.cast_signed()))?;
    Ok(())
}

/// Files whose hash differs from `hash` in at most `most` bits, closest first; of equals, by their own hash.
pub fn near(reader: &Connection, hash: u64, most: u32) -> Result<Vec<(Sha256, u32)>, Failure> {
    let mut statement = reader.prepare_cached("SELECT hash, sha256 FROM asset_looks")?;
    let mut rows = statement.query([])?;
    let mut found: Vec<(Sha256, u32)> = Vec::new();
    while let Some(row) = rows.next()? {
        let other: i64 = row.get(0)?;
        let distance = (other.cast_unsigned() ^ hash).count_ones();
        if distance <= most {
            found.push((parsed(row, "sha256")?, distance));
        }
    }
    found.sort_by(|(one, near), (other, far)| near.cmp(far).then_with(|| one.cmp(other)));
    Ok(found)
}
