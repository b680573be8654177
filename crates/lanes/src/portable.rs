//! Lanes in arrays.

use std::array::from_fn;
use std::ops::{Add, Sub};

/// Eight lanes of 16 bits.
#[derive(Clone, Copy)]
pub struct Words([i16; 8]);

/// Four lanes of 32 bits.
#[derive(Clone, Copy)]
pub struct Longs([i32; 4]);

impl Words {
    #[inline(always)]
    pub fn load(from: &[i16; 8]) -> Self {
        Self(*from)
    }

    /// Eight samples.
    #[inline(always)]
    pub fn widen(from: [u8; 8]) -> Self {
        Self(from.map(i16::from))
    }

    #[inline(always)]
    pub fn plus(self, number: i16) -> Self {
        Self(self.0.map(|lane| lane.wrapping_add(number)))
    }

    /// Shifted up.
    #[inline(always)]
    #[must_use]
    pub fn up<const BITS: i32>(self) -> Self {
        Self(self.0.map(|lane| lane << BITS))
    }

    /// Shifted down, with its sign.
    #[inline(always)]
    #[must_use]
    pub fn down<const BITS: i32>(self) -> Self {
        Self(self.0.map(|lane| lane >> BITS))
    }

    /// The upper 16 bits of the product.
    #[inline(always)]
    pub fn part(self, factor: i16) -> Self {
        Self(self.0.map(|lane| ((i32::from(lane) * i32::from(factor)) >> 16) as i16))
    }

    #[inline(always)]
    pub fn times(self, other: Self) -> Self {
        Self(from_fn(|n| self.0[n].wrapping_mul(other.0[n])))
    }

    /// The lower lanes of both, in turn.
    #[inline(always)]
    pub fn low(self, other: Self) -> Self {
        Self(from_fn(|n| if n % 2 == 0 { self.0[n / 2] } else { other.0[n / 2] }))
    }

    /// The upper lanes of both, in turn.
    #[inline(always)]
    pub fn high(self, other: Self) -> Self {
        Self(from_fn(|n| if n % 2 == 0 { self.0[4 + n / 2] } else { other.0[4 + n / 2] }))
    }

    /// Of each pair of lanes, the first times `a` plus the second times `b`.
    #[inline(always)]
    pub fn weigh(self, a: i16, b: i16) -> Longs {
        let product = |n: usize, weight: i16| i32::from(self.0[n]) * i32::from(weight);
        Longs(from_fn(|n| product(2 * n, a).wrapping_add(product(2 * n + 1, b))))
    }

    /// These lanes and then the others, around 128, limited to a byte.
    #[inline(always)]
    pub fn bytes(self, other: Self) -> [u8; 16] {
        let byte = |word: i16| (word.clamp(-128, 127) + 128) as u8;
        from_fn(|n| byte(if n < 8 { self.0[n] } else { other.0[n - 8] }))
    }
}

/// Three bytes a pixel, each limited to its range: two pixels in the low six bytes of each number.
#[inline(always)]
pub(crate) fn pixels(red: Words, green: Words, blue: Words) -> [u64; 4] {
    let limited = |lanes: Words, n: usize| lanes.0[n].clamp(0, 255) as u64;
    let pixel = |n: usize| limited(red, n) | limited(green, n) << 8 | limited(blue, n) << 16;
    from_fn(|n| pixel(2 * n) | pixel(2 * n + 1) << 24)
}

impl Longs {
    #[inline(always)]
    pub fn plus(self, number: i32) -> Self {
        Self(self.0.map(|lane| lane.wrapping_add(number)))
    }

    /// Both, shifted down and limited to 16 bits.
    #[inline(always)]
    pub fn narrow<const SHIFT: i32>(self, other: Self) -> Words {
        let lane =
            |long: i32| (long >> SHIFT).clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16;
        Words(from_fn(|n| lane(if n < 4 { self.0[n] } else { other.0[n - 4] })))
    }
}

impl Add for Words {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(from_fn(|n| self.0[n].wrapping_add(other.0[n])))
    }
}

impl Sub for Words {
    type Output = Self;

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self(from_fn(|n| self.0[n].wrapping_sub(other.0[n])))
    }
}

impl Add for Longs {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(from_fn(|n| self.0[n].wrapping_add(other.0[n])))
    }
}

impl Sub for Longs {
    type Output = Self;

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self(from_fn(|n| self.0[n].wrapping_sub(other.0[n])))
    }
}
