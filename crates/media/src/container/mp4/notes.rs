//! What phones and cameras note in a recording: place, time with its zone, make and model. QuickTime has them as keys
//! and values, older files and Android in the user data.

use std::io::{Read, Seek};

use crate::container::boxes::{Atom, each, read_atom};
use crate::error::MediaError;
use crate::exif::zone;
use crate::facts::Position;
use crate::source::Source;

const MAX_KEYS: u32 = 256;
const MAX_VALUE: u64 = 4096;

/// The notes of interest.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    pub(super) make: Option<String>,
    pub(super) model: Option<String>,
    /// As EXIF writes it, and its zone.
    pub(super) taken: Option<(String, String)>,
    pub(super) position: Option<Position>,
    pub(super) gps: bool,
}

/// `udta`: text atoms with names that start with the copyright sign, 3GPP's `loci`, or a `meta` inside.
pub(super) fn read_user_data<R: Read + Seek>(
    source: &mut Source<R>,
    holder: Atom,
    notes: &mut Notes,
) -> Result<(), MediaError> {
    // User data ends in anything; what is unreadable there says nothing about the recording.
    let _ = each(source, holder.end, |source, atom| {
        match &atom.name {
            b"meta" => return read_keyed(source, atom, notes),
            b"loci" => notes.gps = true,
            [0xA9, b'x' | b'm', ..] if (5..=MAX_VALUE).contains(&atom.size()) => {
                let length = u64::from(source.u16_be()?);
                source.skip(2)?;
                let text = source.bytes(length.min(atom.end - source.position()))?;
                let text = String::from_utf8_lossy(&text);
                match &atom.name[1..] {
                    b"xyz" => notes.place(&text),
                    b"mak" => notes.make = tidy(&text),
                    b"mod" => notes.model = tidy(&text),
                    _ => {}
                }
            }
            _ => {}
        }
        Ok(())
    });
    Ok(())
}

/// `meta` with `keys` and `ilst`: the nth item belongs to the nth key.
pub(super) fn read_keyed<R: Read + Seek>(
    source: &mut Source<R>,
    holder: Atom,
    notes: &mut Notes,
) -> Result<(), MediaError> {
    // ISO's form has a version first, QuickTime's starts with a box at once.
    if holder.size() >= 12 {
        source.skip(4)?;
        let name = source.array::<4>()?;
        let iso = !matches!(&name, b"hdlr" | b"keys" | b"ilst" | b"mhdr");
        source.seek_to(holder.start + if iso { 4 } else { 0 })?;
    }
    let mut keys: Vec<String> = Vec::new();
    let _ = each(source, holder.end, |source, atom| {
        match &atom.name {
            b"keys" => {
                source.skip(4)?;
                for _ in 0..source.u32_be()?.min(MAX_KEYS) {
                    let key = read_atom(source, atom.end)?;
                    let name = source.bytes(key.size().min(MAX_VALUE))?;
                    keys.push(String::from_utf8_lossy(&name).into_owned());
                    source.seek_to(key.end)?;
                }
            }
            b"ilst" => each(source, atom.end, |source, item| {
                let number = u32::from_be_bytes(item.name).checked_sub(1);
                let key = number.and_then(|number| keys.get(number as usize));
                if let Some(key) = key.filter(|_| item.size() >= 16) {
                    let data = read_atom(source, item.end)?;
                    if &data.name == b"data" && data.size() >= 8 {
                        source.skip(8)?;
                        let value = source.bytes((data.size() - 8).min(MAX_VALUE))?;
                        notes.take(key, &String::from_utf8_lossy(&value));
                    }
                }
                Ok(())
            })?,
            _ => {}
        }
        Ok(())
    });
    Ok(())
}

impl Notes {
    fn take(&mut self, key: &str, value: &str) {
        match key {
            "com.apple.quicktime.location.ISO6709" => self.place(value),
            "com.apple.quicktime.creationdate" => {
                self.taken = apple_time(value).or(self.taken.take())
            }
            "com.apple.quicktime.make" | "com.android.manufacturer" => self.make = tidy(value),
            "com.apple.quicktime.model" | "com.android.model" => self.model = tidy(value),
            _ => {}
        }
    }

