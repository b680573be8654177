//! `iinf` and `iref`: which items there are, and how they belong together.

use std::collections::BTreeMap;

use super::boxes::{Boxes, FourCc, RawBox};
use crate::error::{HeifError, Result};
use crate::limits::Limits;

#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) kind: FourCc,
    /// Encrypted: its bytes are of no use to us.
    pub(crate) protected: bool,
    pub(crate) properties: Vec<Told>,
}

/// That a property holds for an item.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) index: usize,
    pub(crate) essential: bool,
}

pub(crate) struct Reference {
    pub(crate) kind: FourCc,
    pub(crate) from: u32,
    pub(crate) to: Vec<u32>,
}

pub(super) fn parse_items(found: &RawBox<'_>, limits: &Limits) -> Result<BTreeMap<u32, Item>> {
    let (version, _, mut cursor) = found.full()?;
    let count = cursor.item_id(version > 0)?;
    if count > limits.max_items {
        return Err(too_many("items"));
    }
    let mut items = BTreeMap::new();
    for entry in Boxes::within(cursor.rest()).take(count as usize) {
        let entry = entry?;
        let (version, _, mut cursor) = entry.full()?;
        if entry.kind != *b"infe" || version < 2 {
            continue;
        }
        let id = cursor.item_id(version > 2)?;
        let protected = cursor.u16()? != 0;
        let item = Item { kind: cursor.array()?, protected, properties: Vec::new() };
        if items.insert(id, item).is_some() {
            return Err(HeifError::damaged(format!("two items with the number {id}")));
        }
    }
    Ok(items)
}

pub(super) fn parse_references(found: &RawBox<'_>, limits: &Limits) -> Result<Vec<Reference>> {
    let (version, _, cursor) = found.full()?;
    let mut references = Vec::new();
    let mut named = 0;
    for entry in Boxes::within(cursor.rest()) {
        let entry = entry?;
        let mut cursor = super::Cursor::new(entry.body);
        let from = cursor.item_id(version > 0)?;
        let count = cursor.u16()?;
        named += u32::from(count).max(1);
        if named > limits.max_items {
            return Err(too_many("references"));
        }
        let to = (0..count).map(|_| cursor.item_id(version > 0)).collect::<Result<_>>()?;
        references.push(Reference { kind: entry.kind, from, to });
    }
    Ok(references)
}

pub(super) fn too_many(what: &str) -> HeifError {
    HeifError::unsupported(format!("a file of so many {what}"))
}
