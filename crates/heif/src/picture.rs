//! Pictures as they are shown: upright, 8 bits a channel.

use crate::assemble::{self, Alpha};
use crate::codec::{Codec, size_of};
use crate::color;
use crate::container::Container;
use crate::error::{HeifError, Result};
use crate::info::{colors, thumbnail_id};
use crate::limits::Limits;

/// A decoded picture, upright: whatever the container says about turning, mirroring and cropping has been done, and an
/// orientation in its EXIF must not be applied again.
///
/// The colours are still those of the file: see [`Info::icc`](crate::Info::icc) and [`Info::nclx`](crate::Info::nclx).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    /// 3: red, green, blue; 4: alpha too, not premultiplied.
    pub channels: u8,
    /// Rows from the top, pixels from the left, one byte a channel, no gaps.
    pub pixels: Vec<u8>,
}

/// Decodes the picture that a file is about (its primary item).
///
/// Takes up to 6 bytes a pixel at a time, 8 with alpha: the picture and, while it is turned, its copy. Pictures of more
/// than 8 bits in whole chroma take 9 while they become colours.
pub fn decode(bytes: &[u8], limits: Limits) -> Result<Picture> {
    let container = Container::parse(bytes, &limits)?;
    render(&container, container.primary, &limits)
}

/// Decodes the small picture that a file carries for a preview, if there is one.
pub fn decode_thumbnail(bytes: &[u8], limits: Limits) -> Result<Option<Picture>> {
    let container = Container::parse(bytes, &limits)?;
    thumbnail_id(&container).map(|id| render(&container, id, &limits)).transpose()
}

fn render(container: &Container<'_>, id: u32, limits: &Limits) -> Result<Picture> {
    let source = assemble::source(container, id, limits)?;
    let claimed = size_of(container, source.id)?;
    limits.check_pixels(claimed.0, claimed.1)?;
    // A crop that fails should do so before the work.
    assemble::turned_size(claimed, &source.turns)?;
    let planar = assemble::planar(container, source.id, limits)?.cut_to(claimed.0, claimed.1)?;
    let nclx = colors(container, id, source.id).unwrap_or(planar.nclx);
    let alpha = Alpha::find(container, source.id).or_else(|| Alpha::find(container, id));
    let (pixels, channels) = match alpha {
        None => {
            let rgb = color::to_rgb::<3>(&planar, &nclx, limits.threads)?;
            drop(planar);
            (assemble::apply::<3>(rgb, claimed, &source.turns)?, 3)
        }
        Some(found) => {
            let alpha = found.decode(container, source.id, limits)?;
            if (alpha.width, alpha.height) != claimed {
                return Err(HeifError::unsupported("alpha of another size than its picture"));
            }
            let mut rgba = color::to_rgb::<4>(&planar, &nclx, limits.threads)?;
            drop(planar);
            let premultiplied = matches!(found, Alpha::Item(alpha) if container.refers_to(b"prem", source.id).contains(&alpha));
            color::alpha_into(&mut rgba, &alpha, premultiplied);
            (assemble::apply::<4>(rgba, claimed, &source.turns)?, 4)
        }
    };
    let (pixels, (width, height)) = pixels;
    Ok(Picture { width, height, channels, pixels })
}

/// The codec of a source, grids by their tiles.
pub(crate) fn codec_of(container: &Container<'_>, id: u32) -> Result<Codec> {
    let coded = assemble::coded(container, id)?;
    let kind = container.item(coded)?.kind;
    Codec::of(kind).ok_or_else(|| crate::codec::unknown_kind(kind))
}
