//! Where a page ended: the sort key and id of its last item, wrapped so that nobody relies on them.
//!
//! A key, not a count: items that come or go between two pages make no other item appear twice or
//! not at all.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::ArchiveError;
use crate::model::ListOrder;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    /// A cursor of one order means nothing in the other.
    by: By,
    pub key: String,
    pub id: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum By {
    Deadline,
    Recent,
    /// The number of an event.
    Place,
}

impl From<ListOrder> for By {
    fn from(order: ListOrder) -> Self {
        match order {
            ListOrder::Deadline => Self::Deadline,
            ListOrder::Recent => Self::Recent,
        }
    }
}

impl Cursor {
    pub fn new(order: ListOrder, key: String, id: String) -> Self {
        Self { by: order.into(), key, id }
    }

    /// As hexadecimal text, which needs no escaping in a URL.
    pub fn wrap(&self) -> Result<String, ArchiveError> {
        let json = serde_json::to_vec(self)?;
        Ok(json.iter().fold(String::with_capacity(2 * json.len()), |mut text, byte| {
            write!(text, "{byte:02x}").expect("writing to a String cannot fail");
            text
        }))
    }

    pub fn unwrap(text: &str, order: ListOrder) -> Result<Self, ArchiveError> {
        let cursor: Option<Self> = unhex(text).and_then(|json| serde_json::from_slice(&json).ok());
        cursor.filter(|cursor| cursor.by == order.into()).ok_or(ArchiveError::BadCursor)
    }
}

/// The cursor of a list that is ordered by events' numbers.
pub fn of_place(place: u64) -> Result<String, ArchiveError> {
    Cursor { by: By::Place, key: place.to_string(), id: String::new() }.wrap()
}

pub fn place(text: &str) -> Result<i64, ArchiveError> {
    let cursor: Option<Cursor> = unhex(text).and_then(|json| serde_json::from_slice(&json).ok());
    let place = cursor.filter(|cursor| cursor.by == By::Place).map(|cursor| cursor.key.parse());
    place.and_then(Result::ok).ok_or(ArchiveError::BadCursor)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| match pair {
            &[high, low] => u8::try_from(digit(high)? * 16 + digit(low)?).ok(),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_as_it_was() {
        let cursor = Cursor::new(ListOrder::Deadline, "~".to_owned(), "a \"b\"".to_owned());
        assert_eq!(Cursor::unwrap(&cursor.wrap().unwrap(), ListOrder::Deadline).unwrap(), cursor);
    }

    #[test]
    fn a_place_comes_back_and_is_no_cursor_of_another_list() {
        let wrapped = of_place(77).unwrap();
        assert_eq!(place(&wrapped).unwrap(), 77);
        assert!(Cursor::unwrap(&wrapped, ListOrder::Recent).is_err());
        let recent = Cursor::new(ListOrder::Recent, "77".to_owned(), String::new()).wrap().unwrap();
        assert!(place(&recent).is_err() && place("zz").is_err());
    }

    #[test]
    fn anything_else_is_refused() {
        let recent = Cursor::new(ListOrder::Recent, String::new(), String::new()).wrap().unwrap();
        for text in ["", "7", "zz", "é", "7b7d", &recent] {
            let outcome = Cursor::unwrap(text, ListOrder::Deadline);
            assert!(matches!(outcome, Err(ArchiveError::BadCursor)), "{text:?}");
        }
    }
}
