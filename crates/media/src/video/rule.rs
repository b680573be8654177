//! What a platform's place asks of a video, as data, and which of it a video does not keep. A limit that a rule leaves
//! out is no limit; a fact that a file leaves open is not held against it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::facts::Facts;
use crate::kind::Kind;

/// The limits of one place. Every field may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VideoRule {
    /// Shortest running time, milliseconds.
    pub min_ms: Option<u64>,
    /// Longest running time, milliseconds.
    pub max_ms: Option<u64>,
    /// Largest file, bytes.
    pub max_bytes: Option<u64>,
    /// The tallest shape, as width and height: `[9, 16]`.
    pub tallest: Option<[u32; 2]>,
    /// The widest shape, likewise: `[16, 9]`.
    pub widest: Option<[u32; 2]>,
    /// The largest picture worth sending, width and height in px; only copies are fitted into it.
    pub largest: Option<[u32; 2]>,
    /// Codecs by the names of [`crate::VideoFacts`]: "h264", "hevc"; none means any.
    pub codecs: Vec<String>,
    /// Kinds of file; none means any.
    pub containers: Vec<Kind>,
    /// Fewest frames in 1000 seconds.
    pub min_frame_rate_milli: Option<u32>,
    /// Most frames in 1000 seconds.
    pub max_frame_rate_milli: Option<u32>,
}

/// One thing that a place will refuse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    TooShort {
        limit_ms: u64,
        has_ms: u64,
    },
    TooLong {
        limit_ms: u64,
        has_ms: u64,
    },
    TooLarge {
        limit_bytes: u64,
        has_bytes: u64,
    },
    /// `tallest` or `widest` is the bound that was passed, as width and height.
    WrongShape {
        limit: [u32; 2],
        width: u32,
        height: u32,
    },
    WrongCodec {
        has: String,
        takes: Vec<String>,
    },
    WrongContainer {
        has: Kind,
        takes: Vec<Kind>,
    },
    FewFrames {
        limit_milli: u32,
        has_milli: u32,
    },
    ManyFrames {
        limit_milli: u32,
        has_milli: u32,
    },
}

impl Refusal {
    /// Whether a copy by [`crate::platform_copy`] mends it: everything but the running time, since nothing is cut.
    #[must_use]
    pub const fn copy_mends(&self) -> bool {
        !matches!(self, Self::TooShort { .. } | Self::TooLong { .. })
    }
}

/// Shapes that differ by less than this share are the same at another rounding.
const SAME_SHAPE: f64 = 0.01;

/// Everything about a video that a place refuses, in the order a person would fix it; empty when it will be taken.
#[must_use]
pub fn refusals(facts: &Facts, rule: &VideoRule) -> Vec<Refusal> {
    let mut found = Vec::new();
    if let Some(has_ms) = facts.duration_ms {
        found.extend(
            rule.min_ms
                .filter(|&limit| has_ms < limit)
                .map(|limit_ms| Refusal::TooShort { limit_ms, has_ms }),
        );
        found.extend(
            rule.max_ms
                .filter(|&limit| has_ms > limit)
                .map(|limit_ms| Refusal::TooLong { limit_ms, has_ms }),
        );
    }
    found.extend(
        rule.max_bytes
            .filter(|&limit| facts.bytes > limit)
            .map(|limit_bytes| Refusal::TooLarge { limit_bytes, has_bytes: facts.bytes }),
    );
    if let (Some(width), Some(height)) = (facts.width, facts.height) {
        let passed = passed_shape(rule, width, height);
        found.extend(passed.map(|limit| Refusal::WrongShape { limit, width, height }));
    }
    if let Some(video) = &facts.video {
        if !rule.codecs.is_empty() && !rule.codecs.contains(&video.codec) {
            let (has, takes) = (video.codec.clone(), rule.codecs.clone());
            found.push(Refusal::WrongCodec { has, takes });
        }
        if let Some(has_milli) = video.frame_rate_milli {
            // 29.97 and 30 are one rate to every platform: a tenth of a frame is let pass.
            found.extend(
                rule.min_frame_rate_milli
                    .filter(|&limit| has_milli.saturating_add(100) < limit)
                    .map(|limit_milli| Refusal::FewFrames { limit_milli, has_milli }),
            );
            found.extend(
                rule.max_frame_rate_milli
                    .filter(|&limit| has_milli > limit.saturating_add(100))
                    .map(|limit_milli| Refusal::ManyFrames { limit_milli, has_milli }),
            );
        }
    }
    if !rule.containers.is_empty() && !rule.containers.contains(&facts.kind) {
        found.push(Refusal::WrongContainer { has: facts.kind, takes: rule.containers.clone() });
    }
    found
}

