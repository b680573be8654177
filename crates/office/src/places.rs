//! The places of the platforms, as data: sizes and limits that this program came with, corrected by a file that the
//! office may write itself. Media takes a [`Place`] and knows no platform; which places there are is said here alone.
//!
//! The office's own `places.toml` is laid over the built-in one: an entry with a known id replaces it, a new id is
//! added, `hidden` takes away. A new edition of the program therefore brings new places to offices that corrected one.

use std::path::Path;

use chrono::NaiveDate;
use media::Place;
use serde::{Deserialize, Serialize};

const BUILTIN: &str = include_str!("../data/places.toml");

/// No platform takes pictures beyond this, and a slip of the finger must not ask for a gigapixel.
const SIDES: std::ops::RangeInclusive<u32> = 64..=8192;

/// How sure a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// Read in the platform's own documentation.
    V,
    /// Second-hand.
    S,
    /// General knowledge.
    G,
}

/// What lies under the platform's own buttons and names, px of the place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Margins {
    pub top: u32,
    pub right: u32,
    pub bottom: u32,
    pub left: u32,
}

/// A place for a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PicturePlace {
    #[serde(flatten)]
    pub place: Place,
    /// Made without asking when its platform is chosen.
    pub default: bool,
    pub safe: Margins,
    pub source: Mark,
    pub read_on: NaiveDate,
    pub note: Option<String>,
}

/// What a platform asks of a video, and the shape of a copy that satisfies it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VideoPlace {
    pub id: String,
    /// Id of the platform, as SOPs name it.
    pub platform: String,
    pub label: String,
    /// Of a ready copy, px.
    pub width: u32,
    /// Of a ready copy, px.
    pub height: u32,
    pub shortest_ms: u64,
    pub longest_ms: u64,
    pub max_bytes: u64,
    /// The narrowest shape that is taken, width to height.
    pub narrowest: (u32, u32),
    /// The widest shape that is taken, width to height.
    pub widest: (u32, u32),
    /// Extensions of [`media::Kind`]: `mp4`, `mov`, `webm` …
    pub containers: Vec<String>,
    /// As [`media::VideoFacts::codec`] names them.
    pub codecs: Vec<String>,
    /// Sound codecs; empty when any will do.
    #[serde(default)]
    pub sounds: Vec<String>,
    /// Frames a second, least and most.
    pub frame_rate: (u32, u32),
    #[serde(default)]
    pub default: bool,
    pub source: Mark,
    pub read_on: NaiveDate,
    #[serde(default)]
    pub note: Option<String>,
}

/// Every place this office prepares files for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    pictures: Vec<PicturePlace>,
    videos: Vec<VideoPlace>,
}

/// Why a `places.toml` can't be used.
#[derive(Debug, thiserror::Error)]
pub enum PlacesError {
    #[error("Berkas {file} tidak dapat dibaca: {error}. Periksa izin berkasnya.")]
    Unreadable { file: String, error: std::io::Error },
    #[error("Berkas {file}, baris {line}: {message}")]
    Wrong { file: String, line: usize, message: String },
}

/// The file as written: flat, so that every key of a place stands on its own line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    hidden: Vec<toml::Spanned<String>>,
    #[serde(default)]
    picture: Vec<toml::Spanned<WrittenPicture>>,
    #[serde(default)]
    video: Vec<toml::Spanned<VideoPlace>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPicture {
    id: String,
    platform: String,
    label: String,
    width: u32,
    height: u32,
    max_bytes: u64,
    quality_floor: u8,
    #[serde(default)]
    default: bool,
    #[serde(default)]
    safe: Margins,
    source: Mark,
    read_on: NaiveDate,
    note: Option<String>,
}

impl Places {
    /// The places this program came with.
    ///
    /// # Panics
    /// Never: a test reads the same file.
    #[must_use]
    pub fn builtin() -> Self {
        Self::default()
            .with("places.toml", BUILTIN)
            .expect("the built-in places are sound; a test reads them")
    }

    /// The built-in places, corrected by the office's own file where there is one.
    ///
    /// # Errors
    /// What is wrong in the file, with its line.
    pub fn load(file: &Path) -> Result<Self, PlacesError> {
        let name = file.display().to_string();
        match std::fs::read_to_string(file) {
            Ok(text) => Self::builtin().with(&name, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::builtin()),
            Err(error) => Err(PlacesError::Unreadable { file: name, error }),
        }
    }

