//! Huffman tables as this decoder uses them: one lookup answers for a whole symbol, its magnitude bits included, so
//! that the bit reader's next position never waits for the value.

use crate::bits::{Cursor, Window};
use crate::error::JpegError;

/// Bits of the direct lookup. Longer codes are rare (one symbol in thousands) and found by comparing.
pub(crate) const LOOKUP: u32 = 10;

/// [`Entry::advance`] of a symbol that ends its block.
pub(crate) const END: usize = 63;

/// A table as the file gives it (DHT).
#[derive(Clone)]
pub(crate) struct Spec {
    counts: [u8; 16],
    symbols: [u8; 256],
}

impl Spec {
    /// Reads one table from the start of `body`; returns it with the bytes it took.
    pub(crate) fn read(body: &[u8]) -> Result<(Self, usize), JpegError> {
        let Some((counts, rest)) = body.split_first_chunk::<16>() else {
            return Err(JpegError::damaged("Huffman table is cut"));
        };
        let total: usize = counts.iter().map(|&count| usize::from(count)).sum();
        let Some(given) = rest.get(..total).filter(|_| total <= 256) else {
            return Err(JpegError::damaged("Huffman table is cut"));
        };
        let mut code = 0u32;
        for (length, &count) in (1..).zip(counts) {
            code += u32::from(count);
            if code > 1 << length {
                return Err(JpegError::damaged("Huffman table has more codes than bits"));
            }
            code <<= 1;
        }
        let mut symbols = [0; 256];
        symbols[..total].copy_from_slice(given);
        Ok((Self { counts: *counts, symbols }, 16 + total))
    }
}

/// What the symbols of a table stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Magnitude of a DC difference.
    Dc,
    /// Run and magnitude; 0x00 ends the block.
    Ac,
    /// As `Ac`, but 0xr0 starts a run of ended blocks (progressive, first pass).
    AcFirst,
    /// As `AcFirst` with magnitudes of one bit only (progressive, refinement).
    AcRefine,
}

/// One symbol: 6 bits of total length, 4 bits of magnitude length, 6 bits of advance. All zero means "no short code".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry(u16);

impl Entry {
    const NONE: Self = Self(0);

    fn new(symbol: u8, length: u32, meaning: Meaning) -> Self {
        let (run, size) = (u16::from(symbol >> 4), u16::from(symbol & 15));
        let advance = match (meaning, run, size) {
            (Meaning::Dc, 0, ..=11) => 0,
            (Meaning::Dc, ..) => return Self::NONE,
            (_, 15, 0) => 16,
            (Meaning::Ac, 0, 0) => END as u16,
            (Meaning::Ac, _, 0) => return Self::NONE,
            (_, _, 0) => return Self((length as u16 + run) | run << 6 | (END as u16) << 10),
            (Meaning::AcRefine, _, 2..) => return Self::NONE,
            _ => run + 1,
        };
        Self((length as u16 + size) | size << 6 | advance << 10)
    }

    /// Code and magnitude bits together.
    #[inline(always)]
    pub(crate) fn total(self) -> u32 {
        u32::from(self.0) & 63
    }

    /// How far the symbol moves in zigzag order, or [`END`].
    #[inline(always)]
    pub(crate) fn advance(self) -> usize {
        usize::from(self.0 >> 10)
    }

    /// For a symbol that ends blocks: how many, with this one.
    #[inline(always)]
    pub(crate) fn run_of_ends(self, cursor: &Cursor) -> usize {
        let size = u32::from(self.0 >> 6) & 15;
        let code = self.total().wrapping_sub(size) & 63;
        (1 << size) + ((cursor.bits() << code) >> 1 >> (63 - size)) as usize
    }

    /// The signed value, read at the cursor's position before this symbol: magnitudes whose first bit is 0 are negative.
    #[inline(always)]
    pub(crate) fn value(self, cursor: &Cursor) -> i32 {
        let size = u32::from(self.0 >> 6) & 15;
        let code = self.total().wrapping_sub(size) & 63;
        let bits = cursor.bits() << code;
        let negative = !(bits as i64) >> 63;
        ((bits >> 1 >> (63 - size)) as i32) - (((1i32 << size) - 1) & negative as i32)
    }
}

/// A table ready for decoding.
pub(crate) struct Table {
    short: Box<[Entry; 1 << LOOKUP]>,
    /// For each length, the first 16-bit prefix that is beyond its codes.
    limits: [u32; 17],
    /// For each length, what turns a code into an index of `symbols`.
    offsets: [i32; 17],
    symbols: [u8; 256],
    meaning: Meaning,
}

impl Table {
    pub(crate) fn new(spec: &Spec, meaning: Meaning) -> Self {
        let mut table = Self {
            short: Box::new([Entry::NONE; 1 << LOOKUP]),
            limits: [0; 17],
            offsets: [0; 17],
            symbols: spec.symbols,
            meaning,
        };
        let (mut code, mut index) = (0u32, 0u32);
        for length in 1..=16u32 {
            let count = u32::from(spec.counts[length as usize - 1]);
            table.offsets[length as usize] = index as i32 - code as i32;
            if length <= LOOKUP {
                let span = 1usize << (LOOKUP - length);
                for n in 0..count {
                    let entry =
                        Entry::new(spec.symbols[(index + n) as usize & 255], length, meaning);
                    let first = (code + n) as usize * span;
                    if let Some(slots) = table.short.get_mut(first..first + span) {
                        slots.fill(entry);
                    }
                }
            }
            code += count;
            index += count;
            table.limits[length as usize] = code << (16 - length);
            code <<= 1;
        }
        table
    }

    /// The symbol at the cursor. The cursor must hold the 25 bits that a short code takes with its magnitude; for a
    /// long one it's refilled. So two symbols fit a refill, whatever the first one was.
    #[inline(always)]
    pub(crate) fn entry(&self, cursor: &mut Cursor, window: &Window) -> Result<Entry, JpegError> {
        let entry = self.short[cursor.peek::<LOOKUP>()];
        if entry == Entry::NONE {
            cursor.refill(window);
            return self.find((cursor.peek::<16>()) as u32);
        }
        Ok(entry)
    }

    /// The symbol whose code starts these 16 bits.
    #[cold]
    #[inline(never)]
    fn find(&self, prefix: u32) -> Result<Entry, JpegError> {
        match self.search(prefix) {
            Some((symbol, length)) => match Entry::new(symbol, length, self.meaning) {
                Entry::NONE => Err(JpegError::damaged("a code that means nothing here")),
                entry => Ok(entry),
            },
            None => Err(JpegError::damaged("bits that are no code")),
        }
    }

    /// The symbol whose code starts these 16 bits, with the code's length.
    fn search(&self, prefix: u32) -> Option<(u8, u32)> {
        let length = (1..=16).find(|&length| prefix < self.limits[length])?;
        let index = (prefix >> (16 - length)) as i32 + self.offsets[length];
        Some((self.symbols[index as usize & 255], length as u32))
    }

    /// As [`Self::find`], for building other tables: no error, and `None` for what means nothing.
    pub(crate) fn lookup(&self, prefix: u32) -> Option<(Entry, u32)> {
        let (symbol, length) = self.search(prefix)?;
        let entry = Entry::new(symbol, length, self.meaning);
        (entry != Entry::NONE).then_some((entry, length))
    }
}
