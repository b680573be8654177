//! From a file's entropy-coded bytes to bits. Stuffed zeros are taken out beforehand, a window at a time, so that the
//! reader itself needs no look at the bytes: a refill is one load, one shift and one OR, without a branch.
//!
//! The window is small enough to stay in the first-level cache, and always holds more than one MCU can consume. The
//! decoders ask for that once an MCU ([`Bits::ready`]) and otherwise never check for the end of the data: behind it
//! they read zeros, and are told at the next MCU.

use crate::error::JpegError;

/// What one MCU can take at most: 10 blocks of 64 symbols of 16 + 15 bits each, and a refill.
const MARGIN: usize = 2560;
/// Power of two, so that masking a position replaces the bounds check.
const SIZE: usize = 16 << 10;
/// How far the window is filled.
const FILL: usize = SIZE - MARGIN;

pub(crate) type Window = [u8; SIZE + 8];

/// A position in the window with up to 64 bits read ahead.
#[derive(Clone, Copy)]
pub(crate) struct Cursor {
    /// The next bits, the first one on top.
    acc: u64,
    /// How many of them count. The others are right as well but will be read again.
    count: u32,
    /// Where the next bytes are read.
    pos: usize,
}

impl Cursor {
    /// Makes at least 56 bits available.
    #[inline(always)]
    pub(crate) fn refill(&mut self, window: &Window) {
        let at = self.pos & (SIZE - 1);
        let mut next = [0; 8];
        next.copy_from_slice(&window[at..at + 8]);
        self.acc |= u64::from_be_bytes(next) >> (self.count & 63);
        self.pos += ((63 - self.count) >> 3) as usize;
        self.count |= 56;
    }

    #[inline(always)]
    pub(crate) fn bits(&self) -> u64 {
        self.acc
    }

    #[inline(always)]
    pub(crate) fn peek<const N: u32>(&self) -> usize {
        (self.acc >> (64 - N)) as usize
    }

    /// Moves on by fewer than 57 bits.
    #[inline(always)]
    pub(crate) fn drop(&mut self, bits: u32) {
        self.acc <<= bits & 63;
        self.count = self.count.wrapping_sub(bits);
    }

    /// Goes back by as many bits as the last [`Self::drop`] was told.
    #[inline(always)]
    pub(crate) fn rewind(&mut self, bits: u32, window: &Window) {
        let at = self.consumed().saturating_sub(bits as usize);
        *self = Self { acc: 0, count: 0, pos: at / 8 };
        self.refill(window);
        self.drop(at as u32 & 7);
    }

    /// One bit.
    #[inline(always)]
    pub(crate) fn bit(&mut self) -> u32 {
        let bit = (self.acc >> 63) as u32;
        self.drop(1);
        bit
    }

    fn consumed(&self) -> usize {
        (self.pos * 8).saturating_sub(self.count as usize)
    }
}

/// What ended a segment of entropy-coded data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    Marker(u8),
    EndOfFile,
}

/// The entropy-coded data of one scan.
pub(crate) struct Bits<'a> {
    bytes: &'a [u8],
    /// Where unstuffing goes on, or the marker that stopped it.
    at: usize,
    stop: Option<Stop>,
    window: Box<Window>,
    filled: usize,
    /// Up to here the window surely holds another MCU.
    comfortable: usize,
    pub(crate) cursor: Cursor,
}

/// Bytes that may stand unread at the end of a file without its end mark.
const LOOSE: usize = 16;