    /// The same places with the entries of a file laid over them.
    ///
    /// # Errors
    /// As [`Places::load`].
    pub fn with(mut self, file: &str, text: &str) -> Result<Self, PlacesError> {
        let wrong = |at: usize, message: String| PlacesError::Wrong {
            file: file.to_owned(),
            line: 1 + text.get(..at).unwrap_or_default().matches('\n').count(),
            message,
        };
        let written: Written = toml::from_str(text).map_err(|error| {
            wrong(error.span().map_or(0, |span| span.start), in_indonesian(error.message()))
        })?;
        let mut seen = Vec::new();
        for one in written.picture {
            let at = one.span().start;
            let picture = one.into_inner().checked().map_err(|message| wrong(at, message))?;
            fresh(&mut seen, &picture.place.id).map_err(|message| wrong(at, message))?;
            put(&mut self.pictures, picture, |picture| &picture.place.id);
        }
        for one in written.video {
            let at = one.span().start;
            let video = one.into_inner().checked().map_err(|message| wrong(at, message))?;
            fresh(&mut seen, &video.id).map_err(|message| wrong(at, message))?;
            put(&mut self.videos, video, |video| &video.id);
        }
        for id in &written.hidden {
            let before = self.pictures.len() + self.videos.len();
            self.pictures.retain(|picture| picture.place.id != *id.get_ref());
            self.videos.retain(|video| video.id != *id.get_ref());
            if self.pictures.len() + self.videos.len() == before {
                let message = format!("tidak ada tempat bernama \"{}\".", id.get_ref());
                return Err(wrong(id.span().start, message));
            }
        }
        Ok(self)
    }

    /// Every picture place, platform by platform in the file's order.
    #[must_use]
    pub fn pictures(&self) -> &[PicturePlace] {
        &self.pictures
    }

    /// Every video place.
    #[must_use]
    pub fn videos(&self) -> &[VideoPlace] {
        &self.videos
    }

    /// The picture place with this id.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&PicturePlace> {
        self.pictures.iter().find(|picture| picture.place.id == id)
    }

    /// The video place with this id.
    #[must_use]
    pub fn video(&self, id: &str) -> Option<&VideoPlace> {
        self.videos.iter().find(|video| video.id == id)
    }

    /// The picture places of one platform of a SOP.
    pub fn of_platform(&self, platform: &str) -> impl Iterator<Item = &PicturePlace> {
        self.pictures.iter().filter(move |picture| picture.place.platform == platform)
    }

    /// The video places of one platform of a SOP.
    pub fn videos_of_platform(&self, platform: &str) -> impl Iterator<Item = &VideoPlace> {
        self.videos.iter().filter(move |video| video.platform == platform)
    }

    /// The picture places that are made without asking.
    pub fn defaults(&self) -> impl Iterator<Item = &PicturePlace> {
        self.pictures.iter().filter(|picture| picture.default)
    }
}

/// Replaces the entry with the same id, or adds one.
fn put<T>(all: &mut Vec<T>, one: T, id: impl Fn(&T) -> &str) {
    match all.iter().position(|other| id(other) == id(&one)) {
        Some(at) => all[at] = one,
        None => all.push(one),
    }
}

fn fresh(seen: &mut Vec<String>, id: &str) -> Result<(), String> {
    if seen.iter().any(|other| other == id) {
        return Err(format!("id \"{id}\" dipakai dua kali. Beri setiap tempat id sendiri."));
    }
    seen.push(id.to_owned());
    Ok(())
}

impl WrittenPicture {
    fn checked(self) -> Result<PicturePlace, String> {
        named(&self.id, &self.platform, &self.label)?;
        sized(self.width, self.height, self.max_bytes)?;
        if !(30..=95).contains(&self.quality_floor) {
            return Err("quality_floor harus 30 sampai 95.".into());
        }
        let Margins { top, right, bottom, left } = self.safe;
        if top.saturating_add(bottom) >= self.height || left.saturating_add(right) >= self.width {
            return Err("safe tidak menyisakan tempat untuk tulisan. Perkecil pinggirnya.".into());
        }
        Ok(PicturePlace {
            place: Place {
                id: self.id,
                platform: self.platform,
                label: self.label,
                width: self.width,
                height: self.height,
                max_bytes: self.max_bytes,
                quality_floor: self.quality_floor,
            },
            default: self.default,
            safe: self.safe,
            source: self.source,
            read_on: self.read_on,
            note: self.note,
        })
    }
}

impl VideoPlace {
    fn checked(self) -> Result<Self, String> {
        named(&self.id, &self.platform, &self.label)?;
        sized(self.width, self.height, self.max_bytes)?;
        if self.shortest_ms >= self.longest_ms {
            return Err("shortest_ms harus lebih kecil daripada longest_ms.".into());
        }
        let [(nw, nh), (ww, wh)] =
            [self.narrowest, self.widest].map(|(w, h)| (u64::from(w), u64::from(h)));
        if nw * nh * ww * wh == 0 || nw * wh > ww * nh {
            return Err("narrowest harus bentuk yang lebih sempit daripada widest, misalnya [9, 16] dan [16, 9].".into());
        }
        if self.containers.is_empty() || self.codecs.is_empty() {
            return Err("containers dan codecs tidak boleh kosong.".into());
        }
        let known = |name: &String| media::Kind::ALL.iter().any(|kind| kind.extension() == name);
        if let Some(unknown) = self.containers.iter().find(|name| !known(name)) {
            return Err(format!(
                "jenis berkas \"{unknown}\" tidak dikenal. Misalnya: mp4, mov, webm."
            ));
        }
        if self.frame_rate.0 > self.frame_rate.1 || self.frame_rate.1 == 0 {
            return Err("frame_rate ditulis paling sedikit dahulu, misalnya [23, 60].".into());
        }
        Ok(self)
    }
}

