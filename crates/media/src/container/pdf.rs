//! PDF: is it whole, how many pages, how large the first. Pages are counted by walking the page tree with a real
//! parser, which also reads compressed object streams and rebuilds a broken table of objects; where that fails, the
//! count that stands in plain bytes is believed.

use std::io::{Read, Seek};

use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::svg::whole;
use crate::decode::guarded;
use crate::error::MediaError;
use crate::facts::Facts;
use crate::kind::contains;
use crate::source::Source;

/// The most bytes of a PDF that is drawn here. It is held in memory meanwhile.
pub(crate) const MAX_BYTES: u64 = 256 * 1024 * 1024;
/// How much of a larger file is searched for the page tree, bytes.
const SEARCH: u64 = 32 * 1024 * 1024;
/// The end marks lie within the last kilobyte; mail gateways append a little more.
const TAIL: u64 = 8 * 1024;
/// Pixels a point (1/72 inch) when a page's size is told in pixels: 144 dpi.
const PIXELS_A_POINT: f64 = 2.0;

/// Fills the facts of a PDF: pages, and the first page's size in pixels at 144 dpi.
///
/// # Errors
/// [`MediaError::Truncated`] when neither `%%EOF` nor `startxref` is near the end.
pub(crate) fn probe<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &mut Facts,
) -> Result<(), MediaError> {
    source.seek_to(source.len().saturating_sub(TAIL))?;
    let tail = source.up_to(TAIL)?;
    if !contains(&tail, b"%%EOF") && !contains(&tail, b"startxref") {
        return Err(MediaError::Truncated);
    }
    source.seek_to(0)?;
    if source.len() > MAX_BYTES {
        facts.undecodable = Some("PDF di atas 256 MB".to_owned());
        let body = source.up_to(SEARCH)?;
        facts.pages = claimed(&body);
        return Ok(());
    }
    let body = source.up_to(MAX_BYTES)?;
    let claimed = claimed(&body);
    let read = guarded(|| {
        let pdf = open(body)?;
        let size = pdf.pages().first().map(|page| page.render_dimensions());
        Ok((u32::try_from(pdf.pages().len()).ok(), size))
    });
    match read {
        Ok((pages, size)) => {
            facts.pages = pages;
            if let Some((width, height)) = size {
                let side = |points: f32| f64::from(points) * PIXELS_A_POINT;
                let (width, height) = whole(side(width), side(height));
                (facts.width, facts.height) = (Some(width), Some(height));
            }
        }
        Err(error) => {
            facts.pages = claimed;
            facts.undecodable = Some(match error {
                MediaError::Unsupported { found } => found,
                _ => "PDF yang susunannya rusak".to_owned(),
            });
        }
    }
    Ok(())
}

/// Opens a PDF for its pages.
///
/// # Errors
/// `Unsupported` for one that asks for a password, `Damaged` without a single page.
pub(crate) fn open(bytes: Vec<u8>) -> Result<Pdf, MediaError> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            MediaError::unsupported("PDF terkunci sandi")
        }
        LoadPdfError::Decryption(_) => MediaError::unsupported("PDF bersandi yang tidak dikenal"),
        LoadPdfError::Invalid => MediaError::damaged("PDF without a page tree"),
    })?;
    if pdf.pages().is_empty() {
        return Err(MediaError::damaged("PDF without pages"));
    }
    Ok(pdf)
}

/// The number of pages that stands in plain bytes.
fn claimed(body: &[u8]) -> Option<u32> {
    linearised(body).or_else(|| tree(body))
}
/// `/N` of the linearisation dictionary in the first kilobyte.
fn linearised(body: &[u8]) -> Option<u32> {
    let head = &body[..body.len().min(1024)];
    let start = find(head, b"/Linearized")?;
    let dictionary = &head[start..];
    let dictionary = &dictionary[..find(dictionary, b">>")?];
    number_after(dictionary, b"/N").filter(|&n| n > 0)
}

/// The largest `/Count` of a `/Type /Pages` dictionary: the root of the page tree counts every page.
fn tree(body: &[u8]) -> Option<u32> {
    let (mut at, mut most) = (0, None);
    while let Some(found) = find(&body[at..], b"/Pages") {
        let here = at + found;
        at = here + 6;
        if body[..here].trim_ascii_end().ends_with(b"/Type") {
            // The count may stand before or after the type within the same object.
            let from = here.saturating_sub(4096);
            let object =
                body[from..here].windows(4).rposition(|w| w == b" obj").map_or(here, |p| from + p);
            let limit = body.len().min(here + 65_536);
            let end = find(&body[here..limit], b"endobj").map_or(limit, |p| here + p);
            most = most.max(number_after(&body[object..end], b"/Count"));
        }
    }
    most.filter(|&count| count > 0)
}

fn number_after(bytes: &[u8], key: &[u8]) -> Option<u32> {
    let rest = bytes[find(bytes, key)? + key.len()..].trim_ascii_start();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()
}

/// The first occurrence. Keys start with a rare byte, so most positions are left after one comparison.
fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut at = 0;
    while let Some(step) = haystack.get(at..)?.iter().position(|&byte| byte == first) {
        at += step;
        if haystack[at..].starts_with(needle) {
            return Some(at);
        }
        at += 1;
    }
    None
}
