//! Brings subsampled planes to the picture's size, row by row. Factors of two are interpolated as the reference library
//! does (the nearer sample counts three times the farther one); all others are repeated.

use crate::planes::{Plane, Planes};

/// Makes all planes as large as the picture.
pub(crate) fn equalise(mut picture: Planes) -> Planes {
    let (width, height) = (picture.width(), picture.height());
    for n in 0..picture.planes.len() {
        let plane = &picture.planes[n];
        if (plane.width, plane.height) == (width, height) {
            continue;
        }
        let stride = width as usize;
        let mut samples = vec![0; stride * height as usize];
        let mut rows = Rows::new(&picture, n);
        for (y, target) in (0..).zip(samples.chunks_exact_mut(stride.max(1))) {
            target.copy_from_slice(rows.row(y));
        }
        let detail = picture.scale.size() as u8;
        picture.planes[n] = Plane { width, height, detail, stride, samples };
    }
    picture
}

/// How samples become more along one direction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Growth {
    Same,
    Double,
    /// Anything else, rare: as many samples become as many pixels.
    Repeat(u8, u8),
}

impl Growth {
    fn of(own: u8, full: u8) -> Self {
        match full {
            _ if full == own => Self::Same,
            _ if full == 2 * own => Self::Double,
            _ => Self::Repeat(own, full),
        }
    }
}

/// A component's rows at the picture's size.
pub(crate) struct Rows<'p> {
    plane: &'p Plane,
    across: Growth,
    down: Growth,
    width: usize,
    /// A row between the plane's own, four times as large as its samples.
    sums: Vec<u16>,
    grown: Vec<u8>,
}

impl<'p> Rows<'p> {
    pub(crate) fn new(picture: &'p Planes, n: usize) -> Self {
        let plane = &picture.planes[n];
        let sampling = &picture.header.sampling;
        let (h_max, v_max) =
            sampling.iter().fold((1, 1), |(h, v), &next| (h.max(next.0), v.max(next.1)));
        // A plane that was decoded at a larger scale than the picture has less to grow.
        let (h, v) = (sampling[n].0 * plane.detail, sampling[n].1 * plane.detail);
        let detail = picture.scale.size() as u8;
        Self {
            plane,
            across: Growth::of(h, h_max * detail),
            down: Growth::of(v, v_max * detail),
            width: picture.width() as usize,
            sums: Vec::new(),
            grown: vec![0; picture.width() as usize],
        }
    }

    /// The picture's row `y` of this component.
    pub(crate) fn row(&mut self, y: u32) -> &[u8] {
        let last = self.plane.height.saturating_sub(1);
        let near = match self.down {
            Growth::Same => y,
            Growth::Double => y / 2,
            Growth::Repeat(own, max) => y * u32::from(own) / u32::from(max),
        };
        let near = self.plane.row(near.min(last));
        if self.across == Growth::Same && self.down != Growth::Double {
            return near;
        }
        let far = match (self.down, y % 2) {
            (Growth::Double, 0) => self.plane.row((y / 2).saturating_sub(1)),
            (Growth::Double, _) => self.plane.row((y / 2 + 1).min(last)),
            _ => near,
        };
        self.sums.clear();
        self.sums.extend(near.iter().zip(far).map(|(&n, &f)| 3 * u16::from(n) + u16::from(f)));
        self.widen(y % 2 == 1);
        &self.grown[..self.width]
    }

    /// Spreads the sums over the picture's width. Halves are rounded up and down in turn, in the reference library's
    /// order.
    fn widen(&mut self, odd_row: bool) {
        let (sums, target) = (&self.sums[..], &mut self.grown[..self.width]);
        let Some((&first, &last)) = sums.first().zip(sums.last()) else { return };
        match self.across {
            Growth::Same => {
                let bias = 1 + u16::from(odd_row);
                for (sample, &sum) in target.iter_mut().zip(sums) {
                    *sample = ((sum + bias) / 4) as u8;
                }
            }
            Growth::Repeat(own, max) => {
                for (x, sample) in target.iter_mut().enumerate() {
                    let from = x * usize::from(own) / usize::from(max);
                    *sample = ((sums[from.min(sums.len() - 1)] + 2) / 4) as u8;
                }
            }
            Growth::Double => {
                target[0] = ((first + 2) / 4) as u8;
                if target.len() % 2 == 0
                    && let Some(end) = target.last_mut()
                {
                    *end = ((last + 2) / 4) as u8;
                }
                let bias = u16::from(self.down != Growth::Double);
                let (pairs, _) = target[1..].as_chunks_mut::<2>();
                for ((pair, &left), &right) in pairs.iter_mut().zip(sums).zip(&sums[1..]) {
                    let nearer_left = 3 * left + right + 7 + bias;
                    let nearer_right = left + 3 * right + 8 - bias;
                    // Both at once, for sixteen-bit lanes.
                    *pair = ((nearer_left >> 4) | (nearer_right >> 4 << 8)).to_le_bytes();
                }
            }
        }
    }
}
