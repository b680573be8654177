//! The lossy picture of a WebP (a VP8 key frame, RFC 6386), for when it is wanted clearly smaller than it is: planes are
//! averaged while macroblock rows arrive where that is enough, and go on as planes, as a JPEG's do.
//!
//! The loop filter is left out. It smooths the seams between blocks after everything was predicted, takes nearly half
//! of the time, and shrinking does away with those seams by itself; libwebp leaves it out too when it scales down to
//! less than three quarters. Pictures at full size are decoded by `image-webp`, with the filter.

mod bits;
mod header;
mod modes;
mod predict;
mod range;
mod tables;
mod tokens;
mod transform;

use std::mem;

use header::Header;
use modes::{Macroblock, SubMode};
use transform::Pair;

use super::{Want, check_dimensions};
use crate::decode::reduce::{Reducer, step};
use crate::error::MediaError;
use crate::raster::{Plane, Planes};

/// Decodes a key frame, averaged as far as `want` allows.
pub(super) fn decode(data: &[u8], want: Want) -> Result<Planes, MediaError> {
    let mut header = Header::read(data)?;
    let (width, height) = (header.width, header.height);
    check_dimensions(width, height)?;
    // Colour planes are half as large: an even step keeps all three in line. The next larger one is taken when what
    // comes out is a sixteenth short of twice the wanted size: that costs 0.0001 of SSIM.
    let nearly = Want { edge: want.edge - want.edge / 16, ..want };
    let step = match step(width, height, nearly) {
        1 => 1,
        step => (step & !1).min(LARGEST_STEP),
    };
    let mut y = Reducer::<1>::new(width, height, step);
    let half = || Reducer::<1>::new(width.div_ceil(2), height.div_ceil(2), (step / 2).max(1));
    let (mut u, mut v) = (half(), half());
    let mut frame = Frame::new(width);
    for row in 0..height.div_ceil(16) as usize {
        frame.row(&mut header, row)?;
        frame.y.rows().for_each(|line| y.push(line));
        frame.u.rows().for_each(|line| u.push(line));
        frame.v.rows().for_each(|line| v.push(line));
    }
    let plane = |reducer: Reducer<1>, full: fn(&mut [u8])| {
        let (width, height, mut samples) = reducer.finish()?;
        full(&mut samples);
        Plane::new(width, height, samples)
    };
    let cb = plane(u, range::difference)?;
    Ok(Planes { y: plane(y, range::brightness)?, cb, cr: plane(v, range::difference)? })
}

/// Averages of more pixels than this a side differ visibly from a finer reduction.
const LARGEST_STEP: u32 = 4;

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
        let mut residue = Residue::none();
        for column in 0..self.above.len() {
            let (modes, above) = &mut self.above[column];
            let block = Macroblock::read(
                &mut header.modes,
                header.segment_tree,
                header.skip,
                modes,
                &mut left_modes,
            );
            if block.skip {
                let keep = |coded: &Coded| Coded {
                    // Without a second transform of its own, what the neighbours know of it stays.
                    second: block.brightness.is_none() && coded.second,
                    ..Coded::default()
                };
                (*above, left) = (keep(above), keep(&left));
            } else {
                residue.read(header, part, &block, above, &mut left);
            }
            self.draw(&block, &mut residue, [row > 0, column > 0], column);
        }
        if header.modes.ended() || header.partitions[part].ended() {
            return Err(MediaError::Truncated);
        }
        Ok(())
    }

    fn draw(
        &mut self,
        block: &Macroblock,
        residue: &mut Residue,
        inside: [bool; 2],
        column: usize,
    ) {
        let (at, stride) = (self.y.at(column), self.y.stride);
        let pixels = &mut self.y.pixels;
        let place = |index: usize| at + (index / 4) * 4 * stride + (index % 4) * 4;
        match block.brightness {
            Some(mode) => {
                predict::block::<16>(pixels, at, stride, mode, inside);
                for pair in 0..8 {
                    residue.add(pair, pixels, [place(2 * pair), place(2 * pair + 1)], stride);
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
                for (pair, modes) in block.blocks.as_chunks::<2>().0.iter().enumerate() {
                    // The second block is guessed from the first one, so both are added in turn.
                    let differences = residue.take(pair);
                    for (side, &mode) in modes.iter().enumerate() {
                        let index = 2 * pair + side;
                        let at = place(index);
                        let right = match pixels[at - stride + 4..].first_chunk::<4>() {
                            Some(&near) if index % 4 < 3 => near,
                            _ => far,
                        };
                        predict::sub_block(pixels, at, stride, mode, right);
                        if let Some(differences) = differences {
                            transform::add(differences[side], pixels, at, stride);
                        }
                    }
                }
            }
        }
        for (plane, lines) in [&mut self.u, &mut self.v].into_iter().enumerate() {
            let (at, stride) = (lines.at(column), lines.stride);
            predict::block::<8>(&mut lines.pixels, at, stride, block.color, inside);
            for row in 0..2 {
                let at = at + row * 4 * stride;
                residue.add(8 + plane * 2 + row, &mut lines.pixels, [at, at + 4], stride);
            }
        }
    }
}

