//! From items to one picture: coded ones, grids of them, and the alpha beside them.

mod grid;
mod upright;

pub(crate) use self::upright::{Turn, apply, turned_size, turns};

use crate::codec::{self, Codec, Planar};
use crate::container::{Container, Property};
use crate::error::{HeifError, Result};
use crate::limits::Limits;

/// What stands behind an item once its identity derivations are followed.
pub(crate) struct Source {
    /// A coded item or a grid.
    pub(crate) id: u32,
    /// How its samples become upright, in this order.
    pub(crate) turns: Vec<Turn>,
}

/// Follows `iden` items to the one they stand for. Turning adds up on the way.
pub(crate) fn source(container: &Container<'_>, id: u32, limits: &Limits) -> Result<Source> {
    let mut chain = vec![id];
    let mut last = id;
    while container.item(last)?.kind == *b"iden" {
        if chain.len() > usize::from(limits.max_nesting) {
            return Err(HeifError::unsupported("a picture derived so many times"));
        }
        container.check_understood(last)?;
        let &[next] = container.refers_to(b"dimg", last) else {
            return Err(HeifError::damaged("a derived picture without its origin"));
        };
        chain.push(next);
        last = next;
    }
    let turns = chain.iter().rev().flat_map(|&id| turns(container, id)).collect();
    Ok(Source { id: last, turns })
}

/// The coded item that tells a source's codec and depth: itself, or the first tile.
pub(crate) fn coded(container: &Container<'_>, id: u32) -> Result<u32> {
    if container.item(id)?.kind != *b"grid" {
        return Ok(id);
    }
    let first = container.refers_to(b"dimg", id).first();
    first.copied().ok_or_else(|| HeifError::damaged("a grid without tiles"))
}

/// Samples of a coded item or a grid.
pub(crate) fn planar(container: &Container<'_>, id: u32, limits: &Limits) -> Result<Planar> {
    match container.item(id)?.kind {
        kind if Codec::of(kind).is_some() => codec::decode(container, id, limits),
        kind if kind == *b"grid" => {
            container.check_understood(id)?;
            let layout = grid::Layout::read(container, id)?;
            grid::decode(container, &layout, container.refers_to(b"dimg", id), limits)
        }
        kind => Err(codec::unknown_kind(kind)),
    }
}

/// Where the alpha of a picture is.
pub(crate) enum Alpha {
    /// In an item of its own.
    Item(u32),
    /// Beside each tile of a grid.
    Tiles(Vec<u32>),
}

impl Alpha {
    pub(crate) fn find(container: &Container<'_>, id: u32) -> Option<Self> {
        if let Some(alpha) = alpha_of(container, id) {
            return Some(Self::Item(alpha));
        }
        if container.item(id).ok()?.kind != *b"grid" {
            return None;
        }
        let tiles = container.refers_to(b"dimg", id);
        // One look at the first tile keeps this from being slow for the many grids without alpha.
        alpha_of(container, *tiles.first()?)?;
        tiles.iter().map(|&tile| alpha_of(container, tile)).collect::<Option<_>>().map(Self::Tiles)
    }

    pub(crate) fn decode(
        &self,
        container: &Container<'_>,
        id: u32,
        limits: &Limits,
    ) -> Result<Planar> {
        match self {
            Self::Item(alpha) => planar(container, *alpha, limits),
            Self::Tiles(tiles) => {
                grid::decode(container, &grid::Layout::read(container, id)?, tiles, limits)
            }
        }
    }
}

fn alpha_of(container: &Container<'_>, id: u32) -> Option<u32> {
    const NAMES: [&[u8]; 2] =
        [b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", b"urn:mpeg:hevc:2015:auxid:1"];
    let is_alpha = |property: &Property<'_>| matches!(property, Property::Auxiliary(name) if NAMES.contains(name));
    container
        .referring(*b"auxl", id)
        .find(|&auxiliary| container.properties(auxiliary).any(is_alpha))
}
