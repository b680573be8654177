//! `grid`: a large picture in tiles of one size, as phones write theirs.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::codec::{self, Codec, Planar};
use crate::container::{Container, Cursor, Property};
use crate::error::{HeifError, Result};
use crate::limits::Limits;

/// How often the bytes of a file may be decoded as tiles: a picture may repeat a tile, but a large file that has
/// thousands of tiles read all of it would keep a machine busy for hours.
const MAX_REUSE: u64 = 4;
/// That many bytes of tiles are never too many.
const SMALL: u64 = 1 << 20;

pub(super) struct Layout {
    columns: u32,
    rows: u32,
    width: u32,
    height: u32,
}

impl Layout {
    pub(super) fn read(container: &Container<'_>, id: u32) -> Result<Self> {
        let data = container.data(id)?;
        let mut cursor = Cursor::new(&data);
        if cursor.u8()? != 0 {
            return Err(HeifError::unsupported("a newer sort of grid"));
        }
        let wide = cursor.u8()? & 1 == 1;
        let (rows, columns) = (u32::from(cursor.u8()?) + 1, u32::from(cursor.u8()?) + 1);
        Ok(Self { columns, rows, width: cursor.item_id(wide)?, height: cursor.item_id(wide)? })
    }
}

/// Decodes the tiles, which are in reading order, and lays them out.
pub(super) fn decode(
    container: &Container<'_>,
    layout: &Layout,
    tiles: &[u32],
    limits: &Limits,
) -> Result<Planar> {
    let count = layout.columns * layout.rows;
    if count > limits.max_tiles {
        return Err(HeifError::unsupported(format!("a grid of {count} tiles")));
    }
    if tiles.len() != count as usize {
        return Err(HeifError::damaged(format!(
            "a grid of {count} tiles that has {}",
            tiles.len()
        )));
    }
    limits.check_pixels(layout.width, layout.height)?;
    let (width, height) = codec::size_of(container, tiles[0])?;
    limits.check_pixels(width, height)?;
    let covers = |tile: u32, count: u32, whole: u32| {
        let (tile, count, whole) = (u64::from(tile), u64::from(count), u64::from(whole));
        tile * count >= whole && tile * (count - 1) < whole
    };
    if !covers(width, layout.columns, layout.width) || !covers(height, layout.rows, layout.height) {
        return Err(HeifError::damaged("tiles that do not fit their grid"));
    }
    let mut coded: u64 = 0;
    for &tile in tiles {
        check_tile(container, tile, (width, height))?;
        coded = coded.saturating_add(container.data_length(tile));
    }
    if coded > container.file_length().saturating_mul(MAX_REUSE) + SMALL {
        return Err(HeifError::damaged("tiles that are the same bytes over and over"));
    }
    let first = codec::decode(container, tiles[0], limits)?;
    let (across, down) = first.chroma.shifts();
    if (layout.columns > 1 && width % (1 << across) != 0)
        || (layout.rows > 1 && height % (1 << down) != 0)
    {
        return Err(HeifError::damaged("tiles that share chroma"));
    }
    let mut canvas = Planar::blank(layout.width, layout.height, &first);
    canvas.place(&first, 0, 0);
    let canvas = Mutex::new(canvas);
    let place = |at: usize| {
        let tile = codec::decode(container, tiles[at], limits)?;
        if !tile.is_like(&first) {
            return Err(HeifError::damaged("tiles of different sorts"));
        }
        let (column, row) = (at as u32 % layout.columns, at as u32 / layout.columns);
        let mut canvas = canvas.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        canvas.place(&tile, column * width, row * height);
        Ok(())
    };
    in_turn(1..tiles.len(), limits.threads, place)?;
    Ok(canvas.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// A tile must be a coded item of the common size that is not turned by itself.
fn check_tile(container: &Container<'_>, tile: u32, size: (u32, u32)) -> Result<()> {
    if Codec::of(container.item(tile)?.kind).is_none() {
        return Err(HeifError::unsupported("a grid of something other than coded tiles"));
    }
    if codec::size_of(container, tile)? != size {
        return Err(HeifError::damaged("tiles of different sizes"));
    }
    let turned = |property: &Property<'_>| {
        matches!(property, Property::Rotation(1..) | Property::Mirror(_) | Property::Crop(_))
    };
    if container.properties(tile).any(turned) {
        return Err(HeifError::unsupported("a grid of turned tiles"));
    }
    Ok(())
}

/// Does every number's work on up to `threads` threads. After the first error nothing new is begun.
fn in_turn(
    numbers: std::ops::Range<usize>,
    threads: usize,
    work: impl Fn(usize) -> Result<()> + Sync,
) -> Result<()> {
    let threads = threads.min(numbers.len());
    if threads <= 1 {
        return numbers.into_iter().try_for_each(work);
    }
    let next = AtomicUsize::new(numbers.start);
    let run = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= numbers.end {
                return Ok(());
            }
            work(number).inspect_err(|_| next.store(numbers.end, Ordering::Relaxed))?;
        }
    };
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(run)).collect();
        let own = run();
        others.into_iter().fold(own, |result, other| {
            let other =
                other.join().unwrap_or_else(|_| Err(HeifError::damaged("the decoder gave up")));
            result.and(other)
        })
    })
}
