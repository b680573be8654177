//! Positions held for a time by somebody else: Plh. and Plt.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, Transaction};
use serde_json::json;
use workflow::{AccountId, ActingKind};

use super::columns::{instant_text, instant_text_if_any, parsed, parsed_if_any};
use super::failure::Failure;
use super::office;
use crate::model::{Delegation, DelegationId};

/// Last begun first.
pub fn all(reader: &Connection) -> Result<Vec<Delegation>, Failure> {
    let mut statement =
        reader.prepare_cached("SELECT * FROM delegations ORDER BY first_day DESC, id DESC")?;
    let found = statement.query_map([], delegation)?;
    Ok(found.collect::<Result<_, _>>()?)
}

pub fn add(
    transaction: &Transaction<'_>,
    by: AccountId,
    at: DateTime<Utc>,
    delegation: &Delegation,
) -> Result<(), Failure> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO delegations
            (id, account, sop, position, kind, on_behalf_of, letter, first_day, last_day, ended_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    insert.execute((
        delegation.id.to_string(),
        delegation.account.to_string(),
        &delegation.sop,
        &delegation.position,
        kind_name(delegation.kind),
        delegation.on_behalf_of.map(|account| account.to_string()),
        &delegation.letter,
        delegation.first_day.to_string(),
        delegation.last_day.to_string(),
        instant_text_if_any(delegation.ended_at),
    ))?;
    let payload = json!({ "type": "delegation_given", "delegation": delegation });
    office::record(transaction, by, at, &payload)
}

/// Ends one that has not been ended; a second time changes and records nothing.
pub fn end(
    transaction: &Transaction<'_>,
    by: AccountId,
    at: DateTime<Utc>,
    id: DelegationId,
) -> Result<(), Failure> {
    let ended = transaction
        .prepare_cached("UPDATE delegations SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL")?
        .execute((id.to_string(), instant_text(at)))?;
    if ended == 0 {
        return Ok(());
    }
    office::record(transaction, by, at, &json!({ "type": "delegation_ended", "delegation": id }))
}

fn delegation(row: &Row<'_>) -> rusqlite::Result<Delegation> {
    let kind: String = row.get("kind")?;
    Ok(Delegation {
        id: parsed(row, "id")?,
        account: parsed(row, "account")?,
        sop: row.get("sop")?,
        position: row.get("position")?,
        // The table holds no other kinds.
        kind: if kind == kind_name(ActingKind::Plt) { ActingKind::Plt } else { ActingKind::Plh },
        on_behalf_of: parsed_if_any(row, "on_behalf_of")?,
        letter: row.get("letter")?,
        first_day: parsed(row, "first_day")?,
        last_day: parsed(row, "last_day")?,
        ended_at: parsed_if_any(row, "ended_at")?,
    })
}

fn kind_name(kind: ActingKind) -> &'static str {
    match kind {
        ActingKind::Plh => "plh",
        ActingKind::Plt => "plt",
    }
}
