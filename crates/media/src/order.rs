//! Everything that is wanted of one file, made from one decode. See [`carry_out`](crate::carry_out).

use serde::{Deserialize, Serialize};

use crate::derive::{Recipe, Rendered};
use crate::facts::Facts;
use crate::place::{Fit, Place};

/// What is wanted. Nothing at all asks for the full check of a picture, and for the structure of anything else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Page of a PDF, from 0; 0 for everything else.
    #[serde(default)]
    pub page: u32,
    /// Smaller pictures of the usual recipes.
    #[serde(default)]
    pub recipes: Vec<Recipe>,
    /// Pictures cut for a place.
    #[serde(default)]
    pub cuts: Vec<Cut>,
    /// Places to cut for in the way that the picture's look proposes ([`Fit::proposed`]): the defaults that intake makes
    /// before a person has chosen. What was proposed stands in [`Rendition::fit`].
    #[serde(default)]
    pub proposed: Vec<Place>,
    /// `proposed` crops drawings too.
    #[serde(default)]
    pub always_crop: bool,
    /// Whether [`Facts::look`] is wanted. Cuts bring it along.
    #[serde(default)]
    pub look: bool,
    /// What intake says: a whole file of a format that can't be shown here is kept all the same, so it is answered
    /// with [`Facts::undecodable`] and without pictures, not with an error. Broken files are errors either way.
    #[serde(default)]
    pub keep_undecodable: bool,
}

/// A picture for one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    pub place: Place,
    pub fit: Fit,
}

/// What came of an [`Order`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    pub facts: Facts,
    /// In the order asked.
    pub pictures: Vec<Rendered>,
    /// Those of [`Order::cuts`] in the order asked, then those of [`Order::proposed`].
    pub renditions: Vec<Rendition>,
}

/// A picture ready to be uploaded: baseline sRGB JPEG without metadata. As JSON it is what is known about it, without
/// the picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendition {
    /// Id of the place.
    pub place: String,
    pub fit: Fit,
    /// Width, px.
    pub width: u32,
    /// Height, px.
    pub height: u32,
    /// The JPEG quality that was found to fit the place's limit.
    pub quality: u8,
    /// Whether the picture had too few pixels and was enlarged: the person should know.
    pub scaled_up: bool,
    /// Whether it has more bytes than the platform takes, even at the place's lowest quality. It must not be uploaded.
    pub over_limit: bool,
    #[serde(skip)]
    pub jpeg: Vec<u8>,
}

impl Cut {
    /// Raised whenever the same choice would give other bytes.
    const VERSION: u32 = 1;

    /// Names the result in a cache, with `a-z`, `0-9` and `-` only: the place with all that shapes the bytes, so that a
    /// corrected place gives another key.
    #[must_use]
    pub fn cache_key(&self) -> String {
        self.cache_key_of_page(0)
    }

    /// As [`Cut::cache_key`], for a page of a PDF.
    #[must_use]
    pub fn cache_key_of_page(&self, page: u32) -> String {
        let Place { id, width, height, max_bytes, quality_floor, .. } = &self.place;
        let fit = match self.fit {
            Fit::Crop { focus } => format!("crop-{}-{}", focus.x, focus.y),
            Fit::Blur => "blur".to_owned(),
            Fit::Plain { color } => format!("plain-{:06x}", color & 0x00FF_FFFF),
            Fit::AsIs => "asis".to_owned(),
        };
        let id: String = id
            .chars()
            .map(|c| c.to_ascii_lowercase())
            .filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-')
            .collect();
        let page = if page == 0 { String::new() } else { format!("-p{page}") };
        format!("{id}-{width}x{height}-{fit}-{max_bytes}-q{quality_floor}-v{}{page}", Self::VERSION)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Focus;

    #[test]
    fn a_key_changes_with_everything_that_shapes_the_bytes() {
        let place = Place {
            id: "instagram-feed-4x5".into(),
            platform: "instagram-feed".into(),
            label: "Feed".into(),
            width: 1080,
            height: 1350,
            max_bytes: 8_000_000,
            quality_floor: 75,
        };
        let cut = |place: Place, fit| Cut { place, fit }.cache_key();
        let center = Fit::Crop { focus: Focus::CENTER };
        let keys = [
            cut(place.clone(), center),
            cut(place.clone(), Fit::Crop { focus: Focus { x: 5_000, y: 4_999 } }),
            cut(place.clone(), Fit::Blur),
            cut(place.clone(), Fit::Plain { color: 0 }),
            cut(place.clone(), Fit::Plain { color: 0xFF_FFFF }),
            cut(place.clone(), Fit::AsIs),
            cut(Place { width: 1081, ..place.clone() }, center),
            cut(Place { height: 1351, ..place.clone() }, center),
            cut(Place { max_bytes: 8_000_001, ..place.clone() }, center),
            cut(Place { quality_floor: 76, ..place.clone() }, center),
            Cut { place: place.clone(), fit: center }.cache_key_of_page(3),
        ];
        let plain = |key: &String| {
            key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        assert!(keys.iter().all(plain), "{keys:?}");
        assert_eq!(keys.iter().collect::<std::collections::HashSet<_>>().len(), keys.len());
        let renamed = Place { label: "Nama lain".into(), ..place };
        assert_eq!(cut(renamed, center), keys[0], "a label shapes no bytes");
    }
}
