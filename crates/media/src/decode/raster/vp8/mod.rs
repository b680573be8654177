//! The lossy picture of a WebP (a VP8 key frame, RFC 6386), for when it is wanted at half its size or less: planes are
//! averaged while macroblock rows arrive, so that neither the picture nor its colours are ever held whole.
//!
//! The loop filter is left out. It smooths the seams between blocks after everything was predicted, takes nearly half
//! of the time, and averaging does away with those seams by itself; libwebp leaves it out too when it scales down.
//! Pictures at full size are decoded by `image-webp`, with the filter.

mod bits;
mod header;
mod modes;
mod predict;
mod tables;
mod tokens;

use header::Header;
use modes::{Macroblock, SubMode};

use super::{Want, check_dimensions};
use crate::decode::reduce::{Reducer, step};
use crate::error::MediaError;
use crate::pixels::Pixels;

/// Decodes a key frame, averaged as far as `want` allows.
pub(super) fn decode(data: &[u8], want: Want) -> Result<Pixels, MediaError> {
    let mut header = Header::read(data)?;
    let (width, height) = (header.width, header.height);
    check_dimensions(width, height)?;
    // Colour planes are half as large: an even step keeps all three in line.
    let step = match step(width, height, want) {
        1 => 1,
        step => (step & !1).min(LARGEST_STEP),
    };
    let (half_width, half_height) = (width.div_ceil(2), height.div_ceil(2));
    let mut y = Reducer::<1>::new(width, height, step);
    let half = || Reducer::<1>::new(half_width, half_height, (step / 2).max(1));
    let (mut u, mut v) = (half(), half());
    let mut frame = Frame::new(width);
    for row in 0..height.div_ceil(16) as usize {
        frame.row(&mut header, row)?;
        frame.y.rows().for_each(|line| y.push(line));
        frame.u.rows().for_each(|line| u.push(line));
        frame.v.rows().for_each(|line| v.push(line));
    }
    let doubled = usize::from(step == 1);
    let (width, height, y) = y.finish()?;
    let (color_width, color_height, u) = u.finish()?;
    let (_, _, v) = v.finish()?;
    let mut rgb = Vec::with_capacity(y.len() * 3);
    for (line, samples) in y.chunks_exact(width as usize).enumerate() {
        // Rounding may give the colour planes a column or row less.
        let start = (line >> doubled).min(color_height as usize - 1) * color_width as usize;
        let across = start..start + color_width as usize;
        let (u, v) = (&u[across.clone()], &v[across]);
        rgb.extend(samples.iter().enumerate().flat_map(|(x, &y)| {
            let at = (x >> doubled).min(u.len() - 1);
            rgb_of(y, u[at], v[at])
        }));
    }
    Ok(Pixels { width, height, rgb })
}

/// Averages of more pixels than this a side differ visibly from a finer reduction.
const LARGEST_STEP: u32 = 4;

/// Video's YCbCr (BT.601, 16 to 235) to RGB, with libwebp's own constants.
fn rgb_of(y: u8, u: u8, v: u8) -> [u8; 3] {
    let times = |value: u8, factor: i32| (i32::from(value) * factor) >> 8;
    let y = times(y, 19_077);
    let channel = |value: i32| (value >> 6).clamp(0, 255) as u8;
    [
        channel(y + times(v, 26_149) - 14_234),
        channel(y - times(u, 6_419) - times(v, 13_320) + 8_708),
        channel(y + times(u, 33_050) - 17_685),
    ]
}

/// Columns before the picture: one would do, and eight keep rows aligned.
const MARGIN: usize = 8;

/// A row of macroblocks of one plane: the line above it, and `N` lines.
struct Lines<const N: usize> {
    pixels: Vec<u8>,
    stride: usize,
}

impl<const N: usize> Lines<N> {
    fn new(blocks: usize) -> Self {
        let stride = MARGIN + blocks * N;
        let mut pixels = vec![0; stride * (N + 1)];
        // What stands for the line above the picture.
        pixels[..stride].fill(127);
        Self { pixels, stride }
    }

    /// Where a macroblock's first pixel is.
    fn at(&self, block: usize) -> usize {
        self.stride + MARGIN + block * N
    }

    /// Moves the last line above the first, and sets what stands for the column before the picture.
    fn next(&mut self, first: bool) {
        if !first {
            let last = self.stride * N;
            self.pixels.copy_within(last.., 0);
            self.pixels[MARGIN - 1] = 129;
        }
        for line in 1..=N {
            self.pixels[line * self.stride + MARGIN - 1] = 129;
        }
    }

    fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.pixels.chunks_exact(self.stride).skip(1).map(|line| &line[MARGIN..])
    }
}

/// Which neighbouring blocks had coefficients: four of brightness, two of each colour, and the second transform's.
#[derive(Clone, Copy, Default)]
struct Coded {
    brightness: [bool; 4],
    color: [[bool; 2]; 2],
    second: bool,
}

struct Frame {
    y: Lines<16>,
    u: Lines<8>,
    v: Lines<8>,
    above: Vec<([SubMode; 4], Coded)>,
}

impl Frame {
    fn new(width: u32) -> Self {
        let blocks = width.div_ceil(16) as usize;
        Self {
            y: Lines::new(blocks),
            u: Lines::new(blocks),
            v: Lines::new(blocks),
            above: vec![Default::default(); blocks],
        }
    }

