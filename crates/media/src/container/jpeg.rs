//! JPEG segments up to the first scan. Whether the scans are whole is the decoder's to say.

use std::io::{Read, Seek};

use crate::error::MediaError;
use crate::exif::{self, Tags};
use crate::facts::{Color, ColorModel, Facts};
use crate::foreign;
use crate::icc;
use crate::kind::contains;
use crate::limits::{MAX_PIXELS, MAX_PROGRESSIVE_PIXELS, check_area};
use crate::source::Source;

/// Stops absurd header chains; a real file has a few dozen segments, ICC and MPF included.
const MAX_SEGMENTS: u32 = 10_000;

const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";

/// The frame header (SOF).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) components: u8,
    pub(crate) progressive: bool,
    /// Bits a channel.
    pub(crate) precision: u8,
    /// A coding that no decoder here knows, by name: lossless, arithmetic, hierarchical or 12 bits.
    pub(crate) special: Option<&'static str>,
}

impl Frame {
    /// Refuses frames that can't be decoded, or only with too much memory.
    pub(crate) fn check(self) -> Result<(), MediaError> {
        match self.special {
            Some(name) => Err(MediaError::unsupported(name)),
            None => self.check_size(),
        }
    }

    fn check_size(self) -> Result<(), MediaError> {
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
    /// The name of the ICC profile.
    pub(crate) profile: Option<String>,
    /// A position stands in XMP, where some editors copy it.
    pub(crate) xmp_position: bool,
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
    let (mut profile, mut xmp_position) = (None, false);
    for _ in 0..MAX_SEGMENTS {
        let marker = next_marker(source)?;
        match marker {
            0xD8 | 0x01 | 0xD0..=0xD7 => continue,
            0xD9 => return Err(MediaError::damaged("JPEG ends before its picture")),
            0xDA => {
                let frame =
                    frame.ok_or_else(|| MediaError::damaged("JPEG scan before its frame"))?;
                return Ok(Header { frame, exif, metadata, profile, xmp_position });
            }
            _ => {}
        }
        let length = u64::from(source.u16_be()?);
        let body = length
            .checked_sub(2)
            .ok_or_else(|| MediaError::damaged("JPEG segment without length"))?;
        match marker {
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                frame = Some(read_frame(&source.bytes(body)?, marker)?);
            }
            0xE1 => {
                let block = source.bytes(body)?;
                if block.starts_with(b"Exif\0") {
                    exif.get_or_insert(block);
                } else if block.starts_with(XMP) {
                    xmp_position |= contains(&block, b"GPSLatitude");
                }
                metadata = true;
            }
            // The first part of a profile names it; only tables come later.
            0xE2 if profile.is_none() && body <= 65_533 => {
                let block = source.bytes(body)?;
                profile = block
                    .strip_prefix(b"ICC_PROFILE\0\x01")
                    .and_then(|rest| icc::name(rest.get(1..)?));
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
    header.frame.check_size()?;
    let tags = header.exif.as_deref().map_or_else(Tags::default, exif::read_block);
    super::describe(facts, header.frame.width, header.frame.height, &tags)?;
    facts.gps |= header.xmp_position;
    facts.progressive = header.frame.progressive;
    facts.undecodable = header.frame.special.map(str::to_owned);
    facts.color = Some(Color {
        model: match header.frame.components {
            1 => ColorModel::Gray,
            4 => ColorModel::Cmyk,
            _ => ColorModel::Rgb,
        },
        bits: header.frame.precision,
        alpha: false,
        profile: header.profile.clone().or_else(|| tags.adobe_rgb.then(|| "Adobe RGB".to_owned())),
    });
    Ok(header)
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

fn read_frame(body: &[u8], marker: u8) -> Result<Frame, MediaError> {
    let &[precision, h1, h0, w1, w0, components, ..] = body else {
        return Err(MediaError::damaged("short JPEG frame"));
    };
    let special = match (marker, precision) {
        (0xC0..=0xC2, 8) => None,
        (0xC0..=0xC2, 12) => Some("JPEG 12-bit"),
        (0xC3, _) => Some("JPEG lossless"),
        (0xC9..=0xCB, _) => Some("JPEG aritmetik"),
        _ => Some("JPEG khusus"),
    };
    let (width, height) =
        (u32::from(u16::from_be_bytes([w1, w0])), u32::from(u16::from_be_bytes([h1, h0])));
    let progressive = marker == 0xC2;
    Ok(Frame { width, height, components, progressive, precision, special })
}

/// Where the EXIF thumbnail lies, from the start of the JPEG, and its length.
pub(crate) fn thumbnail_span<R: Read + Seek>(source: &mut Source<R>) -> Option<(u64, u64)> {
    let header = header(source).ok()?;
    let block = header.exif?;
    let tags = exif::read_block(&block);
    let (offset, length) = tags.thumbnail?;
    exif::thumbnail(&block, &tags)?;
    // Cameras write EXIF as the first segment: after SOI, marker, length and `Exif\0\0`.
    source.seek_to(2).ok()?;
    (source.array().ok()? == [0xFF, 0xE1]).then_some((12 + u64::from(offset), u64::from(length)))
}