/// Ids go into addresses and file names.
fn named(id: &str, platform: &str, label: &str) -> Result<(), String> {
    let plain = |text: &str| {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        (1..=60).contains(&text.len()) && text.chars().all(allowed)
    };
    if !plain(id) || !plain(platform) {
        return Err(format!(
            "id \"{id}\" dan platform \"{platform}\" hanya boleh berisi huruf kecil, angka, dan tanda hubung."
        ));
    }
    if label.trim().is_empty() {
        return Err(format!("label tempat \"{id}\" belum diisi."));
    }
    Ok(())
}

fn sized(width: u32, height: u32, max_bytes: u64) -> Result<(), String> {
    if !SIDES.contains(&width) || !SIDES.contains(&height) {
        return Err(format!(
            "width dan height harus {} sampai {} piksel.",
            SIDES.start(),
            SIDES.end()
        ));
    }
    if max_bytes < 20_000 {
        return Err("max_bytes dihitung dalam bita dan paling sedikit 20000.".into());
    }
    Ok(())
}

/// The parser's commonest complaints, as a colleague would say them.
fn in_indonesian(message: &str) -> String {
    let quoted = message.split('`').nth(1).unwrap_or_default();
    if message.starts_with("missing field") {
        format!("`{quoted}` belum diisi.")
    } else if message.starts_with("unknown field") {
        format!("`{quoted}` tidak dikenal. Periksa ejaannya.")
    } else if message.starts_with("duplicate key") {
        format!("`{quoted}` ditulis dua kali.")
    } else {
        format!("isinya tidak dapat dibaca ({}).", message.replace('\n', " "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_places_are_sound_and_each_platform_has_one_default() {
        let places = Places::builtin();
        for platform in ["instagram-feed", "instagram-story", "facebook", "youtube", "tiktok", "x"]
        {
            assert_eq!(places.of_platform(platform).filter(|p| p.default).count(), 1, "{platform}");
            let videos = places.videos_of_platform(platform);
            assert_eq!(videos.filter(|video| video.default).count(), 1, "{platform}");
        }
        let feed = places.place("instagram-feed-4x5").expect("there");
        assert_eq!((feed.place.width, feed.place.height), (1080, 1350));
        assert_eq!(places.defaults().count(), 6);
    }

    #[test]
    fn every_platform_of_the_bundled_sops_has_a_place() {
        let places = Places::builtin();
        for sop in workflow::catalogue::bundled() {
            for platform in &sop.sop.platforms {
                assert!(places.of_platform(&platform.id).next().is_some(), "{}", platform.id);
            }
        }
    }

    #[test]
    fn an_office_corrects_adds_and_hides_places() {
        let own = r#"
            hidden = ["x-16x9"]
            [[picture]]
            id = "instagram-feed-4x5"
            platform = "instagram-feed"
            label = "Feed kita"
            width = 1440
            height = 1800
            max_bytes = 4_000_000
            quality_floor = 80
            source = "S"
            read_on = "2026-12-01"
        "#;
        let places = Places::builtin().with("places.toml", own).expect("sound");
        assert_eq!(places.place("instagram-feed-4x5").map(|p| p.place.width), Some(1440));
        assert_eq!(places.place("x-16x9"), None);
        assert_eq!(places.pictures().len(), Places::builtin().pictures().len() - 1);
    }

    #[test]
    fn mistakes_are_told_with_their_line_and_what_to_do() {
        let place = "[[picture]]\nid = \"a\"\nplatform = \"x\"\nlabel = \"A\"\nwidth = 1080\nheight = 1080\n\
                     max_bytes = 5000000\nquality_floor = 75\nsource = \"G\"\nread_on = \"2026-01-01\"\n";
        let cases = [
            (format!("\n{}", place.replace("width = 1080\n", "")), "baris 2: `width` belum diisi"),
            (place.replace("width = 1080", "width = 9"), "baris 1: width dan height harus 64"),
            (place.replace("label", "lebel"), "baris 4: `lebel` tidak dikenal"),
            (place.replace("\"a\"", "\"A b\""), "hanya boleh berisi huruf kecil"),
            (format!("{place}{place}"), "baris 11: id \"a\" dipakai dua kali"),
            ("hidden = [\"tidak-ada\"]".to_owned(), "tidak ada tempat bernama"),
            (format!("{place}safe = {{ top = 900, bottom = 400 }}"), "tidak menyisakan tempat"),
        ];
        for (text, expected) in cases {
            let error = Places::builtin().with("places.toml", &text).expect_err(expected);
            assert!(error.to_string().contains(expected), "{error}, not {expected}");
        }
    }
}
