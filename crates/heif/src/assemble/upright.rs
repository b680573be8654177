//! `clap`, `irot` and `imir`: what is done to a decoded picture to show it, in the order in which the file says so.

use crate::container::{CleanAperture, Container, Property};
use crate::error::{HeifError, Result};

#[derive(Clone, Copy)]
pub(crate) enum Turn {
    Crop(CleanAperture),
    /// Quarter turns, counter-clockwise.
    Rotate(u8),
    MirrorLeftRight,
    MirrorTopBottom,
}

/// What is said about one item.
pub(crate) fn turns(container: &Container<'_>, id: u32) -> Vec<Turn> {
    let turn = |property: &Property<'_>| match *property {
        Property::Crop(aperture) => Some(Turn::Crop(aperture)),
        Property::Rotation(quarters) => Some(Turn::Rotate(quarters)),
        Property::Mirror(true) => Some(Turn::MirrorLeftRight),
        Property::Mirror(false) => Some(Turn::MirrorTopBottom),
        _ => None,
    };
    container.properties(id).filter_map(turn).collect()
}

/// The size that a picture ends up with.
pub(crate) fn turned_size(mut size: (u32, u32), turns: &[Turn]) -> Result<(u32, u32)> {
    for turn in turns {
        size = match turn {
            Turn::Crop(aperture) => {
                let window = window(size, aperture)?;
                (window.width, window.height)
            }
            Turn::Rotate(1 | 3) => (size.1, size.0),
            _ => size,
        };
    }
    Ok(size)
}

/// Turns rows of `CHANNELS` bytes a pixel.
pub(crate) fn apply<const CHANNELS: usize>(
    mut pixels: Vec<u8>,
    mut size: (u32, u32),
    turns: &[Turn],
) -> Result<(Vec<u8>, (u32, u32))> {
    for turn in turns {
        let row_bytes = size.0 as usize * CHANNELS;
        match turn {
            Turn::Crop(aperture) => {
                let window = window(size, aperture)?;
                let (left, bytes) =
                    (window.left as usize * CHANNELS, window.width as usize * CHANNELS);
                let rows = pixels
                    .chunks_exact(row_bytes)
                    .skip(window.top as usize)
                    .take(window.height as usize);
                pixels = rows.flat_map(|row| &row[left..left + bytes]).copied().collect();
                size = (window.width, window.height);
            }
            Turn::Rotate(0 | 4..) => {}
            Turn::Rotate(2) => pixels.as_chunks_mut::<CHANNELS>().0.reverse(),
            Turn::Rotate(quarters) => {
                pixels = quarter_turn::<CHANNELS>(&pixels, size, *quarters == 1);
                size = (size.1, size.0);
            }
            Turn::MirrorLeftRight => {
                pixels
                    .chunks_exact_mut(row_bytes)
                    .for_each(|row| row.as_chunks_mut::<CHANNELS>().0.reverse());
            }
            Turn::MirrorTopBottom => {
                let rows = size.1 as usize;
                let (upper, lower) = pixels.split_at_mut(rows.div_ceil(2) * row_bytes);
                let lower = lower.chunks_exact_mut(row_bytes).rev();
                upper
                    .chunks_exact_mut(row_bytes)
                    .zip(lower)
                    .for_each(|(upper, lower)| upper.swap_with_slice(lower));
            }
        }
    }
    Ok((pixels, size))
}

/// In blocks, so that reading down the columns stays within the cache.
fn quarter_turn<const CHANNELS: usize>(
    pixels: &[u8],
    (width, height): (u32, u32),
    counter: bool,
) -> Vec<u8> {
    const BLOCK: usize = 32;
    let (width, height) = (width as usize, height as usize);
    let mut turned = vec![0; pixels.len()];
    let from = pixels.as_chunks::<CHANNELS>().0;
    let to = turned.as_chunks_mut::<CHANNELS>().0;
    for top in (0..width).step_by(BLOCK) {
        for left in (0..height).step_by(BLOCK) {
            for y in top..(top + BLOCK).min(width) {
                for x in left..(left + BLOCK).min(height) {
                    let (column, row) =
                        if counter { (width - 1 - y, x) } else { (y, height - 1 - x) };
                    to[y * height + x] = from[row * width + column];
                }
            }
        }
    }
    turned
}

struct Window {
    left: u32,
    top: u32,
    width: u32,
    height: u32,
}

fn window((width, height): (u32, u32), aperture: &CleanAperture) -> Result<Window> {
    let (left, cropped_width) = span(width, aperture.width, aperture.right)?;
    let (top, cropped_height) = span(height, aperture.height, aperture.down)?;
    Ok(Window { left, top, width: cropped_width, height: cropped_height })
}

/// Start and length of a crop in one direction. The file gives the length, and how far the crop's middle is from the
/// middle of the picture; starts between two pixels go to the lower one.
fn span(whole: u32, length: (u32, u32), off: (i32, u32)) -> Result<(u32, u32)> {
    let length = length.0 / length.1;
    // Twice the offset's divisor times the start.
    let divisor = i128::from(off.1);
    let start = (i128::from(whole) - i128::from(length)) * divisor + 2 * i128::from(off.0);
    let start = start.div_euclid(2 * divisor);
    let end = start + i128::from(length);
    match u32::try_from(start) {
        Ok(start) if length > 0 && end <= i128::from(whole) => Ok((start, length)),
        _ => Err(HeifError::damaged("a crop that is not within its picture")),
    }
}
