//! A picture in tiles, for looking at every pixel: where its cutting stands.

use serde::Serialize;
use utoipa::ToSchema;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum TilesState {
    /// The preview shows every pixel.
    Unneeded,
    /// Nobody asked for them yet, or too many are being cut: ask again.
    Absent,
    Running {
        /// Tiles so far; 0 of 0 while the picture is being decoded or waits for room.
        done: u32,
        total: u32,
    },
    Ready {
        /// Of the upright picture, px.
        width: u32,
        height: u32,
        /// Edge of a tile, px.
        tile_size: u32,
        /// Level 0 is one tile; the last one has every pixel.
        levels: u32,
    },
    Failed {
        message: String,
    },
}