impl<'a> Bits<'a> {
    /// Starts at the first byte after a scan header.
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self {
            bytes,
            at,
            stop: None,
            window: Box::new([0; SIZE + 8]),
            filled: 0,
            comfortable: 0,
            cursor: Cursor { acc: 0, count: 0, pos: 0 },
        }
    }

    /// The window and the cursor in it, for the decoding loops.
    #[inline(always)]
    pub(crate) fn parts(&mut self) -> (&Window, &mut Cursor) {
        (&self.window, &mut self.cursor)
    }

    /// Must be asked before each MCU. Fails when the data ended before what was already read.
    #[inline(always)]
    pub(crate) fn ready(&mut self) -> Result<(), JpegError> {
        if self.cursor.pos < self.comfortable { Ok(()) } else { self.replenish() }
    }

    #[cold]
    #[inline(never)]
    fn replenish(&mut self) -> Result<(), JpegError> {
        if self.stop.is_none() {
            // What was read ahead stays, for rewinding.
            let read = self.cursor.pos.min(self.filled).saturating_sub(8);
            self.window.copy_within(read..self.filled, 0);
            self.filled -= read;
            self.cursor.pos -= read;
            self.unstuff();
            self.comfortable = if self.stop.is_some() { self.filled } else { self.filled - MARGIN };
            return Ok(());
        }
        self.check_end()
    }

    /// Whether more was read than there was.
    fn check_end(&self) -> Result<(), JpegError> {
        match self.stop {
            Some(stop) if self.cursor.consumed() > self.filled * 8 => Err(match stop {
                Stop::EndOfFile | Stop::Marker(0xD9) => JpegError::Truncated,
                Stop::Marker(_) => JpegError::damaged("entropy-coded data is too short"),
            }),
            _ => Ok(()),
        }
    }

    /// Fills the window and zeroes what is behind the data.
    fn unstuff(&mut self) {
        let (bytes, window) = (self.bytes, &mut *self.window);
        let (mut at, mut filled) = (self.at, self.filled);
        while filled < FILL {
            if let Some(next) = bytes[at..].first_chunk::<8>() {
                window[filled..filled + 8].copy_from_slice(next);
                let clear = !u64::from_le_bytes(*next);
                // The lowest byte flagged here is a byte of zeros in `clear`, that is 0xFF in the data.
                let found =
                    clear.wrapping_sub(0x0101_0101_0101_0101) & !clear & 0x8080_8080_8080_8080;
                if found == 0 {
                    filled += 8;
                    at += 8;
                    continue;
                }
                let plain = found.trailing_zeros() as usize / 8;
                filled += plain;
                at += plain;
            } else if let Some(&byte) = bytes.get(at)
                && byte != 0xFF
            {
                window[filled] = byte;
                filled += 1;
                at += 1;
                continue;
            }
            match bytes[at..] {
                [0xFF, 0, ..] => {
                    window[filled] = 0xFF;
                    filled += 1;
                    at += 2;
                }
                [0xFF, 0xFF, ..] => at += 1,
                [0xFF, marker, ..] => {
                    self.stop = Some(Stop::Marker(marker));
                    break;
                }
                _ => {
                    self.stop = Some(Stop::EndOfFile);
                    break;
                }
            }
        }
        (self.at, self.filled) = (at, filled);
        window[filled..].fill(0);
    }

    /// Goes on behind the restart marker with this number.
    pub(crate) fn restart(&mut self, number: u8) -> Result<(), JpegError> {
        self.check_end()?;
        while self.stop.is_none() {
            // Bytes that nobody read: encoders may pad.
            self.filled = 0;
            self.unstuff();
        }
        match self.stop {
            Some(Stop::Marker(marker)) if marker == 0xD0 | (number & 7) => {}
            Some(Stop::EndOfFile | Stop::Marker(0xD9)) => return Err(JpegError::Truncated),
            _ => return Err(JpegError::damaged("a restart marker is missing")),
        }
        self.at += 2;
        self.stop = None;
        self.filled = 0;
        self.comfortable = 0;
        self.cursor = Cursor { acc: 0, count: 0, pos: 0 };
        Ok(())
    }

    /// Ends the scan. Returns where to look for the next marker.
    ///
    /// Without any marker behind it, a scan must have used up its data: a copy that failed half way and was filled with
    /// zeros would else pass, since zeros are valid codes.
    pub(crate) fn finish(mut self) -> Result<usize, JpegError> {
        self.check_end()?;
        let mut unread = self.filled.saturating_sub(self.cursor.consumed().div_ceil(8));
        while self.stop.is_none() {
            self.filled = 0;
            self.unstuff();
            unread += self.filled;
        }
        match self.stop {
            Some(Stop::EndOfFile) if unread > LOOSE => Err(JpegError::Truncated),
            _ => Ok(self.at),
        }
    }
}
