//! Coefficients from their partition (RFC 6386, section 13).

use super::bits::Bits;
use super::tables::{Branches, LARGE_TOKENS, Places, ZIGZAG};

/// Reads a block's coefficients from place `first` on, puts each, multiplied by its step, where it belongs (row by row),
/// and returns the place after the last one; `first` for none.
#[inline(always)]
pub(super) fn read(
    bits: &mut Bits<'_>,
    places: &Places,
    context: usize,
    steps: [i32; 2],
    first: usize,
    mut put: impl FnMut(usize, i16),
) -> usize {
    let at_place = |place: usize, context: usize| &places[place][context];
    let mut place = first;
    let mut branches = at_place(place, context.min(2));
    while place < 16 {
        if !bits.bit(branches[0]) {
            return place;
        }
        while !bits.bit(branches[1]) {
            place += 1;
            if place == 16 {
                return 16;
            }
            branches = at_place(place, 0);
        }
        let value = if bits.bit(branches[2]) {
            let value = large(bits, branches);
            branches = at_place(place + 1, 2);
            value
        } else {
            branches = at_place(place + 1, 1);
            1
        };
        let value = bits.sign(value);
        // What does not fit is in no sound picture.
        put(usize::from(ZIGZAG[place]), (value * steps[usize::from(place > 0)]) as i16);
        place += 1;
    }
    16
}

/// Values of 2 and more.
#[inline(always)]
fn large(bits: &mut Bits<'_>, branches: &Branches) -> i32 {
    if !bits.bit(branches[3]) {
        return if bits.bit(branches[4]) { 3 + bits.one(branches[5]) } else { 2 };
    }
    if !bits.bit(branches[6]) {
        if !bits.bit(branches[7]) {
            return 5 + bits.one(159);
        }
        return 7 + 2 * bits.one(165) + bits.one(145);
    }
    let high = usize::from(bits.bit(branches[8]));
    let category = 2 * high + usize::from(bits.bit(branches[9 + high]));
    let extra = LARGE_TOKENS[category].iter().fold(0, |value, &p| value << 1 | bits.one(p));
    extra + 3 + (8 << category)
}
