//! 8 × 8 samples: the accurate integer transform of Loeffler, Ligtenberg and Moschytz that the reference library uses
//! too, so that results agree with it.

use std::ops::{Add as _, Sub as _};

use super::{BETWEEN, FRACTION, fix};
use lanes::{Longs, Words};

const ONE: i16 = fix(1.0);

const FIRST: i32 = (FRACTION - BETWEEN) as i32;
const SECOND: i32 = (FRACTION + BETWEEN + 3) as i32;

/// Transforms a block in natural order.
#[inline(always)]
pub(crate) fn eight(block: &[i16; 64], quant: &[i16; 64], samples: &mut [u8], stride: usize) {
    let (rows, _) = block.as_chunks::<8>();
    let (quant, _) = quant.as_chunks::<8>();
    let row = |n: usize| Words::load(&rows[n]).times(Words::load(&quant[n]));
    let rows = [row(0), row(1), row(2), row(3), row(4), row(5), row(6), row(7)];
    let columns = turn(pass::<FIRST>(rows));
    let rows = turn(pass::<SECOND>(columns));
    for (pair, y) in rows.chunks_exact(2).zip((0..8).step_by(2)) {
        let pixels = pair[0].bytes(pair[1]);
        samples[y * stride..][..8].copy_from_slice(&pixels[..8]);
        samples[(y + 1) * stride..][..8].copy_from_slice(&pixels[8..]);
    }
}

/// Eight-point transforms along the array, in every lane.
#[inline(always)]
fn pass<const SHIFT: i32>(x: [Words; 8]) -> [Words; 8] {
    let (z3, z4) = (x[7].add(x[3]), x[5].add(x[1]));
    let low =
        half(SHIFT, [x[0].low(x[4]), x[2].low(x[6]), x[7].low(x[1]), x[5].low(x[3]), z3.low(z4)]);
    let high = half(
        SHIFT,
        [x[0].high(x[4]), x[2].high(x[6]), x[7].high(x[1]), x[5].high(x[3]), z3.high(z4)],
    );
    let narrow = |n: usize| low[n].narrow::<SHIFT>(high[n]);
    [narrow(0), narrow(1), narrow(2), narrow(3), narrow(4), narrow(5), narrow(6), narrow(7)]
}

/// As [`pass`] for four lanes, whose coefficients come in pairs: 0 and 4, 2 and 6, 7 and 1, 5 and 3, and the sums
/// 7 + 3 and 5 + 1.
#[inline(always)]
fn half(shift: i32, [p04, p26, p71, p53, sums]: [Words; 5]) -> [Longs; 8] {
    let round = 1 << (shift - 1);
    let (t0, t1) = (p04.weigh(ONE, ONE).plus(round), p04.weigh(ONE, -ONE).plus(round));
    let t2 = p26.weigh(fix(0.541_196_100), fix(0.541_196_100 - 1.847_759_065));
    let t3 = p26.weigh(fix(0.541_196_100 + 0.765_366_865), fix(0.541_196_100));
    let (e0, e3) = (t0.add(t3), t0.sub(t3));
    let (e1, e2) = (t1.add(t2), t1.sub(t2));

    let z3 = sums.weigh(fix(1.175_875_602 - 1.961_570_560), fix(1.175_875_602));
    let z4 = sums.weigh(fix(1.175_875_602), fix(1.175_875_602 - 0.390_180_644));
    let o0 = p71.weigh(fix(0.298_631_336 - 0.899_976_223), fix(-0.899_976_223)).add(z3);
    let o3 = p71.weigh(fix(-0.899_976_223), fix(1.501_321_110 - 0.899_976_223)).add(z4);
    let o1 = p53.weigh(fix(2.053_119_869 - 2.562_915_447), fix(-2.562_915_447)).add(z4);
    let o2 = p53.weigh(fix(-2.562_915_447), fix(3.072_711_026 - 2.562_915_447)).add(z3);

    [e0.add(o3), e1.add(o2), e2.add(o1), e3.add(o0), e3.sub(o0), e2.sub(o1), e1.sub(o2), e0.sub(o3)]
}

/// Transposes.
#[inline(always)]
fn turn(x: [Words; 8]) -> [Words; 8] {
    let a = shuffle(x);
    let b = shuffle(a);
    shuffle(b)
}

/// A third of a transposition: lane bits and row bits change places one by one.
#[inline(always)]
fn shuffle(x: [Words; 8]) -> [Words; 8] {
    let (low, high) = (|n: usize| x[n].low(x[n + 4]), |n: usize| x[n].high(x[n + 4]));
    [low(0), high(0), low(1), high(1), low(2), high(2), low(3), high(3)]
}
