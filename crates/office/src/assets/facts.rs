//! Facts on their way: kept as the media crate's JSON, shown as plain numbers that a screen can print.

use archive::StoredAsset;
use media::{Facts, Kind, Sight};

use crate::view::{self, Color, ColorModel, Position, VideoFacts};
use crate::{Office, OfficeError};

/// What is kept of a file; fields that an older program did not know are absent.
pub(crate) fn facts_of(stored: &StoredAsset) -> Result<Facts, OfficeError> {
    serde_json::from_str(&stored.facts).map_err(|error| {
        OfficeError::Internal(format!("keterangan berkas {}: {error}", stored.sha256))
    })
}

pub(super) fn json_of(facts: &Facts) -> Result<String, OfficeError> {
    serde_json::to_string(facts)
        .map_err(|error| OfficeError::Internal(format!("keterangan berkas: {error}")))
}

/// Whether a picture of the file can be shown.
pub(super) fn has_picture(facts: &Facts) -> bool {
    facts.kind.sight() != Sight::Nothing && facts.undecodable.is_none()
}

/// Whether the file is one picture that may be cut for places: what is watched or has pages is not.
pub(super) fn can_be_cut(facts: &Facts) -> bool {
    has_picture(facts) && facts.group() == media::Group::Photo
}

impl Office {
    /// Keeps what was newly learned of a file that was taken in before.
    pub(super) fn learn(&self, stored: &StoredAsset, facts: &Facts) -> Result<(), OfficeError> {
        self.archive().set_facts(&stored.sha256, &json_of(facts)?)?;
        if let Some(hash) = facts.look.and_then(|look| look.hash) {
            self.archive().put_look(&stored.sha256, hash)?;
        }
        Ok(())
    }
}

pub(super) fn shown(facts: &Facts) -> view::Facts {
    view::Facts {
        kind: name_of(facts.kind),
        kind_label: facts.kind.label().to_owned(),
        bytes: facts.bytes,
        width: facts.width,
        height: facts.height,
        orientation: facts.orientation,
        animated: facts.animated,
        duration_ms: facts.duration_ms,
        pages: facts.pages,
        taken: facts.taken.clone(),
        taken_offset: facts.taken_offset.clone(),
        camera: facts.camera.clone(),
        gps: facts.gps,
        position: facts.position.map(position),
        color: facts.color.as_ref().map(color),
        video: facts.video.as_ref().map(video),
        undecodable: facts.undecodable.clone(),
        drawn: facts.look.map(|look| look.drawn),
    }
}

/// As the media crate's JSON writes it.
fn name_of(kind: Kind) -> String {
    serde_json::to_value(kind)
        .ok()
        .and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn position(position: media::Position) -> Position {
    Position {
        latitude: f64::from(position.latitude_udeg) / 1e6,
        longitude: f64::from(position.longitude_udeg) / 1e6,
        place_name: None,
    }
}

fn color(color: &media::Color) -> Color {
    Color {
        model: match color.model {
            media::ColorModel::Gray => ColorModel::Gray,
            media::ColorModel::Rgb => ColorModel::Rgb,
            media::ColorModel::Cmyk => ColorModel::Cmyk,
            media::ColorModel::Palette => ColorModel::Palette,
        },
        bits: color.bits,
        alpha: color.alpha,
        profile: color.profile.clone(),
    }
}

fn video(video: &media::VideoFacts) -> VideoFacts {
    VideoFacts {
        codec: video.codec.clone(),
        frame_rate: video.frame_rate_milli.map(|milli| f64::from(milli) / 1e3),
        rotation: video.rotation,
        bit_rate: video.bit_rate,
        sound: video.sound.clone(),
    }
}
