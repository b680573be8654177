//! How each macroblock is predicted (RFC 6386, sections 10 and 11).

use super::bits::Bits;
use super::tables::SUB_MODES;

/// How 16 x 16 or 8 x 8 pixels are predicted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Mean,
    Down,
    Across,
    Slope,
}

/// How 4 x 4 pixels are predicted, numbered as the tables are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum SubMode {
    #[default]
    Mean,
    Slope,
    Down,
    Across,
    DownLeft,
    DownRight,
    DownSteepRight,
    DownSteepLeft,
    AcrossDown,
    AcrossUp,
}

/// What the first partition says about a macroblock.
pub(super) struct Macroblock {
    pub(super) segment: usize,
    pub(super) skip: bool,
    /// `None`: the sixteen blocks have modes of their own.
    pub(super) brightness: Option<Mode>,
    pub(super) blocks: [SubMode; 16],
    pub(super) color: Mode,
}

impl Macroblock {
    /// Reads the next; `above` and `left` are the modes of the blocks that border on it, and are left as the next ones
    /// need them.
    pub(super) fn read(
        source: &mut Bits<'_>,
        segment_tree: Option<[u8; 3]>,
        skip: Option<u8>,
        above: &mut [SubMode; 4],
        left: &mut [SubMode; 4],
    ) -> Self {
        // Worked on where the processor has it at hand, and put back at the end.
        let mut bits = *source;
        let segment = segment_tree.map_or(0, |[first, low, high]| {
            if bits.bit(first) {
                2 + usize::from(bits.bit(high))
            } else {
                usize::from(bits.bit(low))
            }
        });
        let skip = skip.is_some_and(|probability| bits.bit(probability));
        let mut blocks = [SubMode::Mean; 16];
        let brightness = if !bits.bit(145) {
            None
        } else if bits.bit(156) {
            Some(if bits.bit(128) { Mode::Slope } else { Mode::Across })
        } else {
            Some(if bits.bit(163) { Mode::Down } else { Mode::Mean })
        };
        match brightness {
            Some(mode) => {
                let same = match mode {
                    Mode::Mean => SubMode::Mean,
                    Mode::Down => SubMode::Down,
                    Mode::Across => SubMode::Across,
                    Mode::Slope => SubMode::Slope,
                };
                (*above, *left) = ([same; 4], [same; 4]);
            }
            None => {
                for (row, side) in blocks.as_chunks_mut::<4>().0.iter_mut().zip(left.iter_mut()) {
                    for (block, up) in row.iter_mut().zip(above.iter_mut()) {
                        *block = sub_mode(&mut bits, &SUB_MODES[*up as usize][*side as usize]);
                        (*up, *side) = (*block, *block);
                    }
                }
            }
        }
        let color = if !bits.bit(142) {
            Mode::Mean
        } else if !bits.bit(114) {
            Mode::Down
        } else if bits.bit(183) {
            Mode::Slope
        } else {
            Mode::Across
        };
        *source = bits;
        Self { segment, skip, brightness, blocks, color }
    }
}

#[inline(always)]
fn sub_mode(bits: &mut Bits<'_>, p: &[u8; 9]) -> SubMode {
    if !bits.bit(p[0]) {
        return SubMode::Mean;
    }
    if !bits.bit(p[1]) {
        return SubMode::Slope;
    }
    if !bits.bit(p[2]) {
        return SubMode::Down;
    }
    if !bits.bit(p[3]) {
        if !bits.bit(p[4]) {
            return SubMode::Across;
        }
        return if bits.bit(p[5]) { SubMode::DownSteepRight } else { SubMode::DownRight };
    }
    if !bits.bit(p[6]) {
        return SubMode::DownLeft;
    }
    if !bits.bit(p[7]) {
        return SubMode::DownSteepLeft;
    }
    if bits.bit(p[8]) { SubMode::AcrossUp } else { SubMode::AcrossDown }
}
