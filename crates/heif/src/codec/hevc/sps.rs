//! What an HEVC bitstream says about its colours: the "video signal type" at the far end of the sequence parameter set.
//!
//! Files that carry an ICC profile often leave the range and the matrix to the bitstream, and the decoder does not hand
//! them out. Everything before them is only passed over; its correctness is the decoder's matter.

use super::bits::Bits;
use crate::color::Nclx;

/// The colours that a parameter set (without its emulation prevention) declares, if any.
pub(super) fn colors(set: &[u8]) -> Option<Nclx> {
    let mut bits = Bits::new(set);
    bits.skip(4);
    let sub_layers = bits.bits(3)?;
    bits.skip(1);
    pass_profile(&mut bits, sub_layers)?;
    bits.golomb()?;
    if bits.golomb()? == 3 {
        bits.skip(1);
    }
    bits.golomb()?;
    bits.golomb()?;
    if bits.bit()? {
        pass_numbers(&mut bits, 4)?;
    }
    bits.golomb()?;
    bits.golomb()?;
    let order_bits = bits.golomb()?.checked_add(4)?;
    let each_sub_layer = bits.bit()?;
    pass_numbers(&mut bits, if each_sub_layer { 3 * (sub_layers + 1) } else { 3 })?;
    pass_numbers(&mut bits, 6)?;
    if bits.bit()? && bits.bit()? {
        pass_scaling_lists(&mut bits)?;
    }
    bits.skip(2);
    if bits.bit()? {
        bits.skip(8);
        pass_numbers(&mut bits, 2)?;
        bits.skip(1);
    }
    pass_reference_sets(&mut bits)?;
    if bits.bit()? {
        for _ in 0..bits.golomb()?.min(32) {
            bits.skip(order_bits as usize + 1);
        }
    }
    bits.skip(2);
    if bits.bit()? { signal_type(&mut bits) } else { None }
}

/// The start of the "video usability information".
fn signal_type(bits: &mut Bits<'_>) -> Option<Nclx> {
    const EXTENDED_ASPECT: u32 = 255;
    if bits.bit()? && bits.bits(8)? == EXTENDED_ASPECT {
        bits.skip(32);
    }
    if bits.bit()? {
        bits.skip(1);
    }
    if !bits.bit()? {
        return None;
    }
    bits.skip(3);
    let full_range = bits.bit()?;
    let mut nclx = Nclx { full_range, ..Nclx::UNKNOWN };
    if bits.bit()? {
        nclx.primaries = bits.bits(8)? as u16;
        nclx.transfer = bits.bits(8)? as u16;
        nclx.matrix = bits.bits(8)? as u16;
    }
    Some(nclx)
}

fn pass_numbers(bits: &mut Bits<'_>, count: u32) -> Option<()> {
    (0..count).try_for_each(|_| bits.golomb().map(|_| ()))
}

fn pass_profile(bits: &mut Bits<'_>, sub_layers: u32) -> Option<()> {
    bits.skip(88 + 8);
    if sub_layers == 0 {
        return Some(());
    }
    let mut present = Vec::new();
    for _ in 0..8 {
        present.push((bits.bit()?, bits.bit()?));
    }
    for (profile, level) in present.into_iter().take(sub_layers as usize) {
        bits.skip(if profile { 88 } else { 0 } + if level { 8 } else { 0 });
    }
    Some(())
}

fn pass_scaling_lists(bits: &mut Bits<'_>) -> Option<()> {
    for size in 0..4 {
        for _ in 0..if size == 3 { 2 } else { 6 } {
            if bits.bit()? {
                let numbers = 64.min(1 << (4 + 2 * size)) + u32::from(size > 1);
                pass_numbers(bits, numbers)?;
            } else {
                bits.golomb()?;
            }
        }
    }
    Some(())
}

fn pass_reference_sets(bits: &mut Bits<'_>) -> Option<()> {
    const MAX_SETS: u32 = 64;
    const MAX_PICTURES: u32 = 16;
    let mut before = 0;
    for set in 0..bits.golomb().filter(|&sets| sets <= MAX_SETS)? {
        if set > 0 && bits.bit()? {
            bits.skip(1);
            bits.golomb()?;
            let mut kept = 0;
            for _ in 0..=before {
                let used = bits.bit()?;
                kept += u32::from(used || bits.bit()?);
            }
            before = kept;
        } else {
            let (earlier, later) = (bits.golomb()?, bits.golomb()?);
            if earlier > MAX_PICTURES || later > MAX_PICTURES {
                return None;
            }
            before = earlier + later;
            for _ in 0..before {
                bits.golomb()?;
                bits.skip(1);
            }
        }
    }
    Some(())
}
