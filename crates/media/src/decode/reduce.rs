//! Averaging whole boxes of pixels while rows arrive, so that a picture of 20 megapixels that is only needed small is
//! never held whole. What comes out is still at least twice as large as what is wanted: the last step to the wanted
//! size is a Lanczos filter's, and at half the size or less nobody can tell the two ways apart.

use std::slice;

use super::Want;
use crate::error::MediaError;
use crate::pixels::Pixels;

/// Sums of one column must fit 16 bits, also in a last box half as high again: 255 x 255 does.
const LARGEST_STEP: u32 = 170;

/// How many pixels a side become one, so that the longest edge stays at least twice the wanted one; 1 for none.
pub(super) fn step(width: u32, height: u32, want: Want) -> u32 {
    let least = want.edge.saturating_mul(2).max(1);
    (width.max(height) / least).clamp(1, LARGEST_STEP)
}

/// How many boxes a side is cut into: the nearest number, so that nothing seems stretched. The last box is larger or
/// smaller than the others by at most half.
const fn boxes(side: usize, step: usize) -> usize {
    let boxes = (side + step / 2) / step;
    if boxes == 0 { 1 } else { boxes }
}

/// Takes rows of `N` channels of 8 bits from the top, and keeps one row for each `step` of them.
pub(super) struct Reducer<const N: usize> {
    width: usize,
    height: usize,
    step: usize,
    /// Sums of each column's channels over the rows since the last one kept.
    sums: Vec<u16>,
    rows: usize,
    taken: usize,
    kept: usize,
    samples: Vec<u8>,
}

impl<const N: usize> Reducer<N> {
    /// For a picture of this size, which the caller has checked.
    pub(super) fn new(width: u32, height: u32, step: u32) -> Self {
        let (width, height, step) =
            (width as usize, height as usize, step.clamp(1, LARGEST_STEP) as usize);
        let size = boxes(width, step) * boxes(height, step) * N;
        let sums = if step > 1 { vec![0; width * N] } else { Vec::new() };
        Self {
            width,
            height,
            step,
            sums,
            rows: 0,
            taken: 0,
            kept: 0,
            samples: Vec::with_capacity(size),
        }
    }

    /// Takes the next row: `width` pixels. Rows beyond the picture are ignored.
    pub(super) fn push(&mut self, row: &[u8]) {
        let row = &row[..self.width * N];
        if self.taken == self.height {
            return;
        }
        self.taken += 1;
        if self.step == 1 {
            self.samples.extend_from_slice(row);
            return;
        }
        self.sums.iter_mut().zip(row).for_each(|(sum, &value)| *sum += u16::from(value));
        self.rows += 1;
        // The last box takes in what is left over below it.
        let last = self.kept + 1 == boxes(self.height, self.step);
        if self.taken == self.height || (self.rows == self.step && !last) {
            self.keep();
        }
    }

    fn keep(&mut self) {
        let across = boxes(self.width, self.step);
        let (whole, last) = self.sums.split_at((across - 1) * self.step * N);
        let start = self.samples.len();
        self.samples.resize(start + across * N, 0);
        let (targets, _) = self.samples[start..].as_chunks_mut::<N>();
        let Some((target, targets)) = targets.split_last_mut() else { return };
        // The usual steps are known to the compiler.
        match self.step {
            2 => means::<N>(whole, 2, self.rows, targets),
            3 => means::<N>(whole, 3, self.rows, targets),
            4 => means::<N>(whole, 4, self.rows, targets),
            step => means::<N>(whole, step, self.rows, targets),
        }
        means::<N>(last, last.len() / N, self.rows, slice::from_mut(target));
        self.sums.fill(0);
        self.rows = 0;
        self.kept += 1;
    }

    /// The smaller picture's size and samples.
    ///
    /// # Errors
    /// [`MediaError::Truncated`] when rows are missing.
    pub(super) fn finish(self) -> Result<(u32, u32, Vec<u8>), MediaError> {
        if self.taken < self.height {
            return Err(MediaError::Truncated);
        }
        let side = |side: usize| boxes(side, self.step) as u32;
        Ok((side(self.width), side(self.height), self.samples))
    }
}

