//! `Range` requests: a player asks for the middle of a film.

/// What part of `length` bytes a request wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Whole,
    /// First and last byte, both included.
    Part(u64, u64),
    /// Nothing of it exists: 416.
    Nothing,
}

/// Reads a `Range` header. More than one range, or a unit we don't know, is answered with the whole, as RFC 9110 allows.
pub(crate) fn wanted(header: Option<&str>, length: u64) -> Wanted {
    let Some(ranges) = header.and_then(|header| header.trim().strip_prefix("bytes=")) else {
        return Wanted::Whole;
    };
    let Some((first, last)) = ranges.split_once('-').filter(|_| !ranges.contains(',')) else {
        return Wanted::Whole;
    };
    match (number(first), number(last)) {
        (Some(None), Some(Some(count))) => match count.min(length) {
            0 => Wanted::Nothing,
            count => Wanted::Part(length - count, length - 1),
        },
        (Some(Some(first)), Some(last)) => {
            let last = last.unwrap_or(u64::MAX);
            if last < first {
                Wanted::Whole
            } else if first >= length {
                Wanted::Nothing
            } else {
                Wanted::Part(first, last.min(length - 1))
            }
        }
        _ => Wanted::Whole,
    }
}

/// `None`: not a number; `Some(None)`: nothing stands there.
#[expect(clippy::option_option, reason = "absent and unreadable are told apart")]
fn number(text: &str) -> Option<Option<u64>> {
    match text.trim() {
        "" => Some(None),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok().map(Some),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_first_and_last_byte() {
        assert_eq!(wanted(Some("bytes=0-99"), 1000), Wanted::Part(0, 99));
        assert_eq!(wanted(Some("bytes=900-"), 1000), Wanted::Part(900, 999));
        assert_eq!(wanted(Some("bytes=900-5000"), 1000), Wanted::Part(900, 999));
        assert_eq!(wanted(Some("bytes=-100"), 1000), Wanted::Part(900, 999));
        assert_eq!(wanted(Some("bytes=-5000"), 1000), Wanted::Part(0, 999));
    }

    #[test]
    fn what_does_not_exist_is_nothing() {
        assert_eq!(wanted(Some("bytes=1000-"), 1000), Wanted::Nothing);
        assert_eq!(wanted(Some("bytes=-0"), 1000), Wanted::Nothing);
        assert_eq!(wanted(Some("bytes=0-"), 0), Wanted::Nothing);
    }

    #[test]
    fn what_is_not_understood_gets_the_whole() {
        for header in
            ["bytes=5-2", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6", "bytes=-", "bytes=+1-2", ""]
        {
            assert_eq!(wanted(Some(header), 1000), Wanted::Whole, "{header}");
        }
        assert_eq!(wanted(None, 1000), Wanted::Whole);
    }
}
