//! What the office prepares files for, and with what.

use crate::caller::Caller;
use crate::places::{PicturePlace, Places, VideoPlace};
use crate::view::{MarginsView, PicturePlaceView, PlacesView, Tool, Tools, VideoPlaceView};
use crate::{Office, OfficeError};

impl Office {
    pub fn places_view(&self, _caller: &Caller) -> Result<PlacesView, OfficeError> {
        Ok(PlacesView {
            pictures: self.places().pictures().iter().map(picture).collect(),
            videos: self.places().videos().iter().map(video).collect(),
        })
    }

    /// Programs of this system that help. Asking starts them, so the answer is kept while the program runs.
    pub fn tools(&self, _caller: &Caller) -> Tools {
        let version = self.parts.copies.ffmpeg();
        Tools { ffmpeg: Tool { available: version.is_some(), version } }
    }

    pub(crate) fn places(&self) -> &Places {
        &self.parts.places
    }
}

fn picture(picture: &PicturePlace) -> PicturePlaceView {
    let place = &picture.place;
    let safe = picture.safe;
    PicturePlaceView {
        id: place.id.clone(),
        platform: place.platform.clone(),
        label: place.label.clone(),
        width: place.width,
        height: place.height,
        max_bytes: place.max_bytes,
        default: picture.default,
        safe: MarginsView {
            top: safe.top,
            right: safe.right,
            bottom: safe.bottom,
            left: safe.left,
        },
        note: picture.note.clone(),
    }
}

fn video(video: &VideoPlace) -> VideoPlaceView {
    VideoPlaceView {
        id: video.id.clone(),
        platform: video.platform.clone(),
        label: video.label.clone(),
        width: video.width,
        height: video.height,
        shortest_ms: video.shortest_ms,
        longest_ms: video.longest_ms,
        max_bytes: video.max_bytes,
        default: video.default,
        note: video.note.clone(),
    }
}
