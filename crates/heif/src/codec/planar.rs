//! Decoded samples before they become colours: one plane of luma, and two of chroma unless it is grey.

use crate::color::Nclx;
use crate::error::{HeifError, Result};

/// How much smaller the chroma planes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chroma {
    /// Luma only.
    None,
    /// 4:2:0
    Quarter,
    /// 4:2:2
    Half,
    /// 4:4:4
    Full,
}

impl Chroma {
    /// By how many bits chroma is narrower and lower than luma.
    pub(crate) fn shifts(self) -> (u32, u32) {
        match self {
            Self::Quarter => (1, 1),
            Self::Half => (1, 0),
            Self::None | Self::Full => (0, 0),
        }
    }

    pub(crate) fn planes(self) -> usize {
        if self == Self::None { 1 } else { 3 }
    }
}

/// One plane, row after row without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Samples {
    Eight(Vec<u8>),
    Sixteen(Vec<u16>),
}

/// A sample of either width.
pub(crate) trait Sample: Copy + Send + Sync + Into<i32> {}
impl Sample for u8 {}
impl Sample for u16 {}

#[derive(Debug, Clone)]
pub(crate) struct Planar {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// 8, 10 or 12; above 8 the planes are [`Samples::Sixteen`].
    pub(crate) depth: u8,
    pub(crate) chroma: Chroma,
    pub(crate) planes: Vec<Samples>,
    /// What the bitstream itself says about its colours.
    pub(crate) nclx: Nclx,
}

impl Planar {
    /// Nothing but zeros, of the same sort as `like`. The size must have been checked.
    pub(crate) fn blank(width: u32, height: u32, like: &Self) -> Self {
        let mut blank = Self { width, height, planes: Vec::new(), ..*like };
        for plane in 0..like.chroma.planes() {
            let (width, height) = blank.plane_size(plane);
            blank.planes.push(if like.depth > 8 {
                Samples::Sixteen(vec![0; width * height])
            } else {
                Samples::Eight(vec![0; width * height])
            });
        }
        blank
    }

    pub(crate) fn plane_size(&self, plane: usize) -> (usize, usize) {
        let (across, down) = if plane == 0 { (0, 0) } else { self.chroma.shifts() };
        let shrink = |size: u32, shift: u32| (size as usize).div_ceil(1 << shift);
        (shrink(self.width, across), shrink(self.height, down))
    }

    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.depth == other.depth && self.chroma == other.chroma
    }

    /// The upper left part of a picture that was decoded larger than it is shown.
    pub(crate) fn cut_to(self, width: u32, height: u32) -> Result<Self> {
        if (self.width, self.height) == (width, height) {
            return Ok(self);
        }
        if self.width < width || self.height < height {
            return Err(HeifError::damaged(format!(
                "a picture of {} x {} that should have {width} x {height}",
                self.width, self.height
            )));
        }
        let mut cut = Self::blank(width, height, &self);
        cut.place(&self, 0, 0);
        Ok(cut)
    }

    /// Copies a like picture to a place in this one; what goes over the edge is left out. With subsampled chroma the
    /// place must be even.
    pub(crate) fn place(&mut self, tile: &Self, left: u32, top: u32) {
        for plane in 0..self.planes.len() {
            let (across, down) = if plane == 0 { (0, 0) } else { self.chroma.shifts() };
            let place = ((left >> across) as usize, (top >> down) as usize);
            let (own_size, tile_size) = (self.plane_size(plane), tile.plane_size(plane));
            match (&mut self.planes[plane], &tile.planes[plane]) {
                (Samples::Eight(own), Samples::Eight(tile)) => {
                    copy(own, own_size, tile, tile_size, place)
                }
                (Samples::Sixteen(own), Samples::Sixteen(tile)) => {
                    copy(own, own_size, tile, tile_size, place)
                }
                _ => {}
            }
        }
    }
}

fn copy<T: Copy>(
    own: &mut [T],
    own_size: (usize, usize),
    tile: &[T],
    tile_size: (usize, usize),
    (left, top): (usize, usize),
) {
    let columns = tile_size.0.min(own_size.0.saturating_sub(left));
    if columns == 0 {
        return;
    }
    let rows = own.chunks_exact_mut(own_size.0).skip(top);
    for (to, from) in rows.zip(tile.chunks_exact(tile_size.0)) {
        to[left..left + columns].copy_from_slice(&from[..columns]);
    }
}
