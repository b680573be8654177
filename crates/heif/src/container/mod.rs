//! The file around the pictures: brands, items, where their bytes are, what is said about them.
//!
//! Parsing borrows from the file and copies no picture data. Every count is bounded by [`Limits::max_items`] and, since
//! each entry costs bytes, by the file's own length.

mod boxes;
mod cursor;
mod items;
mod locations;
mod properties;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub(crate) use self::boxes::FourCc;
pub(crate) use self::cursor::Cursor;
pub(crate) use self::items::{Item, Reference};
pub(crate) use self::properties::{CleanAperture, Property};

use self::boxes::{Boxes, RawBox};
use self::locations::Location;
use crate::error::{HeifError, Result};
use crate::limits::Limits;

/// A parsed file. Nothing in it has been decoded.
pub(crate) struct Container<'a> {
    bytes: &'a [u8],
    inline: &'a [u8],
    items: BTreeMap<u32, Item>,
    locations: BTreeMap<u32, Location>,
    references: Vec<Reference>,
    properties: Vec<Property<'a>>,
    pub(crate) primary: u32,
    pub(crate) moving: bool,
}

impl<'a> Container<'a> {
    pub(crate) fn parse(bytes: &'a [u8], limits: &Limits) -> Result<Self> {
        let (mut brands, mut meta, mut movie) = (None, None, false);
        for (at, found) in Boxes::of_file(bytes).enumerate() {
            let found = match found {
                Ok(found) => found,
                // Whatever stands behind the boxes that matter is of no interest.
                Err(_) if meta.is_some() => break,
                Err(error) => return Err(error),
            };
            match &found.kind {
                b"ftyp" | b"meta" if found.cut_short => return Err(HeifError::Truncated),
                b"ftyp" if at == 0 => brands = Some(found.body),
                _ if at == 0 => return Err(HeifError::damaged("not a HEIF file")),
                b"meta" if meta.is_none() => meta = Some(found),
                b"moov" => movie = true,
                _ => {}
            }
        }
        let sequence = names_sequence(brands.ok_or(HeifError::Truncated)?);
        match meta {
            Some(meta) => Self::parse_meta(bytes, &meta, limits, sequence && movie),
            None if movie => Err(HeifError::unsupported("a film without a still picture")),
            None => Err(HeifError::Truncated),
        }
    }

    fn parse_meta(
        bytes: &'a [u8],
        meta: &RawBox<'a>,
        limits: &Limits,
        moving: bool,
    ) -> Result<Self> {
        let mut parts = BTreeMap::new();
        for part in Boxes::within(meta.full()?.2.rest()) {
            let part = part?;
            parts.entry(part.kind).or_insert(part);
        }
        let part = |kind: &FourCc| parts.get(kind);
        let needed = |kind: &FourCc| {
            parts.get(kind).ok_or_else(|| {
                HeifError::damaged(format!("no {} box", String::from_utf8_lossy(kind)))
            })
        };
        if let Some(handler) = part(b"hdlr") {
            let mut cursor = handler.full()?.2;
            cursor.take(4)?;
            if cursor.array()? != *b"pict" {
                return Err(HeifError::unsupported("a file of something other than pictures"));
            }
        }
        let (version, _, mut cursor) = needed(b"pitm")?.full()?;
        let primary = cursor.item_id(version > 0)?;
        let mut items = items::parse_items(needed(b"iinf")?, limits)?;
        let references =
            part(b"iref").map_or(Ok(Vec::new()), |found| items::parse_references(found, limits))?;
        let properties = match part(b"iprp") {
            Some(found) => properties::parse(found, &mut items, limits)?,
            None => Vec::new(),
        };
        Ok(Self {
            bytes,
            inline: part(b"idat").map_or(&[], |found| found.body),
            locations: locations::parse(needed(b"iloc")?, limits)?,
            items,
            references,
            properties,
            primary,
            moving,
        })
    }

    pub(crate) fn item(&self, id: u32) -> Result<&Item> {
        self.items.get(&id).ok_or_else(|| HeifError::damaged(format!("no item {id}")))
    }

    /// What is said about an item, in the order in which it is said (which is the order of applying transforms).
    pub(crate) fn properties(&self, id: u32) -> impl Iterator<Item = &Property<'a>> {
        let told = self.items.get(&id).map_or(&[][..], |item| &item.properties);
        told.iter().filter_map(|told| self.properties.get(told.index))
    }

    /// Refuses an item of which something essential is said that is not understood here.
    pub(crate) fn check_understood(&self, id: u32) -> Result<()> {
        for told in self.item(id)?.properties.iter().filter(|told| told.essential) {
            if let Some(Property::Unknown(kind)) = self.properties.get(told.index) {
                let kind = String::from_utf8_lossy(kind);
                return Err(HeifError::unsupported(format!(
                    "a picture that cannot be shown without its {kind}"
                )));
            }
        }
        Ok(())
    }

    /// The items that `from` names in its references of one kind.
    pub(crate) fn refers_to(&self, kind: &FourCc, from: u32) -> &[u32] {
        let found = self
            .references
            .iter()
            .find(|reference| reference.kind == *kind && reference.from == from);
        found.map_or(&[], |found| &found.to)
    }

    /// The items that name `to` in a reference of one kind.
    pub(crate) fn referring(&self, kind: FourCc, to: u32) -> impl Iterator<Item = u32> {
        let all = self.references.iter();
        all.filter(move |reference| reference.kind == kind && reference.to.contains(&to))
            .map(|found| found.from)
    }

    pub(crate) fn item_ids_of(&self, kind: FourCc) -> impl Iterator<Item = u32> {
        self.items.iter().filter(move |(_, item)| item.kind == kind).map(|(&id, _)| id)
    }

    /// How many bytes an item has, without fetching them.
    pub(crate) fn data_length(&self, id: u32) -> u64 {
        self.locations.get(&id).map_or(0, |location| location.length(self.bytes.len() as u64))
    }

    pub(crate) fn file_length(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// The bytes of an item: borrowed if they are in one piece.
    pub(crate) fn data(&self, id: u32) -> Result<Cow<'a, [u8]>> {
        let location = self.locations.get(&id);
        let location = location
            .ok_or_else(|| HeifError::damaged(format!("item {id} is nowhere in the file")))?;
        location.read(self.bytes, self.inline)
    }
}

/// Whether the brands (the body of `ftyp`) speak of a sequence of pictures.
fn names_sequence(brands: &[u8]) -> bool {
    const SEQUENCES: [&FourCc; 5] = [b"msf1", b"hevc", b"hevx", b"avis", b"avcs"];
    let (brands, _) = brands.as_chunks::<4>();
    // The second four bytes are a version, not a brand.
    brands.iter().enumerate().any(|(at, brand)| at != 1 && SEQUENCES.contains(&brand))
}
