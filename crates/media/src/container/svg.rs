//! SVG: drawings as text. The document is read once with bounds (bytes, elements, nesting, entities), and its nominal
//! size taken from `width`, `height` and `viewBox`. What it draws is decided in [`crate::decode`].

use std::io::{Read, Seek};

use resvg::usvg::roxmltree::{Document, Error, Node, ParsingOptions};

use crate::error::MediaError;
use crate::exif::Tags;
use crate::facts::Facts;
use crate::source::Source;

/// The most bytes of a drawing; with pictures embedded as text, a few megabytes are usual.
pub(crate) const MAX_BYTES: u64 = 20 * 1024 * 1024;
/// The most XML nodes. A detailed map has some ten thousand.
const MAX_NODES: u32 = 400_000;
/// The deepest nesting of elements; drawing programs stay below 30.
const MAX_DEPTH: usize = 100;
/// Drawings have no pixels of their own: sizes above this are told smaller, in proportion.
const LONGEST_EDGE: f64 = 16_384.0;
/// What browsers take for a drawing that says nothing about its size.
const DEFAULT_SIZE: (f64, f64) = (300.0, 150.0);

/// Fills the facts: the nominal size in CSS pixels (96 an inch).
///
/// # Errors
/// [`MediaError::Truncated`] when the root element is not closed; `Damaged` for other XML errors and for entities that
/// multiply.
pub(crate) fn probe<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &mut Facts,
) -> Result<(), MediaError> {
    if source.len() > MAX_BYTES {
        facts.undecodable = Some("SVG di atas 20 MB".to_owned());
        return Ok(());
    }
    source.seek_to(0)?;
    let bytes = source.up_to(MAX_BYTES)?;
    let text = text(&bytes)?;
    let document = document(&text)?;
    let (width, height) = size(document.root_element());
    let (width, height) = whole(width, height);
    super::describe(facts, width, height, &Tags::default())
}

/// The text of a drawing: UTF-8, or UTF-16 with its mark.
pub(crate) fn text(bytes: &[u8]) -> Result<String, MediaError> {
    let units = |read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> =
            bytes[2..].as_chunks::<2>().0.iter().map(|&pair| read(pair)).collect();
        String::from_utf16(&units).ok()
    };
    let text = match bytes {
        [0xFF, 0xFE, ..] => units(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => units(u16::from_be_bytes),
        _ => str::from_utf8(bytes).ok().map(str::to_owned),
    };
    text.ok_or_else(|| MediaError::damaged("SVG text is not Unicode"))
}

/// The parsed document, within the bounds.
pub(crate) fn document(text: &str) -> Result<Document<'_>, MediaError> {
    check_entities(text)?;
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream | Error::NoRootNode => {
            MediaError::Truncated
        }
        other => MediaError::damaged(format!("SVG: {other}").chars().take(160).collect::<String>()),
    })?;
    if document.root_element().tag_name().name() != "svg" {
        return Err(MediaError::unrecognised("XML"));
    }
    if deeper_than(document.root_element(), MAX_DEPTH) {
        return Err(MediaError::damaged("SVG elements nested too deeply"));
    }
    Ok(document)
}

/// Whether elements are nested deeper than `levels`; looks no further down than that.
fn deeper_than(node: Node<'_, '_>, levels: usize) -> bool {
    node.children().any(|child| levels == 0 || deeper_than(child, levels - 1))
}

/// Refuses entities made of entities, and text that grows past [`MAX_BYTES`] by them. Drawing programs declare a few
/// plain ones for name spaces.
fn check_entities(text: &str) -> Result<(), MediaError> {
    let too_many = || MediaError::damaged("SVG entities multiply");
    let mut longest = 0_u64;
    for declaration in text.split("<!ENTITY").skip(1) {
        let declaration = declaration.split('>').next().unwrap_or_default();
        if declaration.contains(['&', '%']) {
            return Err(too_many());
        }
        longest = longest.max(declaration.len() as u64);
    }
    let uses = text.bytes().filter(|&byte| byte == b'&').count() as u64;
    if longest * uses > MAX_BYTES { Err(too_many()) } else { Ok(()) }
}