    /// Decodes one row of macroblocks.
    fn row(&mut self, header: &mut Header<'_>, row: usize) -> Result<(), MediaError> {
        self.y.next(row == 0);
        self.u.next(row == 0);
        self.v.next(row == 0);
        let (mut left_modes, mut left) = ([SubMode::Mean; 4], Coded::default());
        let part = row % header.partitions.len();
        for column in 0..self.above.len() {
            let (modes, above) = &mut self.above[column];
            let block = Macroblock::read(
                &mut header.modes,
                header.segment_tree,
                header.skip,
                modes,
                &mut left_modes,
            );
            let residue = if block.skip {
                let keep = |coded: &Coded| Coded {
                    // Without a second transform of its own, what the neighbours know of it stays.
                    second: block.brightness.is_none() && coded.second,
                    ..Coded::default()
                };
                (*above, left) = (keep(above), keep(&left));
                None
            } else {
                Some(Residue::read(header, part, &block, above, &mut left))
            };
            self.draw(&block, residue.as_ref(), [row > 0, column > 0], column);
        }
        if header.modes.ended() || header.partitions[part].ended() {
            return Err(MediaError::Truncated);
        }
        Ok(())
    }

    fn draw(
        &mut self,
        block: &Macroblock,
        residue: Option<&Residue>,
        inside: [bool; 2],
        column: usize,
    ) {
        let (at, stride) = (self.y.at(column), self.y.stride);
        let pixels = &mut self.y.pixels;
        let place = |index: usize| at + (index / 4) * 4 * stride + (index % 4) * 4;
        match block.brightness {
            Some(mode) => {
                predict::block::<16>(pixels, at, stride, mode, inside);
                if let Some(residue) = residue {
                    (0..16).for_each(|index| residue.add(index, pixels, place(index), stride));
                }
            }
            None => {
                // The last column's blocks all look at the macroblock above and to the right.
                let beyond = at - stride + 16;
                let far = match pixels.get(beyond..beyond + 4) {
                    Some(&[a, b, c, d]) if column + 1 < self.above.len() => [a, b, c, d],
                    _ if inside[0] => [pixels[beyond - 1]; 4],
                    _ => [127; 4],
                };
                for (index, &mode) in block.blocks.iter().enumerate() {
                    let at = place(index);
                    let right = match pixels[at - stride + 4..].first_chunk::<4>() {
                        Some(&near) if index % 4 < 3 => near,
                        _ => far,
                    };
                    predict::sub_block(pixels, at, stride, mode, right);
                    if let Some(residue) = residue {
                        residue.add(index, pixels, at, stride);
                    }
                }
            }
        }
        for (plane, lines) in [&mut self.u, &mut self.v].into_iter().enumerate() {
            let (at, stride) = (lines.at(column), lines.stride);
            predict::block::<8>(&mut lines.pixels, at, stride, block.color, inside);
            if let Some(residue) = residue {
                for index in 0..4 {
                    let at = at + (index / 2) * 4 * stride + (index % 2) * 4;
                    residue.add(16 + plane * 4 + index, &mut lines.pixels, at, stride);
                }
            }
        }
    }
}

/// The coefficients of one macroblock: sixteen blocks of brightness, four of each colour.
struct Residue {
    blocks: [tokens::Block; 24],
    /// The place after each block's last coefficient; 0 where nothing is to be added.
    last: [u8; 24],
}

impl Residue {
    fn read(
        header: &mut Header<'_>,
        part: usize,
        block: &Macroblock,
        above: &mut Coded,
        left: &mut Coded,
    ) -> Self {
        let (bits, tokens) = (&mut header.partitions[part], &header.tokens);
        let steps = header.steps[block.segment];
        let mut residue = Self { blocks: [[0; 16]; 24], last: [0; 24] };
        let mut first = 0;
        if block.brightness.is_some() {
            let mut second = [0; 16];
            let context = usize::from(above.second) + usize::from(left.second);
            let last = tokens::read(bits, &tokens[1], context, steps.second, 0, &mut second);
            (above.second, left.second) = (last > 0, last > 0);
            if last > 0 {
                let spread = tokens::spread(&second);
                residue.blocks.iter_mut().zip(spread).for_each(|(block, value)| block[0] = value);
            }
            first = 1;
        }
        let bands = if first == 1 { &tokens[0] } else { &tokens[3] };
        for index in 0..16 {
            let (up, side) = (&mut above.brightness[index % 4], &mut left.brightness[index / 4]);
            let context = usize::from(*up) + usize::from(*side);
            let target = &mut residue.blocks[index];
            let last = tokens::read(bits, bands, context, steps.brightness, first, target);
            (*up, *side) = (last > first, last > first);
            residue.last[index] = if last > first { last as u8 } else { u8::from(target[0] != 0) };
        }
        for index in 0..8 {
            let (plane, index_in) = (index / 4, index % 4);
            let (up, side) =
                (&mut above.color[plane][index_in % 2], &mut left.color[plane][index_in / 2]);
            let context = usize::from(*up) + usize::from(*side);
            let target = &mut residue.blocks[16 + index];
            let last = tokens::read(bits, &tokens[2], context, steps.color, 0, target);
            (*up, *side) = (last > 0, last > 0);
            residue.last[16 + index] = last as u8;
        }
        residue
    }

    fn add(&self, index: usize, pixels: &mut [u8], at: usize, stride: usize) {
        let last = usize::from(self.last[index]);
        if last > 0 {
            tokens::add(&self.blocks[index], last, pixels, at, stride);
        }
    }
}
