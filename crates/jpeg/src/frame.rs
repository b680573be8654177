//! The frame: how large the picture is and how its components are sampled. All sizes that later code needs (blocks,
//! MCUs, planes at a scale) are computed here once, from numbers that were checked here.

use crate::error::JpegError;

/// What the components mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// One component, luminance.
    Gray,
    /// JFIF's full-range BT.601.
    YCbCr,
    /// Three components stored as they are.
    Rgb,
    /// Four inks.
    Cmyk {
        /// Adobe stores 255 for "no ink".
        inverted: bool,
    },
    /// Four inks of which the first three are stored as YCbCr.
    Ycck {
        /// Adobe stores 255 for "no ink".
        inverted: bool,
    },
}

/// What a file says about itself before its first scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Pixels in a row.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// 1, 3 or 4.
    pub components: u8,
    /// What the components mean.
    pub color: Color,
    /// Whether the file refines its coefficients over several scans.
    pub progressive: bool,
    /// Sampling factors (horizontal, vertical) of each component; (0, 0) beyond the last.
    pub sampling: [(u8, u8); 4],
}

/// One component of the frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Component {
    pub(crate) id: u8,
    pub(crate) h: u8,
    pub(crate) v: u8,
    /// Which quantisation table it asks for.
    pub(crate) quant: u8,
    /// Blocks that hold samples of the picture: what a scan of this component alone codes.
    pub(crate) blocks: (usize, usize),
    /// Blocks with the padding that interleaved scans code.
    pub(crate) padded: (usize, usize),
}

/// The frame header (SOF) with what follows from it.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) width: u16,
    pub(crate) height: u16,
    pub(crate) progressive: bool,
    pub(crate) components: Vec<Component>,
    pub(crate) h_max: u8,
    pub(crate) v_max: u8,
    /// MCUs of an interleaved scan.
    pub(crate) mcus: (usize, usize),
}

impl Frame {
    /// Reads the body of an SOF segment.
    pub(crate) fn read(body: &[u8], progressive: bool) -> Result<Self, JpegError> {
        let [precision, h1, h2, w1, w2, count, specs @ ..] = body else {
            return Err(JpegError::damaged("frame header is too short"));
        };
        if *precision != 8 {
            return Err(JpegError::unsupported("samples that aren't 8 bits"));
        }
        let (width, height) = (u16::from_be_bytes([*w1, *w2]), u16::from_be_bytes([*h1, *h2]));
        if width == 0 {
            return Err(JpegError::damaged("picture without width"));
        }
        if height == 0 {
            return Err(JpegError::unsupported("height given after the picture (DNL)"));
        }
        if !matches!(count, 1 | 3 | 4) {
            return Err(JpegError::unsupported("number of components"));
        }
        if specs.len() != usize::from(*count) * 3 {
            return Err(JpegError::damaged("frame header of the wrong length"));
        }
        let mut components = Vec::with_capacity(4);
        for spec in specs.chunks_exact(3) {
            let (id, h, v, quant) = (spec[0], spec[1] >> 4, spec[1] & 15, spec[2]);
            if !(1..=4).contains(&h) || !(1..=4).contains(&v) || quant > 3 {
                return Err(JpegError::damaged("component with impossible factors"));
            }
            if components.iter().any(|other: &Component| other.id == id) {
                return Err(JpegError::damaged("two components of the same name"));
            }
            components.push(Component { id, h, v, quant, blocks: (0, 0), padded: (0, 0) });
        }
        let h_max = components.iter().map(|c| c.h).max().unwrap_or(1);
        let v_max = components.iter().map(|c| c.v).max().unwrap_or(1);
        let mcus = (
            usize::from(width).div_ceil(8 * usize::from(h_max)),
            usize::from(height).div_ceil(8 * usize::from(v_max)),
        );
        for component in &mut components {
            let (h, v) = (usize::from(component.h), usize::from(component.v));
            component.blocks = (
                (usize::from(width) * h).div_ceil(8 * usize::from(h_max)),
                (usize::from(height) * v).div_ceil(8 * usize::from(v_max)),
            );
            component.padded = (mcus.0 * h, mcus.1 * v);
        }
        Ok(Self { width, height, progressive, components, h_max, v_max, mcus })
    }

    /// The samples of a component when each of its blocks gives `size` × `size` of them.
    pub(crate) fn samples(&self, component: &Component, size: usize) -> (usize, usize) {
        let along = |pixels: u16, own: u8, max: u8| {
            (usize::from(pixels) * usize::from(own) * size).div_ceil(8 * usize::from(max))
        };
        (along(self.width, component.h, self.h_max), along(self.height, component.v, self.v_max))
    }

    pub(crate) fn sampling(&self) -> [(u8, u8); 4] {
        let mut sampling = [(0, 0); 4];
        for (slot, component) in sampling.iter_mut().zip(&self.components) {
            *slot = (component.h, component.v);
        }
        sampling
    }
}
