//! What can be told of a file from its headers, without decoding anything.

use crate::assemble::{self, Alpha};
use crate::codec::{self, Codec, size_of};
use crate::color::Nclx;
use crate::container::{Container, Property};
use crate::error::Result;
use crate::limits::Limits;
use crate::picture::codec_of;

/// A file's claims about its picture. They are checked only for making sense; [`decode`](crate::decode) tells whether
/// they are true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Info {
    /// Width and height as shown, upright.
    pub width: u32,
    pub height: u32,
    pub codec: Codec,
    /// Bits of each channel in the file: 8, 10 or 12.
    pub bit_depth: u8,
    pub has_alpha: bool,
    pub icc: Option<Vec<u8>>,
    /// As the container says. Without it, [`decode`](crate::decode) goes by the bitstream.
    pub nclx: Option<Nclx>,
    /// EXIF, as the TIFF block that it is. Its orientation is no longer of use: decoded pictures are upright.
    pub exif: Option<Vec<u8>>,
    /// There is a sequence of pictures beside the still one.
    pub moving: bool,
    /// Size of a small picture for previews, as shown.
    pub thumbnail: Option<(u32, u32)>,
}

/// Reads the headers. Takes about as long as copying the metadata.
pub fn info(bytes: &[u8]) -> Result<Info> {
    let limits = Limits::default();
    let container = Container::parse(bytes, &limits)?;
    let shown_size = |id| {
        let source = assemble::source(&container, id, &limits)?;
        assemble::turned_size(size_of(&container, source.id)?, &source.turns)
    };
    let id = container.primary;
    let source = assemble::source(&container, id, &limits)?;
    let coded = assemble::coded(&container, source.id)?;
    let (width, height) = shown_size(id)?;
    let said_depth = |id| {
        container.properties(id).find_map(|property| match property {
            Property::Depths(depths) => depths.iter().copied().max(),
            _ => None,
        })
    };
    Ok(Info {
        width,
        height,
        codec: codec_of(&container, source.id)?,
        bit_depth: codec::bit_depth(&container, coded)
            .or_else(|| said_depth(source.id))
            .unwrap_or(8),
        has_alpha: Alpha::find(&container, source.id)
            .or_else(|| Alpha::find(&container, id))
            .is_some(),
        icc: [id, source.id, coded].into_iter().find_map(|id| icc(&container, id)),
        nclx: colors(&container, id, source.id),
        exif: exif(&container),
        moving: container.moving,
        thumbnail: thumbnail_id(&container).and_then(|id| shown_size(id).ok()),
    })
}

/// The colour description of an item, or of what it is derived from.
pub(crate) fn colors(container: &Container<'_>, id: u32, source: u32) -> Option<Nclx> {
    let coded = assemble::coded(container, source).unwrap_or(source);
    [id, source, coded].into_iter().find_map(|id| {
        container.properties(id).find_map(|property| match property {
            Property::Nclx(nclx) => Some(*nclx),
            _ => None,
        })
    })
}

fn icc(container: &Container<'_>, id: u32) -> Option<Vec<u8>> {
    container.properties(id).find_map(|property| match property {
        Property::Icc(profile) => Some(profile.to_vec()),
        _ => None,
    })
}

pub(crate) fn thumbnail_id(container: &Container<'_>) -> Option<u32> {
    container.referring(*b"thmb", container.primary).next()
}

/// The TIFF block of the first EXIF item that describes the picture, or that describes nothing in particular.
fn exif(container: &Container<'_>) -> Option<Vec<u8>> {
    const PREFIX: &[u8] = b"Exif\0\0";
    let mut ids = container.item_ids_of(*b"Exif");
    let id = ids.find(|&id| {
        let described = container.refers_to(b"cdsc", id);
        described.is_empty() || described.contains(&container.primary)
    })?;
    let data = container.data(id).ok()?;
    let (offset, rest) = data.split_first_chunk::<4>()?;
    let tiff = rest.get(usize::try_from(u32::from_be_bytes(*offset)).ok()?..)?;
    Some(tiff.strip_prefix(PREFIX).unwrap_or(tiff).to_vec())
}
