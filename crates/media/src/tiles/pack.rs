//! The tiles of one picture in one file: a head with the shape, a table of places, then the JPEGs as they came.
//!
//! It lies in a cache: made in one go, read tile by tile, thrown away as one. A pack that does not make sense is none.

use std::io::{self, Read, Seek, SeekFrom, Write};

use super::sheet::Sheet;

const MAGIC: [u8; 8] = *b"TBTILE01";
const HEAD: u64 = 16;
/// Offset and length.
const ENTRY: u64 = 12;
/// The most bytes of one tile: noise at the best quality takes less.
const LARGEST: u32 = 4 * 1024 * 1024;

/// Writes a pack, tile by tile.
#[derive(Debug)]
pub struct PackWriter<W> {
    to: W,
    sheet: Sheet,
    table: Vec<(u64, u32)>,
    at: u64,
}

impl<W: Write + Seek> PackWriter<W> {
    /// # Errors
    /// When it can't be written.
    pub fn begin(mut to: W, sheet: Sheet) -> io::Result<Self> {
        to.write_all(&MAGIC)?;
        to.write_all(&sheet.width.to_le_bytes())?;
        to.write_all(&sheet.height.to_le_bytes())?;
        let at = HEAD + u64::from(sheet.count()) * ENTRY;
        to.seek(SeekFrom::Start(at))?;
        Ok(Self { to, sheet, table: Vec::new(), at })
    }

    /// The next tile, in the order of [`Sheet::tiles`].
    ///
    /// # Errors
    /// When it can't be written.
    pub fn tile(&mut self, jpeg: &[u8]) -> io::Result<()> {
        let length = u32::try_from(jpeg.len()).ok().filter(|&length| length <= LARGEST);
        let length = length.ok_or_else(|| nonsense("a tile of too many bytes"))?;
        self.to.write_all(jpeg)?;
        self.table.push((self.at, length));
        self.at += u64::from(length);
        Ok(())
    }

    /// Tiles so far.
    #[must_use]
    pub fn written(&self) -> u32 {
        u32::try_from(self.table.len()).unwrap_or(u32::MAX)
    }

    /// Writes the table; from here on it is a pack.
    ///
    /// # Errors
    /// When tiles are missing, or it can't be written.
    pub fn finish(mut self) -> io::Result<W> {
        if self.written() != self.sheet.count() {
            return Err(nonsense("tiles are missing"));
        }
        self.to.seek(SeekFrom::Start(HEAD))?;
        let mut table = Vec::new();
        for (offset, length) in &self.table {
            table.extend_from_slice(&offset.to_le_bytes());
            table.extend_from_slice(&length.to_le_bytes());
        }
        self.to.write_all(&table)?;
        self.to.flush()?;
        Ok(self.to)
    }
}

/// An open pack.
#[derive(Debug)]
pub struct Pack<R> {
    from: R,
    sheet: Sheet,
}

impl<R: Read + Seek> Pack<R> {
    /// # Errors
    /// `InvalidData` for what is no pack.
    pub fn open(mut from: R) -> io::Result<Self> {
        let mut head = [0; HEAD as usize];
        from.read_exact(&mut head)?;
        let [width, height] = [8, 12]
            .map(|at| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]));
        let sheet = Sheet { width, height };
        if head[..8] != MAGIC || !sheet.is_sound() {
            return Err(nonsense("no pack of tiles"));
        }
        Ok(Self { from, sheet })
    }

    /// How the picture is divided.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        self.sheet
    }

    /// The JPEG of a tile; `None` where there is none.
    ///
    /// # Errors
    /// When it can't be read, or the table makes no sense.
    pub fn tile(&mut self, level: u32, column: u32, row: u32) -> io::Result<Option<Vec<u8>>> {
        let Some(index) = self.sheet.index(level, column, row) else { return Ok(None) };
        self.from.seek(SeekFrom::Start(HEAD + u64::from(index) * ENTRY))?;
        let (mut offset, mut length) = ([0; 8], [0; 4]);
        self.from.read_exact(&mut offset)?;
        self.from.read_exact(&mut length)?;
        let (offset, length) = (u64::from_le_bytes(offset), u32::from_le_bytes(length));
        if offset < HEAD || length == 0 || length > LARGEST {
            return Err(nonsense("a table of tiles that makes no sense"));
        }
        self.from.seek(SeekFrom::Start(offset))?;
        let mut jpeg = vec![0; length as usize];
        self.from.read_exact(&mut jpeg)?;
        Ok(Some(jpeg))
    }
}

fn nonsense(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    const SHEET: Sheet = Sheet { width: 1_100, height: 600 };

    fn packed() -> Vec<u8> {
        let mut writer = PackWriter::begin(Cursor::new(Vec::new()), SHEET).expect("memory");
        for (level, column, row) in SHEET.tiles() {
            writer.tile(format!("{level} {column} {row}").as_bytes()).expect("memory");
        }
        writer.finish().expect("all tiles").into_inner()
    }

    #[test]
    fn every_tile_comes_back_from_its_place() {
        let mut pack = Pack::open(Cursor::new(packed())).expect("a pack");
        assert_eq!(pack.sheet(), SHEET);
        for (level, column, row) in SHEET.tiles() {
            let tile = pack.tile(level, column, row).expect("readable").expect("there");
            assert_eq!(tile, format!("{level} {column} {row}").as_bytes());
        }
        assert_eq!(pack.tile(2, 3, 0).expect("readable"), None);
        assert_eq!(pack.tile(u32::MAX, u32::MAX, u32::MAX).expect("readable"), None);
    }

    #[test]
    fn half_a_pack_and_a_forged_one_are_none() {
        let mut writer = PackWriter::begin(Cursor::new(Vec::new()), SHEET).expect("memory");
        writer.tile(b"one").expect("memory");
        assert!(writer.finish().is_err());
        let whole = packed();
        assert!(Pack::open(Cursor::new(&whole[..10])).is_err());
        assert!(Pack::open(Cursor::new(b"something else entirely".to_vec())).is_err());
        let mut huge = whole.clone();
        huge[8..16].fill(0xFF);
        assert!(Pack::open(Cursor::new(huge)).is_err());
        let mut bent = whole;
        bent[16..28].fill(0xFF);
        let mut pack = Pack::open(Cursor::new(bent)).expect("the head is right");
        assert!(pack.tile(2, 0, 0).is_err());
    }
}
