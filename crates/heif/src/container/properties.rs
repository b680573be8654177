//! `iprp`: what is said about items (size, codec configuration, colour, turning), and about which.

use std::collections::BTreeMap;

use super::boxes::{Boxes, FourCc, RawBox};
use super::cursor::Cursor;
use super::items::{Item, Told, too_many};
use crate::color::Nclx;
use crate::error::{HeifError, Result};
use crate::limits::Limits;

pub(crate) enum Property<'a> {
    /// `ispe`: width and height before any turning.
    Size(u32, u32),
    /// `hvcC`: parameter sets of an HEVC picture.
    Hevc(&'a [u8]),
    /// `av1C`
    Av1(&'a [u8]),
    Icc(&'a [u8]),
    Nclx(Nclx),
    /// `irot`: quarter turns, counter-clockwise.
    Rotation(u8),
    /// `imir`: true exchanges left and right, false top and bottom.
    Mirror(bool),
    /// `clap`
    Crop(CleanAperture),
    /// `auxC`: what an auxiliary picture is for.
    Auxiliary(&'a [u8]),
    /// `pixi`: bits of each channel.
    Depths(&'a [u8]),
    /// `lsel`: which layer to show; 0xffff for whichever comes last.
    Layer(u16),
    /// `a1op`: which of several ways to decode.
    OperatingPoint(u8),
    /// Known to change nothing here, even when it is called essential.
    Harmless,
    Unknown(FourCc),
}

/// A crop as `clap` has it: width, height, and how far its middle is off the picture's, all as fractions.
#[derive(Clone, Copy)]
pub(crate) struct CleanAperture {
    pub(crate) width: (u32, u32),
    pub(crate) height: (u32, u32),
    pub(crate) right: (i32, u32),
    pub(crate) down: (i32, u32),
}

pub(super) fn parse<'a>(
    found: &RawBox<'a>,
    items: &mut BTreeMap<u32, Item>,
    limits: &Limits,
) -> Result<Vec<Property<'a>>> {
    let mut properties = Vec::new();
    let mut told = 0;
    for part in Boxes::within(found.body) {
        let part = part?;
        match &part.kind {
            b"ipco" if properties.is_empty() => {
                for property in Boxes::within(part.body) {
                    properties.push(parse_property(&property?)?);
                    if properties.len() > limits.max_items as usize {
                        return Err(too_many("properties"));
                    }
                }
            }
            b"ipma" => associate(&part, items, &mut told, limits)?,
            _ => {}
        }
    }
    Ok(properties)
}

fn associate(
    part: &RawBox<'_>,
    items: &mut BTreeMap<u32, Item>,
    told: &mut u32,
    limits: &Limits,
) -> Result<()> {
    let (version, flags, mut cursor) = part.full()?;
    for _ in 0..cursor.u32()? {
        let id = cursor.item_id(version > 0)?;
        let count = cursor.u8()?;
        // Each property of each tile of a large grid is said anew, so there are some more than items.
        *told += u32::from(count).max(1);
        if *told / 16 > limits.max_items {
            return Err(too_many("properties"));
        }
        for _ in 0..count {
            let (essential, index) = if flags & 1 == 1 {
                let value = cursor.u16()?;
                (value >> 15 == 1, value & 0x7fff)
            } else {
                let value = cursor.u8()?;
                (value >> 7 == 1, u16::from(value & 0x7f))
            };
            // Numbered from 1; 0 says nothing.
            if let (Some(item), Some(index)) =
                (items.get_mut(&id), usize::from(index).checked_sub(1))
            {
                item.properties.push(Told { index, essential });
            }
        }
    }
    Ok(())
}

fn parse_property<'a>(found: &RawBox<'a>) -> Result<Property<'a>> {
    let mut plain = Cursor::new(found.body);
    Ok(match &found.kind {
        b"ispe" => {
            let mut cursor = found.full()?.2;
            Property::Size(cursor.u32()?, cursor.u32()?)
        }
        b"hvcC" => Property::Hevc(found.body),
        b"av1C" => Property::Av1(found.body),
        b"colr" => match &plain.array()? {
            b"nclx" => Property::Nclx(Nclx {
                primaries: plain.u16()?,
                transfer: plain.u16()?,
                matrix: plain.u16()?,
                full_range: plain.u8()? & 0x80 != 0,
            }),
            b"prof" | b"rICC" => Property::Icc(plain.rest()),
            _ => Property::Harmless,
        },
        b"irot" => Property::Rotation(plain.u8()? & 3),
        b"imir" => Property::Mirror(plain.u8()? & 1 == 1),
        b"clap" => {
            let mut part = || plain.u32();
            let (width, height) = ((part()?, part()?), (part()?, part()?));
            let (right, down) =
                ((part()?.cast_signed(), part()?), (part()?.cast_signed(), part()?));
            if [width.1, height.1, right.1, down.1].contains(&0) {
                return Err(HeifError::damaged("a crop divided by zero"));
            }
            Property::Crop(CleanAperture { width, height, right, down })
        }
        b"auxC" => Property::Auxiliary(found.full()?.2.until_zero()),
        b"pixi" => {
            let mut cursor = found.full()?.2;
            let count = cursor.u8()?;
            Property::Depths(cursor.take(usize::from(count))?)
        }
        b"lsel" => Property::Layer(plain.u16()?),
        b"a1op" => Property::OperatingPoint(plain.u8()?),
        b"pasp" | b"rloc" | b"clli" | b"mdcv" | b"cclv" | b"amve" | b"a1lx" | b"udes" | b"altt"
        | b"crtt" | b"mdft" => Property::Harmless,
        kind => Property::Unknown(*kind),
    })
}
