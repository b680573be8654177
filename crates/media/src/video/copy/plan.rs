//! What the copy will be: how large, in which frame, how many bits. Pure arithmetic.

use super::CopyError;
use crate::facts::Facts;
use crate::kind::Kind;
use crate::video::rule::{VideoRule, passed_shape};

/// Sound, bits a second.
const SOUND_BITS: u64 = 128_000;
/// Below this a picture of people talking falls apart.
const LEAST_BITS: u64 = 300_000;
/// Platforms make their own versions; more than this is thrown away there.
const MOST_BITS: u64 = 12_000_000;
/// Share of the limit to aim for: containers and peaks take the rest.
const AIM: f64 = 0.93;
/// Without a rule on size: full HD, lying or standing.
const LARGEST: u32 = 1920;

/// How a copy is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    /// ffmpeg's name of the source's format: it may not guess, lest a file be taken for a playlist.
    pub(super) format: &'static str,
    /// The picture inside the frame, px, even.
    pub(super) inner: (u32, u32),
    /// The frame, px, even.
    pub(super) frame: (u32, u32),
    /// Only when the source has more.
    pub(super) frame_rate_milli: Option<u32>,
    pub(super) picture_bits: u64,
    pub(super) sound_bits: u64,
    pub(super) duration_ms: u64,
    tries: u8,
}

impl Plan {
    pub(super) fn new(facts: &Facts, rule: &VideoRule) -> Result<Self, CopyError> {
        let (Some(width), Some(height), Some(duration_ms)) =
            (facts.width, facts.height, facts.duration_ms)
        else {
            return Err(CopyError::Unknown);
        };
        if width == 0 || height == 0 || duration_ms == 0 {
            return Err(CopyError::Unknown);
        }
        let format = match facts.kind {
            Kind::Mp4 | Kind::Mov => "mov",
            Kind::Webm | Kind::Mkv => "matroska",
            Kind::Avi => "avi",
            _ => return Err(CopyError::Unknown),
        };
        let (inner, frame) = fit(rule, width, height);
        let rate = facts.video.as_ref().and_then(|video| video.frame_rate_milli);
        let most = rule.max_frame_rate_milli.filter(|&most| rate.is_some_and(|rate| rate > most));
        let sound_bits = match facts.video.as_ref().map(|video| video.sound.is_some()) {
            Some(false) => 0,
            _ => SOUND_BITS,
        };
        let mut picture_bits = MOST_BITS;
        if let Some(limit_bytes) = rule.max_bytes {
            let whole = limit_bytes as f64 * 8.0 * AIM * 1000.0 / duration_ms as f64;
            picture_bits = picture_bits.min((whole as u64).saturating_sub(sound_bits));
            if picture_bits < LEAST_BITS {
                return Err(CopyError::CannotFit { limit_bytes });
            }
        }
        let frame_rate_milli = most;
        Ok(Self {
            format,
            inner,
            frame,
            frame_rate_milli,
            picture_bits,
            sound_bits,
            duration_ms,
            tries: 0,
        })
    }

    /// The same with fewer bits, once or twice.
    pub(super) fn smaller(mut self) -> Option<Self> {
        self.tries += 1;
        self.picture_bits = self.picture_bits * 3 / 4;
        (self.tries <= 2 && self.picture_bits >= LEAST_BITS / 2).then_some(self)
    }

    /// The filters that bring any picture into the frame.
    pub(super) fn filters(&self) -> String {
        let ((w, h), (frame_w, frame_h)) = (self.inner, self.frame);
        let mut filters = format!("scale={w}:{h}:flags=lanczos");
        if self.inner != self.frame {
            let (left, top) = ((frame_w - w) / 2, (frame_h - h) / 2);
            filters += &format!(",pad={frame_w}:{frame_h}:{left}:{top}:color=black");
        }
        if let Some(milli) = self.frame_rate_milli {
            filters += &format!(",fps={milli}/1000");
        }
        filters + ",setsar=1,format=yuv420p"
    }
}

/// The picture and its frame: scaled down to what the place shows, and put on black where its shape is not taken.
fn fit(rule: &VideoRule, width: u32, height: u32) -> ((u32, u32), (u32, u32)) {
    let (w, h) = (f64::from(width), f64::from(height));
    // The smallest frame of an accepted shape that holds the picture.
    let (frame_w, frame_h) = match passed_shape(rule, width, height) {
        Some([x, y]) => {
            let ratio = f64::from(x.max(1)) / f64::from(y.max(1));
            if w / h > ratio { (w, w / ratio) } else { (h * ratio, h) }
        }
        None => (w, h),
    };
    let [most_w, most_h] = rule.largest.unwrap_or([LARGEST, LARGEST]).map(f64::from);
    let scale = (most_w / frame_w).min(most_h / frame_h).min(1.0);
    let even = |side: f64| ((side * scale / 2.0).round() as u32 * 2).max(2);
    let frame = (even(frame_w), even(frame_h));
    ((even(w).min(frame.0), even(h).min(frame.1)), frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_kept_where_they_are_taken_and_framed_where_not() {
        let story = VideoRule {
            tallest: Some([9, 16]),
            widest: Some([9, 16]),
            largest: Some([1080, 1920]),
            ..VideoRule::default()
        };
        assert_eq!(fit(&story, 1080, 1920), ((1080, 1920), (1080, 1920)));
        assert_eq!(fit(&story, 3840, 2160), ((1080, 608), (1080, 1920)));
        assert_eq!(fit(&VideoRule::default(), 3840, 2160), ((1920, 1080), (1920, 1080)));
        assert_eq!(fit(&VideoRule::default(), 641, 361), ((642, 362), (642, 362)));
        let feed = VideoRule { tallest: Some([4, 5]), widest: Some([16, 9]), ..story };
        assert_eq!(fit(&feed, 720, 1280), ((720, 1280), (1024, 1280)));
    }

    #[test]
    fn bits_follow_the_limit_of_bytes() {
        let facts = Facts {
            width: Some(1920),
            height: Some(1080),
            duration_ms: Some(60_000),
            ..Facts::new(Kind::Mp4, 900_000_000)
        };
        let bits = |limit| {
            let rule = VideoRule { max_bytes: Some(limit), ..VideoRule::default() };
            Plan::new(&facts, &rule).map(|plan| plan.picture_bits)
        };
        assert!(bits(100_000_000).is_ok_and(|bits| bits == MOST_BITS));
        assert!(bits(10_000_000).is_ok_and(|bits| (1_100_000..1_200_000).contains(&bits)));
        assert!(matches!(bits(2_000_000), Err(CopyError::CannotFit { limit_bytes: 2_000_000 })));
    }
}
