//! PDF: is it whole, and how many pages. Pages are counted only where the file says so in plain bytes; a page tree
//! inside a compressed object stream is left unknown rather than guessed.

use std::io::{Read, Seek};

use crate::error::MediaError;
use crate::facts::Facts;
use crate::kind::contains;
use crate::source::Source;

/// How much of the file is searched for the page tree, bytes.
const SEARCH: u64 = 32 * 1024 * 1024;
/// The end marks lie within the last kilobyte; mail gateways append a little more.
const TAIL: u64 = 8 * 1024;

/// Fills the facts of a PDF.
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
    let body = source.up_to(SEARCH)?;
    facts.pages = linearised(&body).or_else(|| tree(&body));
    Ok(())
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
