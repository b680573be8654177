//! How a picture is fitted into a place of a platform: the choice that belongs to a version and is approved with it.
//!
//! A place is only a name here. Which places there are, how large they are and what a fitted picture looks like is
//! known by the crates that hold pixels; the JSON shape is theirs too, so that the record and the pictures agree.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Most places that one file is made for.
pub const MOST_FITS: usize = 40;
/// Longest id of a place.
const LONGEST_PLACE: usize = 64;
/// The far edge of a picture in [`FocusPoint`]'s measure.
const FAR_EDGE: u16 = 10_000;
const WHITE: u32 = 0x00FF_FFFF;

/// What is done with a picture whose shape is not the place's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "how", deny_unknown_fields)]
pub enum Fit {
    /// Fill the place; cut off what is farthest from `focus`.
    Crop { focus: FocusPoint },
    /// Show everything; the rest of the place is the picture itself, blurred.
    Blur,
    /// Show everything; the rest of the place is one colour, `0xRRGGBB`.
    Plain {
        #[schema(maximum = 16_777_215)]
        color: u32,
    },
    /// Keep the picture's own shape; only shrink it to lie within the place.
    AsIs,
}

/// A point of the upright picture in ten-thousandths of its width and height, from the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FocusPoint {
    #[schema(maximum = 10_000)]
    pub x: u16,
    #[schema(maximum = 10_000)]
    pub y: u16,
}

impl Fit {
    /// Whether its numbers are within their ranges.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        match self {
            Self::Crop { focus } => focus.x <= FAR_EDGE && focus.y <= FAR_EDGE,
            Self::Plain { color } => *color <= WHITE,
            Self::Blur | Self::AsIs => true,
        }
    }
}

/// Whether `id` can be a place's: 1 to 64 of `a-z 0-9 -`.
#[must_use]
pub fn is_place_id(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LONGEST_PLACE).contains(&id.len()) && id.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> serde_json::Result<Fit> {
        serde_json::from_str(text)
    }

    #[test]
    fn a_fit_is_written_as_the_pixels_crate_writes_it() {
        for text in [
            r#"{"how":"crop","focus":{"x":5000,"y":3000}}"#,
            r#"{"how":"blur"}"#,
            r#"{"how":"plain","color":16777215}"#,
            r#"{"how":"as_is"}"#,
        ] {
            let fit = read(text).unwrap();
            assert_eq!(serde_json::to_string(&fit).unwrap(), text);
            assert!(fit.is_sound());
        }
    }

    #[test]
    fn numbers_out_of_range_are_not_sound_and_unknown_ways_do_not_read() {
        for text in [
            r#"{"how":"crop","focus":{"x":10001,"y":0}}"#,
            r#"{"how":"crop","focus":{"x":0,"y":10001}}"#,
            r#"{"how":"plain","color":16777216}"#,
        ] {
            assert!(!read(text).unwrap().is_sound(), "{text}");
        }
        assert!(read(r#"{"how":"stretch"}"#).is_err());
        assert!(read(r#"{"how":"crop","focus":{"x":-1,"y":0}}"#).is_err());
        assert!(read(r#"{"how":"crop","focus":{"x":1,"y":0,"z":0}}"#).is_err());
    }

    #[test]
    fn a_place_id_is_plain() {
        assert!(is_place_id("instagram-feed-4x5"));
        for id in ["", "Feed", "../x", "a b", "a_b", &"x".repeat(65)] {
            assert!(!is_place_id(id), "{id}");
        }
    }
}
