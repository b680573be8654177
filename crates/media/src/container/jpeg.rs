//! JPEG markers. Decoders are forgiving: most paint grey where the data stops and call it a picture. An office must
//! know at intake that a copy is cut, so the markers are walked here first.
//!
//! - The first EOI outside a segment ends the picture. What follows (MPF previews, motion-photo video, padding) is the
//!   camera's business and is ignored.
//! - A file without EOI is taken only when a baseline scan proves complete; see [`crate::decode`]. A progressive one is
//!   refused as truncated: its missing scans can't be told from missing quality.

use std::io::{Read, Seek};

use crate::error::MediaError;
use crate::exif::{self, Tags};
use crate::facts::Facts;
use crate::foreign;
use crate::limits::{MAX_PIXELS, MAX_PROGRESSIVE_PIXELS, check_area};
use crate::source::Source;

/// Stops absurd header chains; a real file has a few dozen segments, ICC and MPF included.
const MAX_SEGMENTS: u32 = 10_000;

/// Encoders write about ten scans. Each one walks the whole picture, however few bytes it has, so their number bounds
/// the time.
pub(crate) const MAX_SCANS: usize = 64;

/// The frame header (SOF).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) components: u8,
    pub(crate) progressive: bool,
}

impl Frame {
    /// Refuses frames that would take too much memory.
    pub(crate) fn check(self) -> Result<(), MediaError> {
        check_area(
            self.width,
            self.height,
            if self.progressive { MAX_PROGRESSIVE_PIXELS } else { MAX_PIXELS },
        )
    }
}

/// Everything before the first scan.
pub(crate) struct Header {
    pub(crate) frame: Frame,
    /// The EXIF block of APP1, with its `Exif\0\0`.
    pub(crate) exif: Option<Vec<u8>>,
    /// Whether the file carries metadata (APPn besides JFIF and Adobe, or comments).
    pub(crate) metadata: bool,
}

/// Reads segments up to the frame header and on to the first scan.
pub(crate) fn header<R: Read + Seek>(source: &mut Source<R>) -> Result<Header, MediaError> {
    source.seek_to(0)?;
    let head = source.up_to(1024)?;
    if let Some(markup) = foreign::markup(&head) {
        return Err(MediaError::unrecognised(markup));
    }
    if head.len() > 8 && foreign::reads_as_text(&head[4..]) {
        return Err(MediaError::unrecognised("teks"));
    }
    segments(source).map_err(|error| match error {
        MediaError::Damaged { .. } | MediaError::Truncated if foreign::hides_html(&head) => {
            MediaError::unrecognised("HTML")
        }
        error => error,
    })
}

fn segments<R: Read + Seek>(source: &mut Source<R>) -> Result<Header, MediaError> {
    source.seek_to(2)?;
    let (mut frame, mut exif, mut metadata) = (None, None, false);
    for _ in 0..MAX_SEGMENTS {
        let marker = next_marker(source)?;
        match marker {
            0xD8 | 0x01 | 0xD0..=0xD7 => continue,
            0xD9 => return Err(MediaError::damaged("JPEG ends before its picture")),
            0xDA => {
                let frame =
                    frame.ok_or_else(|| MediaError::damaged("JPEG scan before its frame"))?;
                return Ok(Header { frame, exif, metadata });
            }
            _ => {}
        }
        let length = u64::from(source.u16_be()?);
        let body = length
            .checked_sub(2)
            .ok_or_else(|| MediaError::damaged("JPEG segment without length"))?;
        match marker {
            0xC0..=0xC2 => frame = Some(read_frame(&source.bytes(body)?, marker == 0xC2)?),
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                return Err(MediaError::unsupported("JPEG khusus (lossless atau aritmetik)"));
            }
            0xE1 if exif.is_none() => {
                let block = source.bytes(body)?;
                exif = Some(block).filter(|block| block.starts_with(b"Exif\0"));
                metadata = true;
            }
            _ => {
                metadata |= matches!(marker, 0xE1..=0xED | 0xEF | 0xFE);
                source.skip(body)?;
            }
        }
    }
    Err(MediaError::damaged("too many JPEG segments"))
}

/// Fills the facts of a JPEG and returns its header.
pub(crate) fn probe<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &mut Facts,
) -> Result<Header, MediaError> {
    let header = header(source)?;
    header.frame.check()?;
    let tags = header.exif.as_deref().map_or_else(Tags::default, exif::read_block);
    super::describe(facts, header.frame.width, header.frame.height, &tags)?;
    Ok(header)
}

