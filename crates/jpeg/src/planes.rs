//! The decoded picture: one plane a component, each as large as its component is at the scale.

use crate::frame::{Frame, Header};
use crate::{Scale, color};

/// One component's samples. Rows may be padded, and so may the last row's end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plane {
    /// Samples of the picture in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Samples that a block's side gave: 8 at full scale, 1 at an eighth. Differs between planes with
    /// [`Chroma::LikeLuma`](crate::Chroma).
    pub detail: u8,
    /// From the start of one row to the next.
    pub stride: usize,
    /// `height` rows of `stride` samples.
    pub samples: Vec<u8>,
}

impl Plane {
    /// The samples of a row, without its padding.
    pub fn row(&self, y: u32) -> &[u8] {
        &self.samples[y as usize * self.stride..][..self.width as usize]
    }
}

/// A decoded picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planes {
    /// What the file says about itself; its sizes are those at full scale.
    pub header: Header,
    /// The scale of the planes.
    pub scale: Scale,
    /// The components in the file's order. Subsampled ones are smaller.
    pub planes: Vec<Plane>,
}

/// Eight bits each of red, green and blue, without padding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rgb {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// `width` × `height` × 3 samples.
    pub samples: Vec<u8>,
}

impl Planes {
    pub(crate) fn new(header: Header, scale: Scale, frame: &Frame, canvases: Vec<Canvas>) -> Self {
        let planes = frame.components.iter().zip(canvases).map(|(component, canvas)| {
            let (width, height) = frame.samples(component, canvas.size);
            let mut samples = canvas.samples;
            samples.truncate(height * canvas.stride);
            Plane {
                width: width as u32,
                height: height as u32,
                detail: canvas.size as u8,
                stride: canvas.stride,
                samples,
            }
        });
        Self { header, scale, planes: planes.collect() }
    }

    /// Width of the picture at this scale.
    pub fn width(&self) -> u32 {
        (u32::from(self.header.width) * self.scale.size() as u32).div_ceil(8)
    }

    /// Height of the picture at this scale.
    pub fn height(&self) -> u32 {
        (u32::from(self.header.height) * self.scale.size() as u32).div_ceil(8)
    }

    /// Brings all planes to the picture's size, where subsampled ones are interpolated. Four-ink pictures keep their
    /// inks, YCCK's first three still as YCbCr.
    pub fn into_equal(self) -> Self {
        crate::upsample::equalise(self)
    }

    /// Converts to RGB. Inks are multiplied plainly, without a profile; whoever has one takes [`Self::into_inks`].
    pub fn into_rgb(self) -> Rgb {
        color::to_rgb(&self)
    }

    /// The four inks of each pixel, where 255 is full ink. `None` for pictures without inks.
    pub fn into_inks(self) -> Option<Vec<u8>> {
        color::to_inks(&self)
    }
}

/// A plane while it's being decoded: whole blocks only.
pub(crate) struct Canvas {
    /// Samples along a block's side.
    pub(crate) size: usize,
    pub(crate) stride: usize,
    pub(crate) samples: Vec<u8>,
}

impl Canvas {
    pub(crate) fn new(blocks: (usize, usize), size: usize) -> Self {
        let stride = blocks.0 * size;
        Self { size, stride, samples: vec![0; stride * blocks.1 * size] }
    }

    /// Where a block's first sample is.
    #[inline(always)]
    pub(crate) fn at(&self, x: usize, y: usize) -> usize {
        (y * self.stride + x) * self.size
    }

    #[inline(always)]
    pub(crate) fn target(&mut self, at: usize) -> (&mut [u8], usize) {
        (&mut self.samples[at..], self.stride)
    }
}
