//! The office's people and the positions they hold.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Params, Row, Transaction};
use serde_json::json;
use workflow::AccountId;

use super::columns::{instant_text_if_any, parsed, parsed_if_any};
use super::failure::Failure;
use super::{office, sessions};
use crate::ArchiveError;
use crate::model::{Account, AccountChange, AccountEvent, EndedSessions, Holding, StoredCode};

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
        "INSERT INTO accounts
            (id, name, login, login_key, password_hash, code_hash, code_until, is_admin, disabled,
            is_designer, unit)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    statement.execute((
        account.id.to_string(),
        &account.name,
        &account.login,
        key,
        &account.password_hash,
        account.code.as_ref().map(|code| &code.hash),
        instant_text_if_any(account.code.as_ref().map(|code| code.until)),
        account.is_admin,
        account.disabled,
        account.is_designer,
        &account.unit,
    ))?;
    hold(transaction, account)
}

/// Writes an account over the one with its id, ends sessions of it, and records what was done.
pub fn change(
    transaction: &Transaction<'_>,
    by: AccountId,
    at: DateTime<Utc>,
    change: &AccountChange,
) -> Result<(), Failure> {
    let account = &change.account;
    let id = account.id.to_string();
    let before = by_id(transaction, account.id)?;
    transaction
        .prepare_cached(
            "UPDATE accounts SET name = ?2, password_hash = ?3, code_hash = ?4, code_until = ?5,
                is_admin = ?6, disabled = ?7, is_designer = ?8, unit = ?9
            WHERE id = ?1",
        )?
        .execute((
            &id,
            &account.name,
            &account.password_hash,
            account.code.as_ref().map(|code| &code.hash),
            instant_text_if_any(account.code.as_ref().map(|code| code.until)),
            account.is_admin,
            account.disabled,
            account.is_designer,
            &account.unit,
        ))?;
    transaction.prepare_cached("DELETE FROM holdings WHERE account = ?1")?.execute([&id])?;
    hold(transaction, account)?;
    match &change.ends {
        EndedSessions::None => {}
        EndedSessions::All => sessions::end_of_account(transaction, account.id, None)?,
        EndedSessions::Others(kept) => {
            sessions::end_of_account(transaction, account.id, Some(kept))?;
        }
    }
    let payload = match change.what {
        AccountEvent::Changed => json!({
            "type": "account_changed",
            "before": before.as_ref().map(office::described),
            "account": office::described(account),
        }),
        AccountEvent::CodeGiven => json!({
            "type": "account_code_given",
            "account": account.id,
            "until": account.code.as_ref().map(|code| code.until),
        }),
        AccountEvent::PasswordSet => {
            json!({ "type": "account_password_set", "account": account.id })
        }
    };
    office::record(transaction, by, at, &payload)
}

fn hold(transaction: &Transaction<'_>, account: &Account) -> Result<(), Failure> {
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
        code: code(row)?,
        is_admin: row.get("is_admin")?,
        disabled: row.get("disabled")?,
        is_designer: row.get("is_designer")?,
        unit: row.get("unit")?,
        holdings: Vec::new(),
    })
}

fn code(row: &Row<'_>) -> rusqlite::Result<Option<StoredCode>> {
    let hash: Option<String> = row.get("code_hash")?;
    let until = parsed_if_any(row, "code_until")?;
    Ok(hash.zip(until).map(|(hash, until)| StoredCode { hash, until }))
}

fn holding(row: &Row<'_>) -> rusqlite::Result<Holding> {
    Ok(Holding { sop: row.get("sop")?, position: row.get("position")? })
}