/// The coefficients of one macroblock: sixteen blocks of brightness, four of each colour. Blocks are empty again once
/// they have been added, so that the next macroblock's need no clearing.
struct Residue {
    pairs: [Pair; 12],
    /// Which pairs have coefficients.
    coded: [bool; 12],
}

impl Residue {
    const fn none() -> Self {
        Self { pairs: [[0; 32]; 12], coded: [false; 12] }
    }

    fn read(
        &mut self,
        header: &mut Header<'_>,
        part: usize,
        block: &Macroblock,
        above: &mut Coded,
        left: &mut Coded,
    ) {
        // Worked on where the processor has it at hand, and put back at the end.
        let (mut bits, tokens) = (header.partitions[part], &header.tokens);
        let steps = header.steps[block.segment];
        let mut first = 0;
        if block.brightness.is_some() {
            let mut second = [0; 16];
            let context = usize::from(above.second) + usize::from(left.second);
            let put = |place: usize, value| second[place & 15] = value;
            let last = tokens::read(&mut bits, &tokens[1], context, steps.second, 0, put);
            (above.second, left.second) = (last > 0, last > 0);
            if last > 0 {
                for (first, value) in self
                    .pairs
                    .iter_mut()
                    .flat_map(|pair| &mut pair[..2])
                    .zip(transform::spread(&second))
                {
                    *first = value;
                }
                self.coded[..8].fill(true);
            }
            first = 1;
        }
        let bands = if first == 1 { &tokens[0] } else { &tokens[3] };
        for index in 0..16 {
            let (up, side) = (&mut above.brightness[index % 4], &mut left.brightness[index / 4]);
            let context = usize::from(*up) + usize::from(*side);
            let target = &mut self.pairs[index / 2];
            let put = |place: usize, value| target[(2 * place + index % 2) & 31] = value;
            let coded =
                tokens::read(&mut bits, bands, context, steps.brightness, first, put) > first;
            (*up, *side) = (coded, coded);
            self.coded[index / 2] |= coded;
        }
        for index in 0..8 {
            let (plane, index_in) = (index / 4, index % 4);
            let (up, side) =
                (&mut above.color[plane][index_in % 2], &mut left.color[plane][index_in / 2]);
            let context = usize::from(*up) + usize::from(*side);
            let target = &mut self.pairs[8 + index / 2];
            let put = |place: usize, value| target[(2 * place + index % 2) & 31] = value;
            let coded = tokens::read(&mut bits, &tokens[2], context, steps.color, 0, put) > 0;
            (*up, *side) = (coded, coded);
            self.coded[8 + index / 2] |= coded;
        }
        header.partitions[part] = bits;
    }

    /// What is to be added to a pair of blocks that lie side by side; none where there is nothing.
    #[inline(always)]
    fn take(&mut self, pair: usize) -> Option<[transform::Differences; 2]> {
        if !mem::take(&mut self.coded[pair]) {
            return None;
        }
        let differences = transform::both(&self.pairs[pair]);
        self.pairs[pair] = [0; 32];
        Some(differences)
    }

    #[inline(always)]
    fn add(&mut self, pair: usize, pixels: &mut [u8], at: [usize; 2], stride: usize) {
        if let Some(differences) = self.take(pair) {
            for (block, at) in differences.into_iter().zip(at) {
                transform::add(block, pixels, at, stride);
            }
        }
    }
}
