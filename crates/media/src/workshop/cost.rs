//! What a job takes, by what is known of its file before anything is decoded.

use crate::carry::needed_edge;
use crate::decode::held;
use crate::facts::Facts;
use crate::kind::Sight;
use crate::order::Order;

/// Every pixel.
const WHOLE: u32 = u32::MAX;
/// Documents are drawn as large as they are needed, up to this edge for tiles.
const TILED_EDGE: u32 = 4096;
/// The edge of a preview: no page is drawn for less, and no poster is smaller work.
const DRAWN_EDGE: u32 = 2048;

/// The two measures of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cost {
    /// Pixels that the decoder goes through, which bound its time and memory; 0 where nobody knows.
    pub(super) pixels: u64,
    /// Bytes that it is likely to hold at once, for the pool.
    pub(super) bytes: u64,
}

impl Cost {
    /// Of carrying out an order.
    pub(super) fn of(order: &Order, facts: &Facts) -> Self {
        Self::at(needed_edge(order, facts), facts)
    }

    /// Of cutting the whole picture, or a page, into tiles.
    pub(super) fn of_tiles(facts: &Facts) -> Self {
        Self::at(if facts.kind.sight() == Sight::Drawn { TILED_EDGE } else { WHOLE }, facts)
    }

    fn at(edge: u32, facts: &Facts) -> Self {
        let drawn = u64::from(edge.clamp(DRAWN_EDGE, TILED_EDGE)).pow(2);
        let pixels = match facts.kind.sight() {
            Sight::Drawn => drawn,
            Sight::Poster => {
                let (width, height) = (facts.width.unwrap_or(0), facts.height.unwrap_or(0));
                (u64::from(width) * u64::from(height)).max(u64::from(DRAWN_EDGE).pow(2))
            }
            Sight::Pixels | Sight::CameraPreview | Sight::Nothing => facts.pixels(),
        };
        Self { pixels, bytes: held(facts, pixels, edge) }
    }
}
