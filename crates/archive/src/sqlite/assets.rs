//! The files the office has taken in, and who names them.

use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use workflow::Sha256;

use super::columns::{instant_text, parsed};
use super::failure::Failure;
use crate::ArchiveError;
use crate::model::{AssetUse, StoredAsset};

pub fn put(transaction: &Transaction<'_>, asset: &StoredAsset) -> Result<(), Failure> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO assets (sha256, bytes, media_type, facts, name, added_by, added_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (sha256) DO NOTHING",
    )?;
    statement.execute((
        asset.sha256.as_str(),
        asset.bytes,
        &asset.media_type,
        &asset.facts,
        &asset.name,
        asset.added_by.to_string(),
        instant_text(asset.added_at),
    ))?;
    Ok(())
}

pub fn set_facts(
    transaction: &Transaction<'_>,
    sha256: &Sha256,
    facts: &str,
) -> Result<(), Failure> {
    transaction
        .prepare_cached("UPDATE assets SET facts = ?2 WHERE sha256 = ?1")?
        .execute((sha256.as_str(), facts))?;
    Ok(())
}

pub fn by_hash(reader: &Connection, sha256: &Sha256) -> Result<Option<StoredAsset>, Failure> {
    let mut statement = reader.prepare_cached("SELECT * FROM assets WHERE sha256 = ?1")?;
    Ok(statement.query_row([sha256.as_str()], asset).optional()?)
}

/// In the order they came.
pub fn all(reader: &Connection) -> Result<Vec<StoredAsset>, Failure> {
    let mut statement = reader.prepare_cached("SELECT * FROM assets ORDER BY added_at, sha256")?;
    Ok(statement.query_map([], asset)?.collect::<Result<_, _>>()?)
}

/// Submissions that hold the file in any version. Evidence of a publication is no such use.
pub fn uses_of(reader: &Connection, sha256: &Sha256) -> Result<Vec<AssetUse>, Failure> {
    let mut statement = reader.prepare_cached(
        "SELECT s.id, s.title, s.submitted_at, s.day
        FROM submission_assets a JOIN submissions s ON s.place = a.submission
        WHERE a.sha256 = ?1 AND a.role = 'content'
        ORDER BY s.submitted_at DESC, s.id DESC",
    )?;
    let uses = statement.query_map([sha256.as_str()], |row| {
        Ok(AssetUse {
            submission: parsed(row, "id")?,
            title: row.get("title")?,
            submitted_at: parsed(row, "submitted_at")?,
            day: parsed(row, "day")?,
        })
    })?;
    Ok(uses.collect::<Result<_, _>>()?)
}

pub fn is_referenced(reader: &Connection, sha256: &Sha256) -> Result<bool, Failure> {
    let mut statement = reader.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM submission_assets WHERE sha256 = ?1)
            OR EXISTS (SELECT 1 FROM draft_assets WHERE sha256 = ?1)",
    )?;
    Ok(statement.query_row([sha256.as_str()], |row| row.get(0))?)
}

/// Forgets a file, unless something came to name it since the caller looked.
pub fn forget(transaction: &Transaction<'_>, sha256: &Sha256) -> Result<(), Failure> {
    if is_referenced(transaction, sha256)? {
        return Err(ArchiveError::MediaInUse(sha256.clone()).into());
    }
    transaction
        .prepare_cached("DELETE FROM assets WHERE sha256 = ?1")?
        .execute([sha256.as_str()])?;
    Ok(())
}

/// Nothing may name a file that was never taken in.
pub fn must_be_known(transaction: &Transaction<'_>, sha256: &Sha256) -> Result<(), Failure> {
    let known = transaction
        .prepare_cached("SELECT 1 FROM assets WHERE sha256 = ?1")?
        .query_row([sha256.as_str()], |_| Ok(()))
        .optional()?;
    known.ok_or_else(|| ArchiveError::NoSuchMedia(sha256.clone()).into())
}

fn asset(row: &Row<'_>) -> rusqlite::Result<StoredAsset> {
    Ok(StoredAsset {
        sha256: parsed(row, "sha256")?,
        bytes: row.get("bytes")?,
        media_type: row.get("media_type")?,
        facts: row.get("facts")?,
        name: row.get("name")?,
        added_by: parsed(row, "added_by")?,
        added_at: parsed(row, "added_at")?,
    })
}
