//! Lanes in SSE2 registers. `safe_arch` wraps the intrinsics for what the target surely has, so nothing unsafe is
//! needed here.

use std::ops::{Add, Sub};

use safe_arch::{
    add_i16_m128i, add_i32_m128i, bitxor_m128i, m128i, mul_i16_horizontal_add_m128i,
    mul_i16_keep_high_m128i, mul_i16_keep_low_m128i, pack_i16_to_i8_m128i, pack_i16_to_u8_m128i,
    pack_i32_to_i16_m128i, set_splat_i8_m128i, set_splat_i16_m128i, set_splat_i32_m128i,
    shl_imm_u16_m128i, shr_imm_i16_m128i, shr_imm_i32_m128i, sub_i16_m128i, sub_i32_m128i,
    unpack_high_i16_m128i, unpack_low_i8_m128i, unpack_low_i16_m128i,
};

/// Eight lanes of 16 bits.
#[derive(Clone, Copy)]
pub struct Words(m128i);

/// Four lanes of 32 bits.
#[derive(Clone, Copy)]
pub struct Longs(m128i);

impl Words {
    #[inline(always)]
    pub fn load(from: &[i16; 8]) -> Self {
        Self(m128i::from(*from))
    }

    /// Eight samples.
    #[inline(always)]
    pub fn widen(from: [u8; 8]) -> Self {
        let bytes = m128i::from([u64::from_le_bytes(from), 0]);
        Self(unpack_low_i8_m128i(bytes, m128i::default()))
    }

    #[inline(always)]
    pub fn plus(self, number: i16) -> Self {
        Self(add_i16_m128i(self.0, set_splat_i16_m128i(number)))
    }

    /// Shifted up.
    #[inline(always)]
    #[must_use]
    pub fn up<const BITS: i32>(self) -> Self {
        Self(shl_imm_u16_m128i::<BITS>(self.0))
    }

    /// Shifted down, with its sign.
    #[inline(always)]
    #[must_use]
    pub fn down<const BITS: i32>(self) -> Self {
        Self(shr_imm_i16_m128i::<BITS>(self.0))
    }

    /// The upper 16 bits of the product.
    #[inline(always)]
    pub fn part(self, factor: i16) -> Self {
        Self(mul_i16_keep_high_m128i(self.0, set_splat_i16_m128i(factor)))
    }

    #[inline(always)]
    pub fn times(self, other: Self) -> Self {
        Self(mul_i16_keep_low_m128i(self.0, other.0))
    }

    /// The lower lanes of both, in turn.
    #[inline(always)]
    pub fn low(self, other: Self) -> Self {
        Self(unpack_low_i16_m128i(self.0, other.0))
    }

    /// The upper lanes of both, in turn.
    #[inline(always)]
    pub fn high(self, other: Self) -> Self {
        Self(unpack_high_i16_m128i(self.0, other.0))
    }

    /// Of each pair of lanes, the first times `a` plus the second times `b`.
    #[inline(always)]
    pub fn weigh(self, a: i16, b: i16) -> Longs {
        let weights = (i32::from(b) << 16) | i32::from(a as u16);
        Longs(mul_i16_horizontal_add_m128i(self.0, set_splat_i32_m128i(weights)))
    }

    /// These lanes and then the others, around 128, limited to a byte.
    #[inline(always)]
    pub fn bytes(self, other: Self) -> [u8; 16] {
        let signed = pack_i16_to_i8_m128i(self.0, other.0);
        bitxor_m128i(signed, set_splat_i8_m128i(i8::MIN)).into()
    }
}

/// Three bytes a pixel, each limited to its range: two pixels in the low six bytes of each number.
#[inline(always)]
pub(crate) fn pixels(red: Words, green: Words, blue: Words) -> [u64; 4] {
    let nothing = m128i::default();
    let limited = |lanes: Words| pack_i16_to_u8_m128i(lanes.0, nothing);
    let upper = unpack_low_i8_m128i(limited(blue), nothing);
    let lower = unpack_low_i8_m128i(limited(red), limited(green));
    let [a, b]: [u64; 2] = unpack_low_i16_m128i(lower, upper).into();
    let [c, d]: [u64; 2] = unpack_high_i16_m128i(lower, upper).into();
    [a, b, c, d].map(|pair| (pair & 0xFF_FFFF) | (pair >> 32 << 24))
}

impl Longs {
    #[inline(always)]
    pub fn plus(self, number: i32) -> Self {
        Self(add_i32_m128i(self.0, set_splat_i32_m128i(number)))
    }

    /// Both, shifted down and limited to 16 bits.
    #[inline(always)]
    pub fn narrow<const SHIFT: i32>(self, other: Self) -> Words {
        let (low, high) = (shr_imm_i32_m128i::<SHIFT>(self.0), shr_imm_i32_m128i::<SHIFT>(other.0));
        Words(pack_i32_to_i16_m128i(low, high))
    }
}

impl Add for Words {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(add_i16_m128i(self.0, other.0))
    }
}

impl Sub for Words {
    type Output = Self;

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self(sub_i16_m128i(self.0, other.0))
    }
}

impl Add for Longs {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(add_i32_m128i(self.0, other.0))
    }
}

impl Sub for Longs {
    type Output = Self;

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self(sub_i32_m128i(self.0, other.0))
    }
}
