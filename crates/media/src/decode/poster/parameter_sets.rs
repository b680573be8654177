//! Samples of MP4 as streams that decoders read: MP4 keeps the parameter sets apart and puts a length before each unit,
//! decoders want the sets first and a start code before each unit.

const START: [u8; 4] = [0, 0, 0, 1];
/// Real files have one or two of each; a unit less than this many bytes long is none.
const MAX_SETS: usize = 64;

/// From `avcC`: version, profile, two more, length size, number of SPS, SPS, number of PPS, PPS.
pub(super) fn h264_stream(settings: &[u8], sample: &[u8]) -> Option<Vec<u8>> {
    let length_size = usize::from(settings.get(4)? & 3) + 1;
    let mut stream = Vec::with_capacity(sample.len() + settings.len() + 64);
    let mut rest = settings.get(5..)?;
    for mask in [0x1F, 0xFF] {
        let (&count, after) = rest.split_first()?;
        rest = append_sets(after, usize::from(count & mask), &mut stream)?;
    }
    append_units(sample, length_size, &mut stream)?;
    Some(stream)
}

/// From `hvcC`: 21 bytes, length size, number of arrays; each array has a type, a number, and its units.
pub(super) fn hevc_stream(settings: &[u8], sample: &[u8]) -> Option<Vec<u8>> {
    let length_size = usize::from(settings.get(21)? & 3) + 1;
    let mut stream = Vec::with_capacity(sample.len() + settings.len() + 64);
    let mut rest = settings.get(23..)?;
    for _ in 0..*settings.get(22)? {
        let &[_, high, low] = rest.first_chunk::<3>()?;
        let count = usize::from(u16::from_be_bytes([high, low]));
        rest = append_sets(rest.get(3..)?, count, &mut stream)?;
    }
    append_units(sample, length_size, &mut stream)?;
    Some(stream)
}

fn append_sets<'a>(mut rest: &'a [u8], count: usize, stream: &mut Vec<u8>) -> Option<&'a [u8]> {
    for _ in 0..count.min(MAX_SETS) {
        let length = usize::from(u16::from_be_bytes(*rest.first_chunk::<2>()?));
        stream.extend(START);
        stream.extend(rest.get(2..2 + length)?);
        rest = rest.get(2 + length..)?;
    }
    Some(rest)
}

fn append_units(sample: &[u8], length_size: usize, stream: &mut Vec<u8>) -> Option<()> {
    let mut rest = sample;
    while rest.len() > length_size {
        let (length, after) = rest.split_at_checked(length_size)?;
        let length = length.iter().fold(0usize, |value, &byte| value << 8 | usize::from(byte));
        stream.extend(START);
        stream.extend(after.get(..length)?);
        rest = after.get(length..)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_come_first_and_lengths_become_start_codes() {
        let settings = [1, 66, 0, 30, 0xFF, 0xE1, 0, 2, 0x67, 7, 1, 0, 1, 0x68];
        let sample = [0, 0, 0, 2, 0x65, 9];
        let expected = [0, 0, 0, 1, 0x67, 7, 0, 0, 0, 1, 0x68, 0, 0, 0, 1, 0x65, 9];
        assert_eq!(h264_stream(&settings, &sample).as_deref(), Some(&expected[..]));
        for length in 0..settings.len() {
            assert_eq!(h264_stream(&settings[..length], &sample), None, "{length}");
        }
        assert_eq!(h264_stream(&settings, &[0, 0, 1, 0, 5]), None, "longer than the sample");
    }
}
