//! The office's settings, its SOP editions and its founding.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use serde_json::json;
use uuid::Uuid;
use workflow::{AccountId, CommandId};

use super::columns::{json as json_column, parsed};
use super::failure::Failure;
use super::{accounts, events};
use crate::ArchiveError;
use crate::chain::Link;
use crate::model::{Account, Founding, OfficeSettings, SocialAccount, StoredSop};

pub fn settings(reader: &Connection) -> Result<Option<OfficeSettings>, Failure> {
    let mut statement = reader.prepare_cached("SELECT settings FROM office")?;
    Ok(statement.query_row([], |row| json_column(row, "settings")).optional()?)
}

pub fn found(transaction: &Transaction<'_>, founding: &Founding) -> Result<(), Failure> {
    if settings(transaction)?.is_some() {
        return Err(ArchiveError::AlreadyFounded.into());
    }
    let settings = serde_json::to_string(&founding.settings)?;
    transaction.execute("INSERT INTO office (one, settings) VALUES (1, ?1)", [settings])?;
    let mut insert = transaction.prepare_cached(
        "INSERT INTO sops (id, edition, sha256, file_name, text) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for sop in &founding.sops {
        insert.execute((&sop.id, &sop.edition, sop.sha256.as_str(), &sop.file_name, &sop.text))?;
    }
    for account in &founding.accounts {
        accounts::insert(transaction, account)?;
    }
    record(transaction, founder(founding), founding.settings.founded_at, &founded(founding))
}

/// Writes the phrases into the settings and records them with those that were there before.
pub fn set_reject_reasons(
    transaction: &Transaction<'_>,
    by: AccountId,
    at: DateTime<Utc>,
    reasons: &[String],
) -> Result<(), Failure> {
    let before = present(transaction)?;
    let payload = json!({
        "type": "reject_reasons_set",
        "before": before.reject_reasons,
        "reasons": reasons,
    });
    keep(transaction, &OfficeSettings { reject_reasons: reasons.to_vec(), ..before })?;
    record(transaction, by, at, &payload)
}

/// Writes what the office is called on its platforms, and records it with what was there before.
pub fn set_social_accounts(
    transaction: &Transaction<'_>,
    by: AccountId,
    at: DateTime<Utc>,
    accounts: &[SocialAccount],
) -> Result<(), Failure> {
    let before = present(transaction)?;
    let payload = json!({
        "type": "social_accounts_set",
        "before": before.social_accounts,
        "accounts": accounts,
    });
    keep(transaction, &OfficeSettings { social_accounts: accounts.to_vec(), ..before })?;
    record(transaction, by, at, &payload)
}

/// Writes whether one person may decide on an item twice, and records it.
pub fn set_same_person_decides(
    transaction: &Transaction<'_>,
    by: AccountId,
    at: DateTime<Utc>,
    allowed: bool,
) -> Result<(), Failure> {
    let before = present(transaction)?;
    let payload = json!({ "type": "same_person_decides_set", "allowed": allowed });
    keep(transaction, &OfficeSettings { same_person_decides: allowed, ..before })?;
    record(transaction, by, at, &payload)
}

fn present(transaction: &Transaction<'_>) -> Result<OfficeSettings, Failure> {
    let missing = || ArchiveError::Database("kantor belum disiapkan".to_owned());
    Ok(settings(transaction)?.ok_or_else(missing)?)
}

fn keep(transaction: &Transaction<'_>, settings: &OfficeSettings) -> Result<(), Failure> {
    let settings = serde_json::to_string(settings)?;
    transaction.execute("UPDATE office SET settings = ?1", [settings])?;
    Ok(())
}

/// Newest edition of each SOP first. Editions are named by their date.
pub fn sops(reader: &Connection) -> Result<Vec<StoredSop>, Failure> {
    let mut statement = reader.prepare_cached("SELECT * FROM sops ORDER BY id, edition DESC")?;
    let sops = statement.query_map([], sop)?;
    Ok(sops.collect::<Result<_, _>>()?)
}

/// Appends an event of the office itself: no submission, no position, and no client's command.
pub fn record(
    transaction: &Transaction<'_>,
    account: AccountId,
    at: DateTime<Utc>,
    payload: &serde_json::Value,
) -> Result<(), Failure> {
    let unplaced = Link {
        sequence: 0,
        submission: None,
        revision: 0,
        account,
        position: "",
        command: CommandId(Uuid::nil()),
        at,
        payload: &payload.to_string(),
    };
    events::append(transaction, unplaced)?;
    Ok(())
}

/// The day of an instant on the office's calendar; in UTC before the office is founded.
pub fn day_of(reader: &Connection, at: DateTime<Utc>) -> Result<NaiveDate, Failure> {
    let settings = settings(reader)?;
    Ok(settings
        .map_or(at.date_naive(), |office| at.with_timezone(&office.calendar.zone).date_naive()))
}

fn sop(row: &Row<'_>) -> rusqlite::Result<StoredSop> {
    Ok(StoredSop {
        id: row.get("id")?,
        edition: row.get("edition")?,
        sha256: parsed(row, "sha256")?,
        file_name: row.get("file_name")?,
        text: row.get("text")?,
    })
}

/// Whose act the founding is: the first administrator's, else the first account's.
fn founder(founding: &Founding) -> AccountId {
    let first =
        founding.accounts.iter().find(|account| account.is_admin).or(founding.accounts.first());
    first.map_or(AccountId(Uuid::nil()), |account| account.id)
}

/// The payload of the office's first event. The SOP editions are bound by their hashes.
fn founded(founding: &Founding) -> serde_json::Value {
    let sop = |sop: &StoredSop| json!({ "id": sop.id, "edition": sop.edition, "sha256": sop.sha256, "file_name": sop.file_name });
    json!({
        "type": "founded",
        "settings": founding.settings,
        "sops": founding.sops.iter().map(sop).collect::<Vec<_>>(),
        "accounts": founding.accounts.iter().map(described).collect::<Vec<_>>(),
    })
}

/// An account as the record tells it: never its password's hash.
pub fn described(account: &Account) -> serde_json::Value {
    json!({
        "id": account.id,
        "name": account.name,
        "login": account.login,
        "is_admin": account.is_admin,
        "disabled": account.disabled,
        "is_designer": account.is_designer,
        "unit": account.unit,
        "holdings": account.holdings,
    })
}
