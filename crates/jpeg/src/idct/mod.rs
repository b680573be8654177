//! Inverse transforms from dequantised coefficients to samples, one for each size a block can have at a scale.
//!
//! A block of N × N samples comes from its lowest N × N coefficients by the N-point transform. That is a better small
//! picture than the average of the full block's samples, and it needs fewer coefficients.

mod eight;
mod four;
mod two;

pub(crate) use eight::eight;
pub(crate) use four::four;
pub(crate) use two::two;

/// Fraction bits of the constants.
const FRACTION: u32 = 13;
/// Fraction bits kept between the columns and the rows.
const BETWEEN: u32 = 2;

/// A constant of a transform.
const fn fix(number: f64) -> i16 {
    (number * (1 << FRACTION) as f64 + if number < 0.0 { -0.5 } else { 0.5 }) as i16
}

/// The sample for a sum of coefficients.
#[inline(always)]
fn sample(sum: i32) -> u8 {
    ((sum.wrapping_add(4) >> 3).clamp(-128, 127) + 128) as u8
}

/// The mean of a block: all that is left of it at 1/8.
#[inline(always)]
pub(crate) fn one(dc: i16, quant: i16) -> u8 {
    sample(i32::from(dc.wrapping_mul(quant)))
}
