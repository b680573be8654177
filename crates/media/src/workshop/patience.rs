//! What a job may cost before it is stopped: time and memory by the size of the picture.

use std::time::Duration;

use crate::limits;
use crate::order::Order;

/// The bounds that a [`crate::Workshop`] holds its processes to. The default is what the constants say; tests are
/// less patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For any file.
    pub any: Duration,
    /// More for each million pixels.
    pub a_megapixel: Duration,
    /// More where the pixels are not known beforehand.
    pub unknown: Duration,
    /// More for each picture that is asked for.
    pub a_picture: Duration,
    /// How long a process is kept without work.
    pub idle: Duration,
    /// What a process may still hold after a job and be kept, bytes.
    pub resident: u64,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            any: limits::PATIENCE,
            a_megapixel: limits::PATIENCE_A_MEGAPIXEL,
            unknown: limits::PATIENCE_UNKNOWN,
            a_picture: limits::PATIENCE_A_PICTURE,
            idle: limits::IDLE,
            resident: limits::RESIDENT_AFTER_JOB,
        }
    }
}

impl Patience {
    /// How long a job may run.
    pub(super) fn time(&self, order: &Order, pixels: u64) -> Duration {
        let pictures = u32::try_from(order.recipes.len() + order.cuts.len()).unwrap_or(u32::MAX);
        let megapixels = pixels.min(limits::MAX_PIXELS).div_ceil(1_000_000);
        let pixels = match u32::try_from(megapixels) {
            Ok(0) | Err(_) => self.unknown,
            Ok(count) => self.a_megapixel.saturating_mul(count),
        };
        self.any.saturating_add(pixels).saturating_add(self.a_picture.saturating_mul(pictures))
    }
}

/// How much memory a job may hold, bytes.
pub(super) fn memory(pixels: u64) -> u64 {
    let pixels = match pixels.min(limits::MAX_PIXELS) {
        0 => limits::MEMORY_UNKNOWN,
        count => count * limits::MEMORY_A_PIXEL,
    };
    limits::MEMORY + pixels
}

/// The most that any job may hold, bytes.
pub(super) const MOST_MEMORY: u64 = limits::MEMORY + limits::MAX_PIXELS * limits::MEMORY_A_PIXEL;
