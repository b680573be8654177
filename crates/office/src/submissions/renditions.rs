//! The files of a submission as its upload cards offer them: of each chosen platform, each file in each of its places.

use std::collections::BTreeMap;

use workflow::{Asset, Content, Fit, SubmissionId};

use crate::assets::CutRequest;
use crate::caller::Caller;
use crate::rulebook::Edition;
use crate::view::{PlatformRenditions, RenditionCard, SubmissionRenditions};
use crate::{Office, OfficeError, PicturePlace, text};

impl Office {
    /// # Errors
    /// `NotFound`.
    pub fn renditions(
        &self,
        caller: &Caller,
        id: SubmissionId,
    ) -> Result<SubmissionRenditions, OfficeError> {
        let state = self.stored_submission(id)?;
        let rules = self.rules()?;
        let Edition { sop, .. } = rules.of(&state)?;
        let content = &state.content;
        let day = rules.settings.calendar.day_of(state.submitted_at);
        let day = content.event_date.unwrap_or(day).to_string();
        let mut platforms = Vec::new();
        for platform in sop.platforms.iter().filter(|platform| is_meant(content, &platform.id)) {
            let files = self.files_for(caller, &platform.id, content, &day)?;
            platforms.push(PlatformRenditions {
                platform: platform.id.clone(),
                label: platform.label.clone(),
                zip_url: (files.len() > 1).then(|| {
                    format!("/api/submissions/{id}/renditions.zip?platform={}", platform.id)
                }),
                files,
            });
        }
        Ok(SubmissionRenditions { platforms })
    }

    fn files_for(
        &self,
        caller: &Caller,
        platform: &str,
        content: &Content,
        day: &str,
    ) -> Result<Vec<RenditionCard>, OfficeError> {
        let mut files = Vec::new();
        for asset in &content.assets {
            let proposed =
                if asset.fits.is_empty() { self.proposed_for(asset)? } else { BTreeMap::new() };
            for picture in self.places().of_platform(platform) {
                let fits = if asset.fits.is_empty() { &proposed } else { &asset.fits };
                let Some(fit) = fits.get(&picture.place.id) else { continue };
                let number = 1 + count_of(&files, &picture.place.id);
                let title = text::slug(&content.title);
                let file_name = format!("{day}-{title}-{}-{number}.jpg", picture.place.id);
                match self.card_of(caller, asset, picture, *fit, file_name) {
                    Ok(card) => files.push(card),
                    // A file that can't be cut any more is offered as its original alone.
                    Err(OfficeError::NotFound { .. }) => {}
                    Err(other) => return Err(other),
                }
            }
        }
        Ok(files)
    }

    fn card_of(
        &self,
        caller: &Caller,
        asset: &Asset,
        picture: &PicturePlace,
        fit: Fit,
        file_name: String,
    ) -> Result<RenditionCard, OfficeError> {
        let place = &picture.place;
        let request = CutRequest { place: place.id.clone(), fit: Some(fit), quick: false };
        let rendition = self.rendition(caller, &asset.sha256, &request)?;
        let made = self.made(&rendition)?;
        let (width, height) = match made {
            Some(made) => (made.width, made.height),
            None => expected(fit, asset, (place.width, place.height)),
        };
        let url = format!(
            "/api/media/{}/renditions/{}?{}&v={}",
            asset.sha256,
            place.id,
            query(fit),
            rendition.version
        );
        Ok(RenditionCard {
            asset: asset.sha256.clone(),
            asset_name: asset.name.clone(),
            place: place.id.clone(),
            place_label: place.label.clone(),
            fit,
            chosen: asset.fits.contains_key(&place.id),
            url,
            width,
            height,
            bytes: made.map(|made| made.bytes),
            quality: made.map(|made| made.quality),
            scaled_up: made.map_or_else(
                || scaled_up(fit, asset, (place.width, place.height)),
                |made| made.scaled_up,
            ),
            over_limit: made.is_some_and(|made| made.over_limit),
            file_name,
        })
    }
}