    /// A place in ISO 6709, e.g. `-06.1754+106.8272+010.000/`.
    fn place(&mut self, text: &str) {
        self.gps = true;
        self.position = iso6709(text).or(self.position);
    }
}

fn tidy(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !c.is_control()).take(128).collect();
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn iso6709(text: &str) -> Option<Position> {
    let text = text.trim();
    let is_sign = |(_, c): &(usize, char)| matches!(c, '+' | '-' | '/');
    let mut ends = text.char_indices().skip(1).filter(is_sign).map(|(at, _)| at);
    let first = ends.next()?;
    let second = ends.next().unwrap_or(text.len());
    let (latitude, longitude) = (text.get(..first)?, text.get(first..second)?);
    Position::from_degrees(angle(latitude, 2)?, angle(longitude, 3)?)
}

/// `±DD.D`, `±DDMM.M` or `±DDMMSS.S`, with `degree_digits` for the degrees.
fn angle(text: &str, degree_digits: usize) -> Option<f64> {
    let (sign, digits) = (text.get(..1)?, text.get(1..)?);
    let whole = digits.split('.').next()?;
    let number = |range: &str| range.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0);
    let degrees = if whole.len() <= degree_digits {
        number(digits)?
    } else if whole.len() == degree_digits + 2 {
        number(digits.get(..degree_digits)?)? + number(digits.get(degree_digits..)?)? / 60.0
    } else if whole.len() == degree_digits + 4 {
        let (rest, seconds) = digits.split_at_checked(degree_digits + 2)?;
        number(rest.get(..degree_digits)?)?
            + number(rest.get(degree_digits..)?)? / 60.0
            + number(seconds)? / 3600.0
    } else {
        return None;
    };
    match sign {
        "+" => Some(degrees),
        "-" => Some(-degrees),
        _ => None,
    }
}

/// `2026-11-24T09:15:00+0700` as EXIF time and zone.
fn apple_time(text: &str) -> Option<(String, String)> {
    let (date, rest) = text.trim().split_once('T')?;
    let (time, offset) = rest.split_at_checked(8)?;
    let shaped = |text: &str, mark: char, lengths: &[usize]| {
        let parts: Vec<&str> = text.split(mark).collect();
        parts.len() == lengths.len()
            && parts.iter().zip(lengths).all(|(part, &length)| {
                part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
            })
    };
    if !shaped(date, '-', &[4, 2, 2]) || !shaped(time, ':', &[2, 2, 2]) {
        return None;
    }
    // Fractions of a second may stand before the zone.
    let offset = offset.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    Some((format!("{} {time}", date.replace('-', ":")), zone(offset)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_in_every_form_of_iso_6709() {
        let at = |text| iso6709(text).map(|p| (p.latitude_udeg, p.longitude_udeg));
        assert_eq!(at("-06.1754+106.8272+010.000/"), Some((-6_175_400, 106_827_200)));
        assert_eq!(at("-06.1754+106.8272/"), Some((-6_175_400, 106_827_200)));
        assert_eq!(at("-0610.5+10649.6"), Some((-6_175_000, 106_826_667)));
        assert_eq!(at("-061031+1064937/"), Some((-6_175_278, 106_826_944)));
        for wrong in ["", "/", "+", "abc", "+95.0+200.0/", "+é", "-06.1/"] {
            assert_eq!(at(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn apple_times_keep_their_zone() {
        let expected = Some(("2026:11:24 09:15:00".to_owned(), "+07:00".to_owned()));
        assert_eq!(apple_time("2026-11-24T09:15:00+0700"), expected);
        assert_eq!(apple_time("2026-11-24T09:15:00.123+07:00"), expected);
        for wrong in
            ["", "2026-11-24", "24-11-2026T09:15:00+0700", "2026-11-24T09:15:00", "T", "xTé"]
        {
            assert_eq!(apple_time(wrong), None, "{wrong}");
        }
    }
}