/// Means of boxes that lie side by side, from the sums of their columns.
#[inline(always)]
fn means<const N: usize>(sums: &[u16], step: usize, rows: usize, targets: &mut [[u8; N]]) {
    let count = step * rows;
    // Divides without dividing: exact for sums of so few bytes.
    let part = (1_u64 << 40) / count as u64 + 1;
    for (group, target) in sums.chunks_exact(step * N).zip(targets) {
        let mut totals = [count as u32 / 2; N];
        for pixel in group.as_chunks::<N>().0 {
            totals.iter_mut().zip(pixel).for_each(|(total, &sum)| *total += u32::from(sum));
        }
        // A mean of bytes is a byte.
        *target = totals.map(|total| ((u64::from(total) * part) >> 40) as u8);
    }
}

impl Reducer<1> {
    /// As RGB with three equal channels.
    pub(super) fn gray(self) -> Result<Pixels, MediaError> {
        let (width, height, samples) = self.finish()?;
        Ok(Pixels {
            width,
            height,
            rgb: samples.into_iter().flat_map(|value| [value; 3]).collect(),
        })
    }
}

impl Reducer<3> {
    pub(super) fn pixels(self) -> Result<Pixels, MediaError> {
        let (width, height, rgb) = self.finish()?;
        Ok(Pixels { width, height, rgb })
    }
}

/// A picture that a decoder could only give whole.
pub(super) fn reduced(pixels: Pixels, want: Want) -> Result<Pixels, MediaError> {
    let step = step(pixels.width, pixels.height, want);
    if step == 1 {
        return Ok(pixels);
    }
    let mut reducer = Reducer::<3>::new(pixels.width, pixels.height, step);
    pixels.rgb.chunks_exact(pixels.width as usize * 3).for_each(|row| reducer.push(row));
    reducer.pixels()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_out_is_never_below_twice_the_wanted_edge() {
        let step = |side, edge| step(side, 7, Want { edge, page: 0, whole: true });
        assert_eq!(step(5000, 512), 4);
        assert_eq!(step(1024, 512), 1);
        assert_eq!(step(2047, 512), 1);
        assert_eq!(step(2048, 512), 2);
        assert_eq!(step(5000, u32::MAX), 1);
        assert_eq!(step(60_000, 1), 170);
    }

    #[test]
    fn boxes_are_averaged_also_at_the_edges() {
        let mut reducer = Reducer::<1>::new(5, 3, 2);
        for row in [[0, 2, 10, 20, 7], [4, 6, 30, 40, 9], [1, 2, 3, 5, 255]] {
            reducer.push(&row);
        }
        let (width, height, samples) = reducer.finish().expect("every row");
        assert_eq!((width, height), (3, 2));
        assert_eq!(samples, [3, 25, 8, 2, 4, 255]);
        // A third row and column that are less than half a box belong to the last one.
        let mut reducer = Reducer::<1>::new(4, 4, 3);
        for row in [[0, 0, 0, 40], [0, 0, 0, 40], [0, 0, 0, 40], [0, 0, 0, 40]] {
            reducer.push(&row);
        }
        assert_eq!(reducer.finish().expect("every row"), (1, 1, vec![10]));
    }

    #[test]
    fn means_are_exact_for_every_size_of_box() {
        for (step, rows) in [(1, 1), (2, 2), (3, 4), (170, 255), (255, 255), (7, 13)] {
            let count = step * rows;
            for total in [0, 1, count / 2, count - 1, count, 100 * count + count / 2, 255 * count] {
                let each = total / step;
                let sums: Vec<u16> =
                    (0..step).map(|at| (each + usize::from(at < total % step)) as u16).collect();
                let mut found = [[0]];
                means::<1>(&sums, step, rows, &mut found);
                assert_eq!(
                    usize::from(found[0][0]),
                    (total + count / 2) / count,
                    "{step} {rows} {total}"
                );
            }
        }
    }

    #[test]
    fn missing_rows_are_told() {
        let mut reducer = Reducer::<3>::new(2, 2, 1);
        reducer.push(&[9; 6]);
        assert!(matches!(reducer.pixels(), Err(MediaError::Truncated)));
    }
}