/// Whether the content goes to this platform as far as is known: chosen, else wished, else any of the SOP's.
fn is_meant(content: &Content, platform: &str) -> bool {
    let Content { wished, platforms, .. } = content;
    let meant = if platforms.is_empty() { wished } else { platforms };
    meant.is_empty() || meant.iter().any(|id| id == platform)
}

fn count_of(files: &[RenditionCard], place: &str) -> usize {
    files.iter().filter(|file| file.place == place).count()
}

/// The fit as the address of a picture tells it.
fn query(fit: Fit) -> String {
    match fit {
        Fit::Crop { focus } => format!("fit=crop&x={}&y={}", focus.x, focus.y),
        Fit::Blur => "fit=blur".to_owned(),
        Fit::Plain { color } => format!("fit=plain&color={color:06x}"),
        Fit::AsIs => "fit=as_is".to_owned(),
    }
}

/// Measures before the picture was made, px: those of the place, unless the picture keeps its own shape.
fn expected(fit: Fit, asset: &Asset, place: (u32, u32)) -> (u32, u32) {
    let (Fit::AsIs, Some(width), Some(height)) = (fit, asset.width, asset.height) else {
        return place;
    };
    let scale = (f64::from(place.0) / f64::from(width.max(1)))
        .min(f64::from(place.1) / f64::from(height.max(1)))
        .min(1.0);
    let scaled = |edge: u32| ((f64::from(edge) * scale).round() as u32).max(1);
    (scaled(width), scaled(height))
}

/// Whether the original has too few pixels for its part of the place.
fn scaled_up(fit: Fit, asset: &Asset, place: (u32, u32)) -> bool {
    let (Some(width), Some(height)) = (asset.width, asset.height) else { return false };
    match fit {
        Fit::Crop { .. } => width < place.0 || height < place.1,
        Fit::Blur | Fit::Plain { .. } => width < place.0 && height < place.1,
        Fit::AsIs => false,
    }
}

#[cfg(test)]
mod tests {
    use workflow::{FocusPoint, MediaGroup, Sha256};

    use super::*;

    fn photo(width: u32, height: u32) -> Asset {
        Asset {
            sha256: Sha256::of(b""),
            name: "a.jpg".to_owned(),
            bytes: 1,
            media_type: "image/jpeg".to_owned(),
            group: MediaGroup::Picture,
            width: Some(width),
            height: Some(height),
            fits: BTreeMap::new(),
        }
    }

    #[test]
    fn chosen_platforms_count_before_wished_ones_and_without_either_all_of_the_sop_do() {
        let going = |wished: &[&str], platforms: &[&str]| {
            let named = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect();
            let content = Content {
                wished: named(wished),
                platforms: named(platforms),
                ..Content::default()
            };
            ["feed", "story", "x"].map(|platform| is_meant(&content, platform))
        };
        assert_eq!(going(&["feed", "x"], &["story"]), [false, true, false]);
        assert_eq!(going(&["feed", "x"], &[]), [true, false, true]);
        assert_eq!(going(&[], &[]), [true, true, true]);
    }

    #[test]
    fn measures_are_known_before_the_picture_is_made() {
        assert_eq!(expected(Fit::Blur, &photo(4000, 3000), (1080, 1350)), (1080, 1350));
        assert_eq!(expected(Fit::AsIs, &photo(4000, 3000), (1080, 1350)), (1080, 810));
        assert_eq!(expected(Fit::AsIs, &photo(400, 300), (1080, 1350)), (400, 300));
    }

    #[test]
    fn a_crop_is_enlarged_by_its_shorter_side_and_a_border_by_its_longer_one() {
        let crop = Fit::Crop { focus: FocusPoint { x: 0, y: 0 } };
        assert!(scaled_up(crop, &photo(2000, 1200), (1080, 1350)));
        assert!(!scaled_up(Fit::Blur, &photo(2000, 1200), (1080, 1350)));
        assert!(scaled_up(Fit::Blur, &photo(800, 600), (1080, 1350)));
    }
}