/// The bound of shape that a picture passes.
pub(super) fn passed_shape(rule: &VideoRule, width: u32, height: u32) -> Option<[u32; 2]> {
    let ratio = |[width, height]: [u32; 2]| f64::from(width) / f64::from(height.max(1));
    let has = ratio([width, height]);
    let too_tall = rule.tallest.filter(|&limit| has < ratio(limit) * (1.0 - SAME_SHAPE));
    too_tall.or_else(|| rule.widest.filter(|&limit| has > ratio(limit) * (1.0 + SAME_SHAPE)))
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooShort { limit_ms, has_ms } => write!(
                f,
                "Video terlalu pendek: {}, paling sedikit {}. Pakai rekaman yang lebih panjang.",
                Time(*has_ms),
                Time(*limit_ms)
            ),
            Self::TooLong { limit_ms, has_ms } => write!(
                f,
                "Video terlalu panjang: {}, batasnya {}. Potong dahulu di aplikasi penyunting video.",
                Time(*has_ms),
                Time(*limit_ms)
            ),
            Self::TooLarge { limit_bytes, has_bytes } => write!(
                f,
                "Berkas video terlalu besar: {} MB, batasnya {} MB. Buat salinan siap unggah yang lebih kecil.",
                has_bytes.div_ceil(1_000_000),
                limit_bytes / 1_000_000
            ),
            Self::WrongShape { limit: [w, h], width, height } => write!(
                f,
                "Bentuk video {width} x {height} tidak cocok: batasnya {w}:{h}. Buat salinan siap unggah, bagian yang kurang diberi bingkai."
            ),
            Self::WrongCodec { has, takes } => write!(
                f,
                "Video berkode {} tidak diterima, hanya {}. Buat salinan siap unggah.",
                codec_label(has),
                takes.iter().map(|codec| codec_label(codec)).collect::<Vec<_>>().join(", ")
            ),
            Self::WrongContainer { has, takes } => write!(
                f,
                "Berkas {} tidak diterima, hanya {}. Buat salinan siap unggah.",
                has.label(),
                takes.iter().map(|kind| kind.label()).collect::<Vec<_>>().join(", ")
            ),
            Self::FewFrames { limit_milli, has_milli } => write!(
                f,
                "Video hanya {} gambar per detik, paling sedikit {}. Buat salinan siap unggah.",
                Rate(*has_milli),
                Rate(*limit_milli)
            ),
            Self::ManyFrames { limit_milli, has_milli } => write!(
                f,
                "Video {} gambar per detik, batasnya {}. Buat salinan siap unggah.",
                Rate(*has_milli),
                Rate(*limit_milli)
            ),
        }
    }
}

/// The name people know a codec by: "HEVC", "H.264".
pub(crate) fn codec_label(codec: &str) -> String {
    match codec {
        "h264" => "H.264".to_owned(),
        "hevc" => "HEVC".to_owned(),
        "mpeg4" => "MPEG-4".to_owned(),
        "mjpeg" => "Motion JPEG".to_owned(),
        "prores" => "ProRes".to_owned(),
        other => other.to_uppercase(),
    }
}

/// "2 menit 5 detik", "0,5 detik".
struct Time(u64);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (minutes, ms) = (self.0 / 60_000, self.0 % 60_000);
        match (minutes, ms / 1000, ms % 1000 / 100) {
            (0, seconds, 0) => write!(f, "{seconds} detik"),
            (0, seconds, tenths) => write!(f, "{seconds},{tenths} detik"),
            (minutes, 0, _) => write!(f, "{minutes} menit"),
            (minutes, seconds, _) => write!(f, "{minutes} menit {seconds} detik"),
        }
    }
}

/// "30", "29,97".
struct Rate(u32);

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 1000, self.0 % 1000 / 10);
        if part == 0 { write!(f, "{whole}") } else { write!(f, "{whole},{part:02}") }
    }
}
