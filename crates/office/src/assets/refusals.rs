//! What platforms will refuse or show badly, said when the file comes in and not when it is uploaded.

use media::Facts;

use super::facts::can_be_cut;
use crate::view::{PlatformRefusal, Severity};
use crate::{Office, PicturePlace};

impl Office {
    pub(super) fn refusals(&self, facts: &Facts) -> Vec<PlatformRefusal> {
        let places = self.places();
        if can_be_cut(facts) {
            let defaults = places.defaults();
            defaults.filter_map(|picture| too_small(facts, picture)).collect()
        } else {
            Vec::new()
        }
    }
}

/// A picture with less than half of a place's pixels along one edge looks soft there.
fn too_small(facts: &Facts, picture: &PicturePlace) -> Option<PlatformRefusal> {
    let (width, height) = (facts.width?, facts.height?);
    let place = &picture.place;
    if u64::from(width) * 2 >= u64::from(place.width)
        && u64::from(height) * 2 >= u64::from(place.height)
    {
        return None;
    }
    Some(PlatformRefusal {
        platform: place.platform.clone(),
        place: place.id.clone(),
        code: "too_small".to_owned(),
        message: format!(
            "Gambar {width} x {height} piksel terlalu kecil untuk {} ({} x {}): hasilnya akan buram. Cari berkas aslinya.",
            place.label, place.width, place.height
        ),
        severity: Severity::Warning,
        copy_mends: false,
    })
}
