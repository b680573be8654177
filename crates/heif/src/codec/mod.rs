//! From the bytes of one coded item to its samples, whichever codec they are in.

mod av1;
mod hevc;
mod planar;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub(crate) use self::planar::{Chroma, Planar, Sample, Samples};

use crate::container::{Container, Property};
use crate::error::{HeifError, Result};
use crate::limits::Limits;

/// What a picture is compressed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codec {
    /// H.265, in `.heic` files.
    Hevc,
    /// AV1, in `.avif` files.
    Av1,
}

impl Codec {
    /// The codec of a coded item, or none for items that are something else.
    pub(crate) fn of(kind: [u8; 4]) -> Option<Self> {
        match &kind {
            b"hvc1" | b"hev1" => Some(Self::Hevc),
            b"av01" => Some(Self::Av1),
            _ => None,
        }
    }
}

/// Decodes one coded item, cut to the size that the file claims for it.
pub(crate) fn decode(container: &Container<'_>, id: u32, limits: &Limits) -> Result<Planar> {
    let (width, height) = size_of(container, id)?;
    limits.check_pixels(width, height)?;
    let item = container.item(id)?;
    let codec = Codec::of(item.kind).ok_or_else(|| unknown_kind(item.kind))?;
    if item.protected {
        return Err(HeifError::unsupported("an encrypted picture"));
    }
    container.check_understood(id)?;
    let data = container.data(id)?;
    // A thousand small tiles must not turn out to be a thousand large pictures. Codecs round sizes up to whole blocks.
    let blocks = |size: u32| u64::from(size).next_multiple_of(64);
    let most = blocks(width) * blocks(height);
    // The decoders are memory-safe, and so at worst give up by panicking. That costs this file only.
    let decoded = catch_unwind(AssertUnwindSafe(|| match codec {
        Codec::Hevc => hevc::decode(hevc_config(container, id)?, &data, most),
        Codec::Av1 => av1::decode(container.properties(id), &data, most),
    }));
    decoded
        .unwrap_or_else(|_| Err(HeifError::damaged("the decoder gave up")))?
        .cut_to(width, height)
}

/// Bits of each sample, from the codec's configuration.
pub(crate) fn bit_depth(container: &Container<'_>, id: u32) -> Option<u8> {
    container.properties(id).find_map(|property| match property {
        Property::Hevc(config) => hevc::bit_depth(config),
        Property::Av1(config) => av1::bit_depth(config),
        _ => None,
    })
}

/// Width and height that the file claims for an item, before any turning.
pub(crate) fn size_of(container: &Container<'_>, id: u32) -> Result<(u32, u32)> {
    container
        .properties(id)
        .find_map(|property| match *property {
            Property::Size(width, height) => Some((width, height)),
            _ => None,
        })
        .ok_or_else(|| HeifError::damaged("a picture without a size"))
}

pub(crate) fn unknown_kind(kind: [u8; 4]) -> HeifError {
    let kind = String::from_utf8_lossy(&kind).into_owned();
    HeifError::unsupported(match kind.as_str() {
        "iovl" => "a picture laid together from others".into(),
        "jpeg" => "JPEG inside HEIF".into(),
        "avc1" => "H.264 inside HEIF".into(),
        "vvc1" => "H.266 inside HEIF".into(),
        "j2k1" => "JPEG 2000 inside HEIF".into(),
        "unci" => "uncompressed HEIF".into(),
        _ => format!("items of the kind {kind}"),
    })
}

fn hevc_config<'a>(container: &Container<'a>, id: u32) -> Result<&'a [u8]> {
    container
        .properties(id)
        .find_map(|property| match property {
            Property::Hevc(config) => Some(*config),
            _ => None,
        })
        .ok_or_else(|| HeifError::damaged("an HEVC picture without its configuration"))
}