/// Nominal width and height in CSS pixels.
fn size(root: Node<'_, '_>) -> (f64, f64) {
    let view = root.attribute("viewBox").and_then(|text| {
        let mut numbers = text.split([' ', ',', '\t', '\n', '\r']).filter(|part| !part.is_empty());
        let (_, _) = (numbers.next()?, numbers.next()?);
        let (width, height) = (positive(numbers.next()?)?, positive(numbers.next()?)?);
        Some((width, height))
    });
    let length = |name| root.attribute(name).and_then(pixels);
    match (length("width"), length("height"), view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(view)) => view,
        (width, height, None) => {
            (width.unwrap_or(DEFAULT_SIZE.0), height.unwrap_or(DEFAULT_SIZE.1))
        }
    }
}

/// A CSS length; percentages and font-relative units say nothing here.
fn pixels(text: &str) -> Option<f64> {
    let text = text.trim();
    let at =
        text.find(|c: char| c.is_ascii_alphabetic() && c != 'e' && c != 'E').unwrap_or(text.len());
    let (number, unit) = text.split_at(at);
    let scale = match unit {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        _ => return None,
    };
    positive(number).map(|value| value * scale)
}

fn positive(text: &str) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|value| value.is_finite() && *value > 0.0)
}

/// A drawing's size in whole pixels: at least 1, and scaled down in proportion when it is beyond [`LONGEST_EDGE`].
pub(crate) fn whole(width: f64, height: f64) -> (u32, u32) {
    let scale = (LONGEST_EDGE / width.max(height)).min(1.0);
    // The cast saturates, and the scale keeps both below 16,385.
    let side = |value: f64| ((value * scale).round() as u32).max(1);
    (side(width), side(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sized(attributes: &str) -> (u32, u32) {
        let text = format!("<svg xmlns='http://www.w3.org/2000/svg' {attributes}/>");
        let document = document(&text).expect("a drawing");
        let (width, height) = size(document.root_element());
        whole(width, height)
    }

    #[test]
    fn sizes_come_from_lengths_or_the_view_box() {
        assert_eq!(sized("width='1080' height='1350px'"), (1080, 1350));
        assert_eq!(sized("width='210mm' height='297mm'"), (794, 1123));
        assert_eq!(sized("viewBox='0 0 40,20'"), (40, 20));
        assert_eq!(sized("width='100%' height='100%' viewBox='0 0 640 480'"), (640, 480));
        assert_eq!(sized("width='320' viewBox='0 0 640 480'"), (320, 240));
        assert_eq!(sized("width='1e9' height='5e8'"), (16_384, 8192));
        assert_eq!(sized("width='-3' height='NaN'"), (300, 150));
    }

    #[test]
    fn plain_entities_are_read_and_nested_ones_refused() {
        let plain =
            "<!DOCTYPE svg [<!ENTITY ns \"http://www.w3.org/2000/svg\">]><svg xmlns='&ns;'/>";
        assert!(document(plain).is_ok());
        let nested =
            "<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><svg><text>&b;</text></svg>";
        assert!(document(nested).is_err());
        let long = format!(
            "<!DOCTYPE svg [<!ENTITY a '{}'>]><svg><text>{}</text></svg>",
            "x".repeat(100_000),
            "&a;".repeat(1000)
        );
        assert!(document(&long).is_err());
    }

    #[test]
    fn nesting_is_bounded() {
        let nested =
            |depth: usize| format!("<svg>{}{}</svg>", "<g>".repeat(depth), "</g>".repeat(depth));
        assert!(document(&nested(90)).is_ok());
        assert!(document(&nested(150)).is_err());
        assert!(document("<svg><g><rect/>").is_err());
    }
}
