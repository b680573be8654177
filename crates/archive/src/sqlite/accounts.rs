//! The office's people and the positions they hold.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Params, Row, Transaction};
use serde_json::json;
use workflow::AccountId;

use super::columns::parsed;
use super::failure::Failure;
use super::office;
use crate::ArchiveError;
use crate::model::{Account, Holding};

/// By name, then by id.
pub fn all(reader: &Connection) -> Result<Vec<Account>, Failure> {
    select(reader, "SELECT * FROM accounts ORDER BY name COLLATE NOCASE, id", [])
}

pub fn by_id(reader: &Connection, id: AccountId) -> Result<Option<Account>, Failure> {
    Ok(select(reader, "SELECT * FROM accounts WHERE id = ?1", [id.to_string()])?.pop())
}

pub fn by_login(reader: &Connection, login: &str) -> Result<Option<Account>, Failure> {
    Ok(select(reader, "SELECT * FROM accounts WHERE login_key = ?1", [login_key(login)])?.pop())
}

/// Inserts an account and records that it was added.
pub fn add(
    transaction: &Transaction<'_>,
    by: AccountId,
    at: DateTime<Utc>,
    account: &Account,
) -> Result<(), Failure> {
    insert(transaction, account)?;
    let payload = json!({ "type": "account_added", "account": office::described(account) });
    office::record(transaction, by, at, &payload)
}

pub fn insert(transaction: &Transaction<'_>, account: &Account) -> Result<(), Failure> {
    let key = login_key(&account.login);
    let taken = transaction
        .prepare_cached("SELECT 1 FROM accounts WHERE login_key = ?1")?
        .query_row([&key], |_| Ok(()))
        .optional()?;
    if taken.is_some() {
        return Err(ArchiveError::LoginTaken(account.login.clone()).into());
    }
    let mut statement = transaction.prepare_cached(
        "INSERT INTO accounts (id, name, login, login_key, password_hash, is_admin, disabled)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    statement.execute((
        account.id.to_string(),
        &account.name,
        &account.login,
        key,
        &account.password_hash,
        account.is_admin,
        account.disabled,
    ))?;
    let mut statement = transaction.prepare_cached(
        "INSERT INTO holdings (account, place, sop, position) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (place, holding) in account.holdings.iter().enumerate() {
        statement.execute((account.id.to_string(), place, &holding.sop, &holding.position))?;
    }
    Ok(())
}

/// In lower case after Unicode, which SQLite's own NOCASE does not know.
fn login_key(login: &str) -> String {
    login.to_lowercase()
}

fn select(reader: &Connection, sql: &str, params: impl Params) -> Result<Vec<Account>, Failure> {
    let mut statement = reader.prepare_cached(sql)?;
    let mut accounts: Vec<Account> =
        statement.query_map(params, account)?.collect::<Result<_, _>>()?;
    let mut statement = reader
        .prepare_cached("SELECT sop, position FROM holdings WHERE account = ?1 ORDER BY place")?;
    for account in &mut accounts {
        account.holdings =
            statement.query_map([account.id.to_string()], holding)?.collect::<Result<_, _>>()?;
    }
    Ok(accounts)
}

fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        id: parsed(row, "id")?,
        name: row.get("name")?,
        login: row.get("login")?,
        password_hash: row.get("password_hash")?,
        is_admin: row.get("is_admin")?,
        disabled: row.get("disabled")?,
        holdings: Vec::new(),
    })
}

fn holding(row: &Row<'_>) -> rusqlite::Result<Holding> {
    Ok(Holding { sop: row.get("sop")?, position: row.get("position")? })
}