/// Where the picture of a JPEG in memory ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Just after EOI, at this offset.
    Complete(usize),
    /// No EOI; the entropy-coded data runs to the end of the file.
    Missing,
}

/// What the walk over a whole JPEG found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layout {
    pub(crate) end: End,
    /// The first scan holds every component. A baseline file without this is rare, and needs another decoder.
    pub(crate) interleaved: bool,
}

/// Walks a JPEG in memory from SOI to EOI, scans included.
///
/// # Errors
/// [`MediaError::Truncated`] when a segment is cut, when the scans don't name every component of the frame, or when
/// they hold fewer bits than the frame has blocks (each block costs at least one): so a tiny file can't claim a huge
/// picture.
pub(crate) fn layout(bytes: &[u8], frame: Frame) -> Result<Layout, MediaError> {
    let mut at = 2;
    let mut coded = 0usize;
    let mut seen = [false; 256];
    let (mut first_scan, mut scans) = (None, 0);
    let end = loop {
        let Some(found) =
            bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| byte == 0xFF))
        else {
            break End::Missing;
        };
        at += found + 1;
        let Some(&marker) = bytes.get(at) else { break End::Missing };
        match marker {
            // A stuffed zero, a restart, or a fill byte: still inside data.
            0x00 | 0x01 | 0xD0..=0xD8 => at += 1,
            0xFF => {}
            0xD9 => break End::Complete(at + 1),
            _ => {
                let Some(&[high, low]) = bytes.get(at + 1..at + 3) else { break End::Missing };
                let length = usize::from(u16::from_be_bytes([high, low]));
                let segment = bytes.get(at + 1..at + 1 + length).ok_or(MediaError::Truncated)?;
                at += 1 + length;
                if marker == 0xDA {
                    let count = usize::from(segment.get(2).copied().unwrap_or(0));
                    first_scan.get_or_insert(count);
                    scans += 1;
                    if scans > MAX_SCANS {
                        return Err(MediaError::damaged("too many JPEG scans"));
                    }
                    for index in 0..count {
                        if let Some(&id) = segment.get(3 + index * 2) {
                            seen[usize::from(id)] = true;
                        }
                    }
                    let data = scan_length(bytes.get(at..).unwrap_or_default());
                    coded += data;
                    at += data;
                }
            }
        }
    };
    let blocks = u64::from(frame.width.div_ceil(8)) * u64::from(frame.height.div_ceil(8));
    let scanned = seen.iter().filter(|&&seen| seen).count();
    if scanned < usize::from(frame.components) || (coded as u64) * 8 < blocks {
        return Err(MediaError::Truncated);
    }
    if end == End::Missing && frame.progressive {
        return Err(MediaError::Truncated);
    }
    Ok(Layout { end, interleaved: first_scan == Some(usize::from(frame.components)) })
}

/// Bytes of entropy-coded data up to the next marker that is neither stuffing nor a restart.
fn scan_length(data: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = data[at..].iter().position(|&byte| byte == 0xFF) {
        at += found;
        match data.get(at + 1) {
            Some(0x00 | 0xD0..=0xD7) => at += 2,
            Some(0xFF) => at += 1,
            Some(_) => return at,
            None => return data.len(),
        }
    }
    data.len()
}

fn next_marker<R: Read + Seek>(source: &mut Source<R>) -> Result<u8, MediaError> {
    // Some cameras pad between segments; a decoder skips the padding, within reason.
    let mut padding = 0;
    loop {
        let mut byte = source.u8()?;
        if byte == 0xFF {
            while byte == 0xFF {
                byte = source.u8()?;
            }
            if byte != 0 {
                return Ok(byte);
            }
        }
        padding += 1;
        if padding > 4096 {
            return Err(MediaError::damaged("no JPEG marker where one must be"));
        }
    }
}

fn read_frame(body: &[u8], progressive: bool) -> Result<Frame, MediaError> {
    let &[precision, h1, h0, w1, w0, components, ..] = body else {
        return Err(MediaError::damaged("short JPEG frame"));
    };
    if precision != 8 {
        return Err(MediaError::unsupported("JPEG 12-bit"));
    }
    let (width, height) =
        (u32::from(u16::from_be_bytes([w1, w0])), u32::from(u16::from_be_bytes([h1, h0])));
    Ok(Frame { width, height, components, progressive })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stuffing_and_restarts_stay_inside_the_scan() {
        assert_eq!(scan_length(&[1, 0xFF, 0x00, 2, 0xFF, 0xD3, 3, 0xFF, 0xD9]), 7);
        assert_eq!(scan_length(&[1, 2, 3]), 3);
        assert_eq!(scan_length(&[1, 0xFF]), 2);
    }
}
