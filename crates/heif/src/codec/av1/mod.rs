//! AV1 stills, decoded by `rusty_av1d` (a port of dav1d to Rust) through its safe interface, without assembler.
//!
//! One thread, whatever the caller allows: a panic on a thread of the decoder's own could not be caught. Tiles of a grid
//! are decoded next to each other instead.

mod units;

use rusty_av1d::pixel::YUVRange;
use rusty_av1d::{
    Decoder, Picture, PixelLayout, PlanarImageComponent as Component, Rav1dError, Settings,
};

use super::planar::{Chroma, Planar, Samples};
use crate::color::Nclx;
use crate::container::Property;
use crate::error::{HeifError, Result};

/// Decodes a picture of at most so many pixels.
pub(super) fn decode<'p>(
    properties: impl Iterator<Item = &'p Property<'p>>,
    data: &[u8],
    most_pixels: u64,
) -> Result<Planar> {
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_all_layers(false);
    settings.set_frame_size_limit(u32::try_from(most_pixels).unwrap_or(u32::MAX));
    for property in properties {
        match *property {
            Property::OperatingPoint(point) if point < 32 => settings.set_operating_point(point),
            Property::OperatingPoint(_) => {
                return Err(HeifError::damaged("an impossible operating point"));
            }
            // 0xffff: whichever comes last, which is what is decoded here.
            Property::Layer(layer) if layer != u16::MAX => {
                return Err(HeifError::unsupported("a picture in layers"));
            }
            _ => {}
        }
    }
    units::check(data)?;
    let mut decoder = Decoder::with_settings(&settings).map_err(refusal)?;
    match decoder.send_data(data.into(), None, None, None) {
        Ok(()) | Err(Rav1dError::TryAgain) => {}
        Err(error) => return Err(refusal(error)),
    }
    let picture = decoder.get_picture().map_err(refusal)?;
    planar(&picture)
}

fn planar(picture: &Picture) -> Result<Planar> {
    let depth = picture
        .bits_per_component()
        .ok_or_else(|| HeifError::damaged("AV1 of an unknown depth"))?
        .0;
    let chroma = match picture.pixel_layout() {
        PixelLayout::I400 => Chroma::None,
        PixelLayout::I420 => Chroma::Quarter,
        PixelLayout::I422 => Chroma::Half,
        PixelLayout::I444 => Chroma::Full,
    };
    let (width, height) = (picture.width(), picture.height());
    let nclx = Nclx {
        primaries: picture.color_primaries() as u16,
        transfer: picture.transfer_characteristic() as u16,
        matrix: picture.matrix_coefficients() as u16,
        full_range: picture.color_range() == YUVRange::Full,
    };
    let mut planar = Planar { width, height, depth, chroma, planes: Vec::new(), nclx };
    let components = [Component::Y, Component::U, Component::V];
    for (at, component) in components.into_iter().take(chroma.planes()).enumerate() {
        let (width, height) = planar.plane_size(at);
        let stride = picture.stride(component) as usize;
        let bytes = picture.plane(component);
        let row_bytes = width * if depth > 8 { 2 } else { 1 };
        if row_bytes > stride || bytes.len() < stride * (height - 1) + row_bytes {
            return Err(HeifError::damaged("an AV1 plane that is too small"));
        }
        let rows = bytes.chunks(stride).take(height).map(|row| &row[..row_bytes]);
        planar.planes.push(if depth > 8 {
            let rows = rows.flat_map(|row| row.as_chunks::<2>().0);
            Samples::Sixteen(rows.map(|&sample| u16::from_ne_bytes(sample)).collect())
        } else {
            Samples::Eight(rows.flatten().copied().collect())
        });
    }
    Ok(planar)
}

/// From `av1C`, whose third byte has two flags for it.
pub(super) fn bit_depth(config: &[u8]) -> Option<u8> {
    config.get(2).map(|flags| match (flags & 0x40 != 0, flags & 0x20 != 0) {
        (false, _) => 8,
        (true, false) => 10,
        (true, true) => 12,
    })
}

fn refusal(error: Rav1dError) -> HeifError {
    match error {
        Rav1dError::TryAgain => HeifError::damaged("an AV1 item without a picture"),
        Rav1dError::UnsupportedBitstream => HeifError::unsupported("this sort of AV1"),
        Rav1dError::OutOfRange => HeifError::damaged("an AV1 picture larger than it claims"),
        error => HeifError::damaged(format!("AV1: {error:?}")),
    }
}
