//! How pictures are fitted when nobody chose: proposed to the screen, and made explicit when material is handed in, so
//! that what is approved never depends on a later program's taste.

use std::collections::BTreeMap;

use media::{Facts, Focus};
use workflow::{Asset, Content, Fit, FocusPoint, Sop};

use super::facts::can_be_cut;
use crate::{Office, OfficeError};

impl Office {
    /// The fit for each default place; empty for what can't be cut.
    pub(super) fn proposed(&self, facts: &Facts) -> BTreeMap<String, Fit> {
        if !can_be_cut(facts) {
            return BTreeMap::new();
        }
        let fit = proposed(facts);
        self.places().defaults().map(|picture| (picture.place.id.clone(), fit)).collect()
    }

    /// As [`Office::proposed`], of a file of some content.
    pub(crate) fn proposed_for(&self, asset: &Asset) -> Result<BTreeMap<String, Fit>, OfficeError> {
        Ok(self.proposed(&self.facts_with_look(&self.stored_asset(&asset.sha256)?)?))
    }

    /// The content with the default places of the SOP's platforms added to every picture that has no place there yet.
    pub(crate) fn with_fits(
        &self,
        sop: &Sop,
        mut content: Content,
    ) -> Result<Content, OfficeError> {
        for asset in &mut content.assets {
            let facts = self.facts_with_look(&self.stored_asset(&asset.sha256)?)?;
            if !can_be_cut(&facts) {
                continue;
            }
            let fit = proposed(&facts);
            for platform in &sop.platforms {
                let chosen = |place: &str| asset.fits.contains_key(place);
                if self.places().of_platform(&platform.id).any(|one| chosen(&one.place.id)) {
                    continue;
                }
                let defaults = self.places().of_platform(&platform.id).filter(|one| one.default);
                for picture in defaults {
                    asset.fits.insert(picture.place.id.clone(), fit);
                }
            }
        }
        Ok(content)
    }
}

/// Of a picture that could not be looked at, the middle.
pub(super) fn proposed(facts: &Facts) -> Fit {
    let (drawn, focus) = facts.look.map_or((false, Focus::CENTER), |look| (look.drawn, look.focus));
    of_media(media::Fit::proposed(drawn, focus))
}

fn of_media(fit: media::Fit) -> Fit {
    match fit {
        media::Fit::Crop { focus } => Fit::Crop { focus: FocusPoint { x: focus.x, y: focus.y } },
        media::Fit::Blur => Fit::Blur,
        media::Fit::Plain { color } => Fit::Plain { color },
        media::Fit::AsIs => Fit::AsIs,
    }
}

pub(super) fn to_media(fit: Fit) -> media::Fit {
    match fit {
        Fit::Crop { focus } => media::Fit::Crop { focus: Focus { x: focus.x, y: focus.y } },
        Fit::Blur => media::Fit::Blur,
        Fit::Plain { color } => media::Fit::Plain { color },
        Fit::AsIs => media::Fit::AsIs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_and_the_pixels_write_a_fit_the_same_way() {
        for fit in [
            Fit::Crop { focus: FocusPoint { x: 10_000, y: 3_000 } },
            Fit::Blur,
            Fit::Plain { color: 0x00C0_FFEE },
            Fit::AsIs,
        ] {
            let (ours, theirs) =
                (serde_json::to_value(fit).unwrap(), serde_json::to_value(to_media(fit)).unwrap());
            assert_eq!(ours, theirs);
            assert_eq!(of_media(to_media(fit)), fit);
        }
    }
}
