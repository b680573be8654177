//! The plainest possible way from samples to colours, in floating point, to compare with.

/// Samples as ffmpeg wrote them.
pub struct Yuv {
    pub width: usize,
    pub height: usize,
    pub depth: u32,
    /// By how many bits chroma is narrower and lower; none when grey.
    pub chroma: Option<(u32, u32)>,
    pub bytes: Vec<u8>,
}

/// Weights of red and blue.
pub const BT601: (f64, f64) = (0.299, 0.114);
pub const BT709: (f64, f64) = (0.2126, 0.0722);

impl Yuv {
    pub fn load(
        name: &str,
        (width, height): (usize, usize),
        depth: u32,
        chroma: Option<(u32, u32)>,
    ) -> Self {
        Self { width, height, depth, chroma, bytes: super::fixture(name) }
    }

    fn plane_size(&self, plane: usize) -> (usize, usize) {
        let (across, down) = if plane == 0 { (0, 0) } else { self.chroma.unwrap_or((0, 0)) };
        (self.width.div_ceil(1 << across), self.height.div_ceil(1 << down))
    }

    fn sample(&self, plane: usize, x: isize, y: isize) -> f64 {
        let before: usize = (0..plane)
            .map(|plane| self.plane_size(plane))
            .map(|(width, height)| width * height)
            .sum();
        let (width, height) = self.plane_size(plane);
        let (x, y) =
            (x.clamp(0, width as isize - 1) as usize, y.clamp(0, height as isize - 1) as usize);
        let at = before + y * width + x;
        if self.depth == 8 {
            f64::from(self.bytes[at])
        } else {
            f64::from(u16::from_le_bytes([self.bytes[2 * at], self.bytes[2 * at + 1]]))
        }
    }

    /// A chroma sample at a place of the picture, between those of the plane.
    fn chroma(&self, plane: usize, x: usize, y: usize) -> f64 {
        let (across, down) = self.chroma.unwrap();
        let along = |at: usize, shift: u32| match (shift, at % 2) {
            (0, _) => [(at as isize, 1.0), (at as isize, 0.0)],
            (_, 0) => [((at / 2) as isize, 0.75), ((at / 2) as isize - 1, 0.25)],
            _ => [((at / 2) as isize, 0.75), ((at / 2) as isize + 1, 0.25)],
        };
        let mut sum = 0.0;
        for (row, of_row) in along(y, down) {
            for (column, of_column) in along(x, across) {
                sum += of_row * of_column * self.sample(plane, column, row);
            }
        }
        sum
    }

    /// Red, green and blue of every pixel.
    pub fn colors(&self, (red, blue): (f64, f64), full_range: bool) -> Vec<f64> {
        let scale = f64::from(1 << (self.depth - 8));
        let (black, luma, chroma) = if full_range {
            (0.0, 256.0 * scale - 1.0, 256.0 * scale - 1.0)
        } else {
            (16.0 * scale, 219.0 * scale, 224.0 * scale)
        };
        let mut colors = Vec::new();
        for y in 0..self.height {
            for x in 0..self.width {
                let luma = (self.sample(0, x as isize, y as isize) - black) / luma;
                let [cb, cr] = match self.chroma {
                    Some(_) => {
                        [1, 2].map(|plane| (self.chroma(plane, x, y) - 128.0 * scale) / chroma)
                    }
                    None => [0.0, 0.0],
                };
                let (r, b) = (luma + 2.0 * (1.0 - red) * cr, luma + 2.0 * (1.0 - blue) * cb);
                let g = (luma - red * r - blue * b) / (1.0 - red - blue);
                colors.extend([r, g, b].map(|channel| (channel * 255.0).clamp(0.0, 255.0)));
            }
        }
        colors
    }
}

/// The largest difference between decoded channels and exact ones.
pub fn worst(pixels: &[u8], exact: &[f64]) -> f64 {
    assert_eq!(pixels.len(), exact.len());
    pixels
        .iter()
        .zip(exact)
        .map(|(&pixel, exact)| (f64::from(pixel) - exact).abs())
        .fold(0.0, f64::max)
}
