//! What stands before a key frame's macroblocks: size, segments, quantizers, partitions, probabilities (RFC 6386,
//! section 9). The loop filter's settings are read over: see [`super`].

use super::bits::Bits;
use super::tables::{AC_STEPS, BANDS, DC_STEPS, DEFAULTS, Places, UPDATES};
use crate::error::MediaError;

/// Steps of a segment: first coefficient, the others.
#[derive(Clone, Copy, Default)]
pub(super) struct Steps {
    pub(super) brightness: [i32; 2],
    pub(super) second: [i32; 2],
    pub(super) color: [i32; 2],
}

pub(super) struct Header<'a> {
    pub(super) width: u32,
    pub(super) height: u32,
    /// The rest of the first partition: each macroblock's modes.
    pub(super) modes: Bits<'a>,
    /// Coefficients; macroblock rows take turns.
    pub(super) partitions: Vec<Bits<'a>>,
    pub(super) steps: [Steps; 4],
    /// Present when each macroblock names its segment.
    pub(super) segment_tree: Option<[u8; 3]>,
    /// Present when macroblocks may say that they have no coefficients.
    pub(super) skip: Option<u8>,
    /// By kind of block.
    pub(super) tokens: Box<[Places; 4]>,
}

#[derive(Clone, Copy, Default)]
struct Segments {
    enabled: bool,
    tree: Option<[u8; 3]>,
    /// Quantizers are meant instead of the frame's, or added to it.
    absolute: bool,
    quantizers: [i32; 4],
}

impl<'a> Header<'a> {
    pub(super) fn read(data: &'a [u8]) -> Result<Self, MediaError> {
        let Some((&[t0, t1, t2, 0x9D, 0x01, 0x2A, w0, w1, h0, h1], rest)) =
            data.split_first_chunk()
        else {
            return Err(MediaError::damaged("WebP without a VP8 key frame"));
        };
        let tag = u32::from_le_bytes([t0, t1, t2, 0]);
        if tag & 1 != 0 {
            return Err(MediaError::damaged("WebP without a VP8 key frame"));
        }
        let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3FFF);
        let (first, rest) =
            rest.split_at_checked((tag >> 5) as usize).ok_or(MediaError::Truncated)?;
        let mut bits = Bits::new(first);
        // Colour space and clamping: neither changes what a sound file shows.
        bits.literal(2);
        let segments = segments(&mut bits);
        skip_loop_filter(&mut bits);
        let partitions = partitions(1 << bits.literal(2), rest)?;
        let steps = steps(&mut bits, &segments);
        // Whether probabilities are kept for a next frame, which a picture doesn't have.
        bits.flag();
        let mut tokens = DEFAULTS;
        let flat = tokens.as_flattened_mut().as_flattened_mut().as_flattened_mut();
        let updates = UPDATES.as_flattened().as_flattened().as_flattened();
        for (token, &update) in flat.iter_mut().zip(updates) {
            if bits.bit(update) {
                *token = bits.literal(8) as u8;
            }
        }
        let skip = bits.flag().then(|| bits.literal(8) as u8);
        if bits.ended() {
            return Err(MediaError::Truncated);
        }
        Ok(Self {
            width: side(w0, w1),
            height: side(h0, h1),
            modes: bits,
            partitions,
            steps,
            segment_tree: segments.tree,
            skip,
            tokens: Box::new(tokens.map(|bands| BANDS.map(|band| bands[usize::from(band)]))),
        })
    }
}

fn segments(bits: &mut Bits<'_>) -> Segments {
    let mut segments = Segments { enabled: bits.flag(), ..Segments::default() };
    if !segments.enabled {
        return segments;
    }
    let (map, data) = (bits.flag(), bits.flag());
    if data {
        segments.absolute = bits.flag();
        segments.quantizers = [(); 4].map(|()| bits.signed(7));
        // Strengths of the loop filter.
        for _ in 0..4 {
            bits.signed(6);
        }
    }
    if map {
        segments.tree =
            Some([(); 3].map(|()| if bits.flag() { bits.literal(8) as u8 } else { 255 }));
    }
    segments
}

fn skip_loop_filter(bits: &mut Bits<'_>) {
    // Simple or normal, strength, sharpness.
    bits.literal(1 + 6 + 3);
    if bits.flag() && bits.flag() {
        for _ in 0..8 {
            bits.signed(6);
        }
    }
}

fn partitions(count: usize, rest: &[u8]) -> Result<Vec<Bits<'_>>, MediaError> {
    let (sizes, mut rest) = rest.split_at_checked(3 * (count - 1)).ok_or(MediaError::Truncated)?;
    let mut partitions = Vec::with_capacity(count);
    for &[low, middle, high] in sizes.as_chunks::<3>().0 {
        let size = u32::from_le_bytes([low, middle, high, 0]) as usize;
        let (part, after) = rest.split_at_checked(size).ok_or(MediaError::Truncated)?;
        partitions.push(Bits::new(part));
        rest = after;
    }
    partitions.push(Bits::new(rest));
    Ok(partitions)
}

fn steps(bits: &mut Bits<'_>, segments: &Segments) -> [Steps; 4] {
    let base = bits.literal(7);
    let [first, second_first, second, color_first, color] = [(); 5].map(|()| bits.signed(4));
    let dc = |index: i32| i32::from(DC_STEPS[index.clamp(0, 127) as usize]);
    let ac = |index: i32| i32::from(AC_STEPS[index.clamp(0, 127) as usize]);
    segments.quantizers.map(|own| {
        let index = match (segments.enabled, segments.absolute) {
            (false, _) => base,
            (true, true) => own,
            (true, false) => base + own,
        };
        Steps {
            brightness: [dc(index + first), ac(index)],
            second: [dc(index + second_first) * 2, (ac(index + second) * 155 / 100).max(8)],
            color: [dc(index + color_first).min(132), ac(index + color)],
        }
    })
}
