//! Dates as media files count them, written as EXIF writes them (`2026:11:24 09:15:00`). Only what containers need: no
//! zones, no leap seconds.

/// Seconds from 1904 (MP4, QuickTime) to 1970.
const FROM_1904: i64 = 2_082_844_800;
/// Seconds from 1970 to 2001 (Matroska).
const TO_2001: i64 = 978_307_200;
/// Before 1990 no recorder wrote such files: the clock was not set. After 2200 it is garbage.
const PLAUSIBLE: std::ops::Range<i64> = 631_152_000..7_258_118_400;

/// A time counted in seconds since 1904, UTC.
pub(crate) fn since_1904(seconds: u64) -> Option<String> {
    // Some writers count from 1970 although the format says 1904.
    let seconds = i64::try_from(seconds).ok()?;
    written(if seconds < FROM_1904 { seconds } else { seconds - FROM_1904 })
}

/// A time counted in nanoseconds since 2001, UTC.
pub(crate) fn since_2001(nanoseconds: i64) -> Option<String> {
    written(nanoseconds / 1_000_000_000 + TO_2001)
}

fn written(unix: i64) -> Option<String> {
    if !PLAUSIBLE.contains(&unix) {
        return None;
    }
    let (days, second) = (unix.div_euclid(86_400), unix.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let (hour, minute) = (second / 3600, second / 60 % 60);
    Some(format!("{year:04}:{month:02}:{day:02} {hour:02}:{minute:02}:{:02}", second % 60))
}

/// Year, month and day of a day counted from 1970, by eras of 400 years that begin in March.
const fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (year_of_era + era * 400 + (month <= 2) as i64, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_moments_are_written_right() {
        assert_eq!(written(1_000_000_000).as_deref(), Some("2001:09:09 01:46:40"));
        assert_eq!(since_1904(3_876_758_100).as_deref(), Some("2026:11:05 21:15:00"));
        assert_eq!(since_2001(0).as_deref(), Some("2001:01:01 00:00:00"));
        assert_eq!(written(951_782_400).as_deref(), Some("2000:02:29 00:00:00"));
    }

    #[test]
    fn clocks_that_were_never_set_say_nothing() {
        for seconds in [0, 1, FROM_1904 as u64, u64::MAX, 600_000_000] {
            assert_eq!(since_1904(seconds), None, "{seconds}");
        }
    }
}
