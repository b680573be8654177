//! Between column values and the model's types.

use std::error::Error;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use rusqlite::Row;
use rusqlite::types::Type;

pub use crate::chain::instant_text;

/// A text column as the type it spells.
pub fn parsed<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<T>
where
    T: FromStr<Err: Error + Send + Sync + 'static>,
{
    let index = row.as_ref().column_index(column)?;
    row.get_ref(index)?.as_str()?.parse().map_err(|error| unreadable(index, error))
}

/// As [`parsed`], for a column that may be NULL.
pub fn parsed_if_any<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>>
where
    T: FromStr<Err: Error + Send + Sync + 'static>,
{
    let index = row.as_ref().column_index(column)?;
    let text = row.get_ref(index)?.as_str_or_null()?;
    text.map(str::parse).transpose().map_err(|error| unreadable(index, error))
}

/// A JSON column.
pub fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    let index = row.as_ref().column_index(column)?;
    serde_json::from_str(row.get_ref(index)?.as_str()?).map_err(|error| unreadable(index, error))
}

/// An instant that may be absent, as stored.
pub fn instant_text_if_any(at: Option<DateTime<Utc>>) -> Option<String> {
    at.map(instant_text)
}

fn unreadable(index: usize, error: impl Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error))
}
