//! The segments around the scans: frame, tables, Adobe's and JFIF's notes. The walk is lazy; whoever decodes a scan
//! says where its data ended, and whoever doesn't lets the walk find the next marker itself.

use crate::error::JpegError;
use crate::frame::{Color, Component, Frame, Header};
use crate::huffman::Spec;

/// Encoders write about ten scans. Each one may visit every block, however few bytes it has, so their number bounds
/// the time.
pub(crate) const MAX_SCANS: usize = 64;

/// The most blocks an interleaved MCU may hold.
const MAX_MCU_BLOCKS: usize = 10;

/// A component's part in a scan, with the tables as they stand at that point of the file.
#[derive(Clone)]
pub(crate) struct Part {
    /// Index in [`Frame::components`].
    pub(crate) component: usize,
    pub(crate) dc: Option<Spec>,
    pub(crate) ac: Option<Spec>,
    /// In natural order.
    pub(crate) quant: Option<[u16; 64]>,
}

/// A scan header (SOS) and what it depends on.
#[derive(Clone)]
pub(crate) struct Scan {
    pub(crate) parts: Vec<Part>,
    pub(crate) start: u8,
    pub(crate) end: u8,
    pub(crate) high: u8,
    pub(crate) low: u8,
    /// MCUs between restart markers; 0 for none.
    pub(crate) restart: usize,
    /// Where its entropy-coded data begins.
    pub(crate) data: usize,
}

/// What the walk met.
pub(crate) enum Event {
    Scan(Box<Scan>),
    /// No more scans. Without the mark of the end (EOI) the file may have been cut.
    End {
        marked: bool,
    },
}

