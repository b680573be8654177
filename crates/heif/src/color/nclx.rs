//! Which colours the numbers of a picture stand for, in the code points of ITU-T H.273.

/// A colour description as files carry it (`colr` of type `nclx`), or the bitstream in its place.
///
/// [`decode`](crate::decode) has dealt with `matrix` and `full_range`. What is left for a caller without an ICC profile
/// are `primaries` (1: those of sRGB, 9: BT.2020, 12: Display P3) and `transfer` (13: sRGB, 16: PQ, 18: HLG).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nclx {
    pub primaries: u16,
    pub transfer: u16,
    pub matrix: u16,
    pub full_range: bool,
}

impl Nclx {
    /// What "unspecified" is in all of them.
    pub(crate) const UNSPECIFIED: u16 = 2;

    /// Nothing is known; full range, as still pictures have it.
    pub(crate) const UNKNOWN: Self = Self {
        primaries: Self::UNSPECIFIED,
        transfer: Self::UNSPECIFIED,
        matrix: Self::UNSPECIFIED,
        full_range: true,
    };
}
