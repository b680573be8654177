//! Who is signed in, and who failed to.

use chrono::{DateTime, Duration, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use workflow::{AccountId, Sha256};

use super::columns::{instant_text, instant_text_if_any, parsed, parsed_if_any};
use super::failure::Failure;
use crate::model::{Failures, StoredSession};

pub fn start(transaction: &Transaction<'_>, session: &StoredSession) -> Result<(), Failure> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO sessions (token, account, started_at, seen_at, client)
        VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    statement.execute((
        session.token.as_str(),
        session.account.to_string(),
        instant_text(session.started_at),
        instant_text(session.seen_at),
        &session.client,
    ))?;
    Ok(())
}

pub fn by_token(reader: &Connection, token: &Sha256) -> Result<Option<StoredSession>, Failure> {
    let mut statement = reader.prepare_cached("SELECT * FROM sessions WHERE token = ?1")?;
    Ok(statement.query_row([token.as_str()], session).optional()?)
}

/// Last begun first.
pub fn of_account(reader: &Connection, account: AccountId) -> Result<Vec<StoredSession>, Failure> {
    let mut statement = reader.prepare_cached(
        "SELECT * FROM sessions WHERE account = ?1 ORDER BY started_at DESC, token",
    )?;
    let sessions = statement.query_map([account.to_string()], session)?;
    Ok(sessions.collect::<Result<_, _>>()?)
}

/// All of an account's sessions, or all but one.
pub fn end_of_account(
    transaction: &Transaction<'_>,
    account: AccountId,
    kept: Option<&Sha256>,
) -> Result<(), Failure> {
    transaction
        .prepare_cached("DELETE FROM sessions WHERE account = ?1 AND token IS NOT ?2")?
        .execute((account.to_string(), kept.map(Sha256::as_str)))?;
    Ok(())
}

/// Never backwards: requests of one session may finish out of order.
pub fn touch(
    transaction: &Transaction<'_>,
    token: &Sha256,
    seen: DateTime<Utc>,
) -> Result<(), Failure> {
    transaction
        .prepare_cached("UPDATE sessions SET seen_at = max(seen_at, ?2) WHERE token = ?1")?
        .execute((token.as_str(), instant_text(seen)))?;
    Ok(())
}

/// Moves the times of every session; none is later than `now` then.
pub fn move_all(
    transaction: &Transaction<'_>,
    by: Duration,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let all: Vec<StoredSession> = transaction
        .prepare_cached("SELECT * FROM sessions")?
        .query_map([], session)?
        .collect::<Result<_, _>>()?;
    let mut statement = transaction
        .prepare_cached("UPDATE sessions SET started_at = ?2, seen_at = ?3 WHERE token = ?1")?;
    for session in all {
        let moved = |at: DateTime<Utc>| at.checked_add_signed(by).map_or(now, |at| at.min(now));
        let (started, seen) = (moved(session.started_at), moved(session.seen_at));
        statement.execute((session.token.as_str(), instant_text(started), instant_text(seen)))?;
    }
    Ok(())
}

pub fn end(transaction: &Transaction<'_>, token: &Sha256) -> Result<(), Failure> {
    transaction
        .prepare_cached("DELETE FROM sessions WHERE token = ?1")?
        .execute([token.as_str()])?;
    Ok(())
}

pub fn forget(transaction: &Transaction<'_>, before: DateTime<Utc>) -> Result<u64, Failure> {
    let forgotten = transaction
        .prepare_cached("DELETE FROM sessions WHERE seen_at < ?1")?
        .execute([instant_text(before)])?;
    Ok(forgotten as u64)
}

/// None yet where the key is unknown.
pub fn failures(reader: &Connection, key: &str) -> Result<Failures, Failure> {
    let mut statement =
        reader.prepare_cached("SELECT count, last_at FROM sign_in_failures WHERE key = ?1")?;
    let failures = statement.query_row([key], |row| {
        Ok(Failures { count: row.get("count")?, last_at: parsed_if_any(row, "last_at")? })
    });
    Ok(failures.optional()?.unwrap_or_default())
}

pub fn set_failures(
    transaction: &Transaction<'_>,
    key: &str,
    failures: &Failures,
) -> Result<(), Failure> {
    if *failures == Failures::default() {
        transaction
            .prepare_cached("DELETE FROM sign_in_failures WHERE key = ?1")?
            .execute([key])?;
        return Ok(());
    }
    let mut statement = transaction.prepare_cached(
        "INSERT INTO sign_in_failures (key, count, last_at) VALUES (?1, ?2, ?3)
        ON CONFLICT (key) DO UPDATE SET count = excluded.count, last_at = excluded.last_at",
    )?;
    statement.execute((key, failures.count, instant_text_if_any(failures.last_at)))?;
    Ok(())
}

fn session(row: &Row<'_>) -> rusqlite::Result<StoredSession> {
    Ok(StoredSession {
        token: parsed(row, "token")?,
        account: parsed(row, "account")?,
        started_at: parsed(row, "started_at")?,
        seen_at: parsed(row, "seen_at")?,
        client: row.get("client")?,
    })
}
