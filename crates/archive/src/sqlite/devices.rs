//! The PCs that joined this office.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use serde_json::json;
use workflow::{AccountId, Sha256};

use super::columns::{instant_text, parsed, parsed_if_any};
use super::failure::Failure;
use super::office;
use crate::model::{DeviceId, StoredDevice};

pub fn add(
    transaction: &Transaction<'_>,
    by: AccountId,
    device: &StoredDevice,
) -> Result<(), Failure> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO devices (id, name, token, joined_at, seen_at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    statement.execute((
        device.id.to_string(),
        &device.name,
        device.token.as_str(),
        instant_text(device.joined_at),
        instant_text(device.seen_at),
    ))?;
    let payload = json!({ "type": "device_joined", "device": device.id, "name": device.name });
    office::record(transaction, by, device.joined_at, &payload)
}

pub fn by_token(reader: &Connection, token: &Sha256) -> Result<Option<StoredDevice>, Failure> {
    let mut statement = reader.prepare_cached("SELECT * FROM devices WHERE token = ?1")?;
    Ok(statement.query_row([token.as_str()], device).optional()?)
}

/// Last joined first.
pub fn all(reader: &Connection) -> Result<Vec<StoredDevice>, Failure> {
    let mut statement =
        reader.prepare_cached("SELECT * FROM devices ORDER BY joined_at DESC, id")?;
    let devices = statement.query_map([], device)?;
    Ok(devices.collect::<Result<_, _>>()?)
}

/// Never backwards: requests of one device may finish out of order.
pub fn see(
    transaction: &Transaction<'_>,
    id: DeviceId,
    seen: DateTime<Utc>,
) -> Result<(), Failure> {
    transaction
        .prepare_cached("UPDATE devices SET seen_at = max(seen_at, ?2) WHERE id = ?1")?
        .execute((id.to_string(), instant_text(seen)))?;
    Ok(())
}

/// Revokes and records it; answers whether it was not revoked before.
pub fn revoke(
    transaction: &Transaction<'_>,
    by: AccountId,
    at: DateTime<Utc>,
    id: DeviceId,
) -> Result<bool, Failure> {
    let mut statement = transaction.prepare_cached(
        "UPDATE devices SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL RETURNING name",
    )?;
    let name: Option<String> = statement
        .query_row((id.to_string(), instant_text(at)), |row| row.get("name"))
        .optional()?;
    let Some(name) = name else { return Ok(false) };
    let payload = json!({ "type": "device_revoked", "device": id, "name": name });
    office::record(transaction, by, at, &payload)?;
    Ok(true)
}

fn device(row: &Row<'_>) -> rusqlite::Result<StoredDevice> {
    Ok(StoredDevice {
        id: parsed(row, "id")?,
        name: row.get("name")?,
        token: parsed(row, "token")?,
        joined_at: parsed(row, "joined_at")?,
        seen_at: parsed(row, "seen_at")?,
        revoked_at: parsed_if_any(row, "revoked_at")?,
    })
}