/// The walk over a file's segments.
pub(crate) struct Walk<'a> {
    bytes: &'a [u8],
    pub(crate) at: usize,
    pub(crate) frame: Option<Frame>,
    quant: [Option<[u16; 64]>; 4],
    dc: [Option<Spec>; 4],
    ac: [Option<Spec>; 4],
    restart: usize,
    jfif: bool,
    adobe: Option<u8>,
    scans: usize,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Result<Self, JpegError> {
        if !bytes.starts_with(&[0xFF, 0xD8]) {
            return Err(JpegError::NotJpeg);
        }
        Ok(Self {
            bytes,
            at: 2,
            frame: None,
            quant: [None; 4],
            dc: [const { None }; 4],
            ac: [const { None }; 4],
            restart: 0,
            jfif: false,
            adobe: None,
            scans: 0,
        })
    }

    /// Walks to the next scan or to the end. After a scan, stray and entropy-coded bytes are passed over.
    pub(crate) fn next(&mut self) -> Result<Event, JpegError> {
        loop {
            let Some(marker) = self.marker() else { return self.cut() };
            match marker {
                0xD9 if self.scans == 0 => {
                    return Err(JpegError::damaged("the file ends before its picture"));
                }
                0xD9 => return Ok(Event::End { marked: true }),
                // Marks without a body. Restart marks belong to a scan that was passed over.
                0x01 | 0xD0..=0xD8 => continue,
                _ => {}
            }
            let Some(body) = self.body() else { return self.cut() };
            match marker {
                0xC0..=0xC2 => {
                    if self.frame.is_some() {
                        return Err(JpegError::damaged("a second frame header"));
                    }
                    self.frame = Some(Frame::read(body, marker == 0xC2)?);
                }
                0xC3 | 0xC7 | 0xCB | 0xCF => return Err(JpegError::unsupported("lossless")),
                0xC5 | 0xC6 => return Err(JpegError::unsupported("hierarchical")),
                0xC9 | 0xCA | 0xCD | 0xCE => {
                    return Err(JpegError::unsupported("arithmetic coding"));
                }
                0xC4 => self.huffman(body)?,
                0xDB => self.quantisation(body)?,
                0xDD => {
                    let [high, low] = *body else {
                        return Err(JpegError::damaged("restart interval of the wrong length"));
                    };
                    self.restart = usize::from(u16::from_be_bytes([high, low]));
                }
                0xDA => {
                    self.scans += 1;
                    if self.scans > MAX_SCANS {
                        return Err(JpegError::damaged("more than 64 scans"));
                    }
                    return Ok(Event::Scan(Box::new(self.scan(body)?)));
                }
                0xE0 => self.jfif |= body.starts_with(b"JFIF\0"),
                0xEE if body.starts_with(b"Adobe") => self.adobe = body.get(11).copied(),
                _ => {}
            }
        }
    }

    fn cut(&self) -> Result<Event, JpegError> {
        if self.scans == 0 { Err(JpegError::Truncated) } else { Ok(Event::End { marked: false }) }
    }

    /// The next marker, whatever lies before it.
    fn marker(&mut self) -> Option<u8> {
        loop {
            let rest = self.bytes.get(self.at..)?;
            self.at += find_ff(rest)?;
            match self.bytes.get(self.at + 1)? {
                0xFF => self.at += 1,
                0 => self.at += 2,
                &marker => {
                    self.at += 2;
                    return Some(marker);
                }
            }
        }
    }

    /// The body of a segment; `None` if the file ends in it.
    fn body(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.bytes.get(self.at..)?.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        // A length below 2 counts less than itself: taken as an empty body, what follows as stray bytes.
        let body = rest.get(..length.saturating_sub(2))?;
        self.at += length.max(2);
        Some(body)
    }

    fn huffman(&mut self, mut body: &[u8]) -> Result<(), JpegError> {
        while let [target, rest @ ..] = body {
            let (spec, taken) = Spec::read(rest)?;
            let slots = if target >> 4 == 0 { &mut self.dc } else { &mut self.ac };
            match slots.get_mut(usize::from(target & 15)) {
                Some(slot) if target >> 4 <= 1 => *slot = Some(spec),
                _ => return Err(JpegError::damaged("Huffman table of an impossible number")),
            }
            body = &rest[taken..];
        }
        Ok(())
    }

    fn quantisation(&mut self, mut body: &[u8]) -> Result<(), JpegError> {
        while let [target, rest @ ..] = body {
            let width = 1 + usize::from(target >> 4);
            let slot = self.quant.get_mut(usize::from(target & 15)).filter(|_| width <= 2);
            let (Some(slot), Some(given)) = (slot, rest.get(..64 * width)) else {
                return Err(JpegError::damaged("quantisation table makes no sense"));
            };
            let mut table = [0; 64];
            for (value, &natural) in given.chunks_exact(width).zip(&ZIGZAG) {
                table[usize::from(natural)] =
                    value.iter().fold(0, |sum, &byte| sum << 8 | u16::from(byte));
            }
            *slot = Some(table);
            body = &rest[64 * width..];
        }
        Ok(())
    }

    fn scan(&self, body: &[u8]) -> Result<Scan, JpegError> {
        let Some(frame) = &self.frame else {
            return Err(JpegError::damaged("a scan before its frame"));
        };
        let [count, rest @ ..] = body else {
            return Err(JpegError::damaged("scan header is too short"));
        };
        let count = usize::from(*count);
        let Some((specs, &[start, end, precision])) = rest.split_last_chunk::<3>() else {
            return Err(JpegError::damaged("scan header is too short"));
        };
        if !(1..=frame.components.len()).contains(&count) || specs.len() != count * 2 {
            return Err(JpegError::damaged("scan header of the wrong length"));
        }
        let mut parts: Vec<Part> = Vec::with_capacity(count);
        for spec in specs.chunks_exact(2) {
            let component = frame.components.iter().position(|c| c.id == spec[0]);
            let Some(component) = component else {
                return Err(JpegError::damaged("a scan of an unknown component"));
            };
            if parts.iter().any(|part| part.component == component) {
                return Err(JpegError::damaged("a scan that names a component twice"));
            }
            let (dc, ac) = (usize::from(spec[1] >> 4), usize::from(spec[1] & 15));
            parts.push(Part {
                component,
                dc: self.dc.get(dc).cloned().flatten(),
                ac: self.ac.get(ac).cloned().flatten(),
                quant: self.quant[usize::from(frame.components[component].quant)],
            });
        }
        let blocks = |part: &Part| {
            let component: &Component = &frame.components[part.component];
            usize::from(component.h) * usize::from(component.v)
        };
        if count > 1 && parts.iter().map(blocks).sum::<usize>() > MAX_MCU_BLOCKS {
            return Err(JpegError::damaged("more blocks in an MCU than allowed"));
        }
        Ok(Scan {
            parts,
            start,
            end,
            high: precision >> 4,
            low: precision & 15,
            restart: self.restart,
            data: self.at,
        })
    }

    /// The header as far as it's known; complete at the first scan.
    pub(crate) fn header(&self) -> Option<Header> {
        let frame = self.frame.as_ref()?;
        let ids = || frame.components.iter().map(|component| component.id);
        let color = match (frame.components.len(), self.adobe) {
            (1, _) => Color::Gray,
            (4, Some(2)) => Color::Ycck { inverted: true },
            (4, adobe) => Color::Cmyk { inverted: adobe.is_some() },
            _ if self.jfif => Color::YCbCr,
            (_, Some(0)) => Color::Rgb,
            (_, None) if ids().eq(*b"RGB") => Color::Rgb,
            _ => Color::YCbCr,
        };
        Some(Header {
            width: frame.width,
            height: frame.height,
            components: frame.components.len() as u8,
            color,
            progressive: frame.progressive,
            sampling: frame.sampling(),
        })
    }
}

/// Where the first 0xFF is. Eight bytes a step: skipped scans are megabytes.
fn find_ff(bytes: &[u8]) -> Option<usize> {
    let mut chunks = bytes.chunks_exact(8);
    let plain = chunks
        .by_ref()
        .take_while(|chunk| !chunk.iter().fold(false, |found, &byte| found | (byte == 0xFF)))
        .count();
    let from = plain * 8;
    bytes[from..].iter().position(|&byte| byte == 0xFF).map(|found| from + found)
}

/// Where the coefficients of a scan belong in a block.
pub(crate) const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];
