//! What is kept of a component between its scans.

use crate::idct;
use crate::marker::ZIGZAG;
use crate::planes::Canvas;

/// Marks a coefficient that the scale doesn't need.
pub(crate) const UNKEPT: u8 = 255;

/// Where coefficients are kept in a block of `SIZE` × `SIZE`, in zigzag order.
pub(crate) const fn slots(size: u8) -> [u8; 64] {
    let mut slots = [UNKEPT; 64];
    let mut k = 0;
    while k < 64 {
        let (row, column) = (ZIGZAG[k] / 8, ZIGZAG[k] % 8);
        if row < size && column < size {
            slots[k] = row * size + column;
        }
        k += 1;
    }
    slots
}

/// The coefficients that the scale needs, as bits in zigzag order.
pub(crate) const fn wanted(size: u8) -> u64 {
    let slots = slots(size);
    let (mut wanted, mut k) = (0, 0);
    while k < 64 {
        if slots[k] != UNKEPT {
            wanted |= 1 << k;
        }
        k += 1;
    }
    wanted
}

/// A component's coefficients.
pub(crate) struct Store {
    /// Samples along a block's side, and coefficients kept.
    pub(crate) size: usize,
    /// Blocks in a row and rows of blocks.
    padded: (usize, usize),
    /// `size` × `size` for each block.
    pub(crate) kept: Vec<i16>,
    /// For each block, which coefficients are nonzero, in zigzag order.
    pub(crate) nonzero: Vec<u64>,
}

impl Store {
    pub(crate) fn new(padded: (usize, usize), size: usize) -> Self {
        let blocks = padded.0 * padded.1;
        Self { size, padded, kept: vec![0; blocks * size * size], nonzero: vec![0; blocks] }
    }

    /// The index of a block.
    #[inline(always)]
    pub(crate) fn at(&self, x: usize, y: usize) -> usize {
        y * self.padded.0 + x
    }

    /// Transforms everything.
    pub(crate) fn draw(self, quant: &[u16; 64]) -> Canvas {
        let mut canvas = Canvas::new(self.padded, self.size);
        let quant = quant.map(|q| q as i16);
        match self.size {
            1 => {
                for (sample, &dc) in canvas.samples.iter_mut().zip(&self.kept) {
                    *sample = idct::one(dc, quant[0]);
                }
            }
            2 => self.blocks::<4>(&mut canvas, |kept, samples, stride| {
                idct::two(*kept, &quant, samples, stride);
            }),
            4 => self.blocks::<16>(&mut canvas, |kept, samples, stride| {
                let mut block = [0; 64];
                for (row, kept) in block.chunks_exact_mut(8).zip(kept.chunks_exact(4)) {
                    row[..4].copy_from_slice(kept);
                }
                idct::four(&block, &quant, samples, stride);
            }),
            _ => self.blocks::<64>(&mut canvas, |kept, samples, stride| {
                idct::eight(kept, &quant, samples, stride);
            }),
        }
        canvas
    }

    /// Calls `transform` with the coefficients of each block and the place of its samples.
    fn blocks<const KEPT: usize>(
        &self,
        canvas: &mut Canvas,
        transform: impl Fn(&[i16; KEPT], &mut [u8], usize),
    ) {
        let (blocks, _) = self.kept.as_chunks::<KEPT>();
        for (y, row) in blocks.chunks_exact(self.padded.0).enumerate() {
            for (x, kept) in row.iter().enumerate() {
                let at = canvas.at(x, y);
                let (samples, stride) = canvas.target(at);
                transform(kept, samples, stride);
            }
        }
    }
}
