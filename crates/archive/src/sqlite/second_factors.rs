//! Second factors: what an authenticator shares with the office, and which codes are used up.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use serde_json::json;
use workflow::AccountId;

use super::failure::Failure;
use super::{columns, office, sessions};
use crate::model::{EndedSessions, FactorChange, SecondFactor};

pub fn of(reader: &Connection, account: AccountId) -> Result<Option<SecondFactor>, Failure> {
    let mut statement = reader.prepare_cached("SELECT * FROM second_factors WHERE account = ?1")?;
    Ok(statement.query_row([account.to_string()], factor).optional()?)
}

/// Writes the factor as it is from now on, and ends sessions. What a person or an administrator did is recorded; that a
/// code was taken is not.
pub fn change(
    transaction: &Transaction<'_>,
    by: AccountId,
    at: DateTime<Utc>,
    account: AccountId,
    change: &FactorChange,
) -> Result<(), Failure> {
    let kind = match change {
        FactorChange::Set(factor, _) => {
            put(transaction, account, factor)?;
            "second_factor_set"
        }
        FactorChange::Taken(factor) => return put(transaction, account, factor),
        FactorChange::RecoveryUsed(factor) => {
            put(transaction, account, factor)?;
            "second_factor_recovery_used"
        }
        FactorChange::Removed(_) => {
            transaction
                .prepare_cached("DELETE FROM second_factors WHERE account = ?1")?
                .execute([account.to_string()])?;
            "second_factor_removed"
        }
    };
    if let FactorChange::Set(_, ends) | FactorChange::Removed(ends) = change {
        match ends {
            EndedSessions::None => {}
            EndedSessions::All => sessions::end_of_account(transaction, account, None)?,
            EndedSessions::Others(kept) => {
                sessions::end_of_account(transaction, account, Some(kept))?;
            }
        }
    }
    office::record(transaction, by, at, &json!({ "type": kind, "account": account }))
}

fn put(
    transaction: &Transaction<'_>,
    account: AccountId,
    factor: &SecondFactor,
) -> Result<(), Failure> {
    let recovery = json!(factor.recovery).to_string();
    transaction
        .prepare_cached(
            "INSERT INTO second_factors (account, secret, last_step, recovery) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (account) DO UPDATE SET
                secret = excluded.secret, last_step = excluded.last_step, recovery = excluded.recovery",
        )?
        .execute((account.to_string(), &factor.secret, factor.last_step, recovery))?;
    Ok(())
}

fn factor(row: &Row<'_>) -> rusqlite::Result<SecondFactor> {
    Ok(SecondFactor {
        secret: row.get("secret")?,
        last_step: row.get("last_step")?,
        recovery: columns::json(row, "recovery")?,
    })
}
