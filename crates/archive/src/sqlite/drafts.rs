//! Material that somebody is still working on. Not part of the record.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use workflow::AccountId;

use super::assets;
use super::columns::{instant_text, instant_text_if_any, json, parsed, parsed_if_any};
use super::failure::Failure;
use crate::ArchiveError;
use crate::model::{DraftId, StoredDraft};

/// Last changed first.
pub fn of_owner(reader: &Connection, owner: AccountId) -> Result<Vec<StoredDraft>, Failure> {
    let mut statement = reader.prepare_cached(
        "SELECT * FROM drafts WHERE owner = ?1 ORDER BY updated_at DESC, id DESC",
    )?;
    let drafts = statement.query_map([owner.to_string()], draft)?;
    Ok(drafts.collect::<Result<_, _>>()?)
}

/// What may be taken, offered first first.
pub fn offered(reader: &Connection) -> Result<Vec<StoredDraft>, Failure> {
    let mut statement = reader.prepare_cached(
        "SELECT * FROM drafts WHERE offered_at IS NOT NULL ORDER BY offered_at, id",
    )?;
    let drafts = statement.query_map([], draft)?;
    Ok(drafts.collect::<Result<_, _>>()?)
}

/// An offered draft becomes somebody's own, if it is still as it was seen; whose work it is stays with it.
pub fn take(
    transaction: &Transaction<'_>,
    id: DraftId,
    revision: u64,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<(), Failure> {
    let taken = transaction
        .prepare_cached(
            "UPDATE drafts SET made_by = coalesce(made_by, owner), owner = ?3, offered_at = NULL,
                revision = revision + 1, updated_at = ?4
            WHERE id = ?1 AND revision = ?2 AND offered_at IS NOT NULL",
        )?
        .execute((id.to_string(), revision, by.to_string(), instant_text(at)))?;
    if taken == 0 { Err(ArchiveError::Stale.into()) } else { Ok(()) }
}

pub fn by_id(reader: &Connection, id: DraftId) -> Result<Option<StoredDraft>, Failure> {
    let mut statement = reader.prepare_cached("SELECT * FROM drafts WHERE id = ?1")?;
    Ok(statement.query_row([id.to_string()], draft).optional()?)
}

/// Inserts at revision 1, or updates from the revision before. A draft never changes its owner.
pub fn put(transaction: &Transaction<'_>, draft: &StoredDraft) -> Result<(), Failure> {
    let sql = if draft.revision == 1 {
        "INSERT INTO drafts (id, owner, sop, revision, content, late_reason, updated_at, made_by,
            offered_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (id) DO NOTHING"
    } else {
        "UPDATE drafts SET sop = ?3, revision = ?4, content = ?5, late_reason = ?6, updated_at = ?7,
            made_by = ?8, offered_at = ?9
        WHERE id = ?1 AND owner = ?2 AND revision = ?4 - 1"
    };
    let written = transaction.prepare_cached(sql)?.execute((
        draft.id.to_string(),
        draft.owner.to_string(),
        &draft.sop,
        draft.revision,
        serde_json::to_string(&draft.content)?,
        &draft.late_reason,
        instant_text(draft.updated_at),
        draft.made_by.map(|account| account.to_string()),
        instant_text_if_any(draft.offered_at),
    ))?;
    if written == 0 {
        return Err(ArchiveError::Stale.into());
    }
    write_files(transaction, draft)
}

pub fn delete(transaction: &Transaction<'_>, id: DraftId) -> Result<(), Failure> {
    transaction.prepare_cached("DELETE FROM drafts WHERE id = ?1")?.execute([id.to_string()])?;
    Ok(())
}

fn write_files(transaction: &Transaction<'_>, draft: &StoredDraft) -> Result<(), Failure> {
    let id = draft.id.to_string();
    transaction.prepare_cached("DELETE FROM draft_assets WHERE draft = ?1")?.execute([&id])?;
    let mut insert = transaction.prepare_cached(
        "INSERT INTO draft_assets (draft, sha256) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    )?;
    for asset in &draft.content.assets {
        assets::must_be_known(transaction, &asset.sha256)?;
        insert.execute((&id, asset.sha256.as_str()))?;
    }
    Ok(())
}

fn draft(row: &Row<'_>) -> rusqlite::Result<StoredDraft> {
    Ok(StoredDraft {
        id: parsed(row, "id")?,
        owner: parsed(row, "owner")?,
        sop: row.get("sop")?,
        revision: row.get("revision")?,
        content: json(row, "content")?,
        late_reason: row.get("late_reason")?,
        made_by: parsed_if_any(row, "made_by")?,
        offered_at: parsed_if_any(row, "offered_at")?,
        updated_at: parsed(row, "updated_at")?,
    })
}
