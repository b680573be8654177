//! Media fragments (<https://www.w3.org/TR/media-frags/>): `xywh=percent:…` and `t=…`, alone or together.
//!
//! Kept as whole thousandths, so that what is written is what was read, and two places can be compared.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Thousandths of a percent from edge to edge.
const WHOLE: u32 = 100_000;
/// The longest moment that can be named: a hundred hours, in milliseconds.
const LATEST: u64 = 360_000_000;
/// A fragment is never longer than this, whatever it says.
const LONGEST: usize = 120;

/// A place, a moment, or a place at a moment; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fragment {
    pub time: Option<Span>,
    pub area: Option<Area>,
}

/// In thousandths of a percent of the upright picture's width and height. A pin has no size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

/// In milliseconds from the video's beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: u64,
    pub to: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bukan tempat pada gambar (xywh=percent:…) dan bukan waktu pada video (t=…)")]
pub struct BadFragment;

impl Area {
    #[must_use]
    pub fn is_pin(&self) -> bool {
        self.width == 0 && self.height == 0
    }
}

impl FromStr for Fragment {
    type Err = BadFragment;
    fn from_str(text: &str) -> Result<Self, BadFragment> {
        if text.len() > LONGEST {
            return Err(BadFragment);
        }
        let mut fragment = Self { time: None, area: None };
        for part in text.split('&') {
            match part.split_once('=') {
                Some(("t", value)) if fragment.time.is_none() => fragment.time = Some(span(value)?),
                Some(("xywh", value)) if fragment.area.is_none() => {
                    fragment.area = Some(area(value)?);
                }
                _ => return Err(BadFragment),
            }
        }
        Ok(fragment)
    }
}

impl fmt::Display for Fragment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Span { from, to }) = self.time {
            write!(f, "t={}", thousandths(from))?;
            if let Some(to) = to {
                write!(f, ",{}", thousandths(to))?;
            }
        }
        if let Some(Area { x, y, width, height }) = self.area {
            let [x, y, width, height] =
                [x, y, width, height].map(|value| thousandths(value.into()));
            let joint = if self.time.is_some() { "&" } else { "" };
            write!(f, "{joint}xywh=percent:{x},{y},{width},{height}")?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Fragment {
    type Error = BadFragment;
    fn try_from(text: String) -> Result<Self, BadFragment> {
        text.parse()
    }
}

impl From<Fragment> for String {
    fn from(fragment: Fragment) -> Self {
        fragment.to_string()
    }
}

fn span(text: &str) -> Result<Span, BadFragment> {
    let (from, to) = match text.split_once(',') {
        Some((from, to)) => (number(from)?, Some(number(to)?)),
        None => (number(text)?, None),
    };
    let last = to.unwrap_or(from);
    if to.is_some_and(|to| to <= from) || last > LATEST {
        return Err(BadFragment);
    }
    Ok(Span { from, to })
}

fn area(text: &str) -> Result<Area, BadFragment> {
    let numbers =
        text.strip_prefix("percent:").ok_or(BadFragment)?.split(',').map(|part| {
            number(part).and_then(|value| u32::try_from(value).map_err(|_| BadFragment))
        });
    let numbers: Vec<u32> = numbers.take(5).collect::<Result<_, _>>()?;
    let [x, y, width, height] = numbers[..] else { return Err(BadFragment) };
    let fits = |at: u32, size: u32| at <= WHOLE && size <= WHOLE && at + size <= WHOLE;
    // Without width or without height it would be a line: neither a pin nor an area.
    if !fits(x, width) || !fits(y, height) || (width == 0) != (height == 0) {
        return Err(BadFragment);
    }
    Ok(Area { x, y, width, height })
}

/// A plain decimal with at most three places, in thousandths.
fn number(text: &str) -> Result<u64, BadFragment> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(part) || whole.len() > 9 || part.len() > 3 {
        return Err(BadFragment);
    }
    let whole: u64 = whole.parse().map_err(|_| BadFragment)?;
    let part: u64 = format!("{part:0<3}").parse().map_err(|_| BadFragment)?;
    Ok(whole * 1_000 + part)
}

/// "12.5" for 12500.
fn thousandths(value: u64) -> String {
    let (whole, part) = (value / 1_000, value % 1_000);
    if part == 0 {
        return whole.to_string();
    }
    format!("{whole}.{part:03}").trim_end_matches('0').to_owned()
}
