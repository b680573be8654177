//! The name of an ICC profile ("Display P3"), for people to read. Converting colours is done elsewhere, from the whole
//! profile; the name needs only its beginning.

/// How much of a profile is enough for its name: writers put the description before the tables.
pub(crate) const HEAD: u64 = 64 * 1024;

const MAX_TAGS: u32 = 128;

/// The description of a profile whose first bytes these are.
pub(crate) fn name(profile: &[u8]) -> Option<String> {
    if profile.get(36..40)? != b"acsp" {
        return None;
    }
    let count = u32_at(profile, 128)?.min(MAX_TAGS);
    let tag = (0..count as usize).find_map(|index| {
        let row = profile.get(132 + index * 12..)?.get(..12)?;
        row.starts_with(b"desc").then_some(row)
    })?;
    let start = usize::try_from(u32_at(tag, 4)?).ok()?;
    let description = profile.get(start..)?;
    match description.get(..4)? {
        b"desc" => {
            let length = usize::try_from(u32_at(description, 8)?).ok()?.min(256);
            let text = description.get(12..)?;
            spoken(text.get(..length).unwrap_or(text).split(|&byte| byte == 0).next()?)
        }
        b"mluc" => {
            let records = u32_at(description, 8)?.min(64) as usize;
            let rows =
                (0..records).filter_map(|index| description.get(16 + index * 12..)?.get(..12));
            let row =
                rows.clone().find(|row| row.starts_with(b"en")).or_else(|| rows.clone().next())?;
            let length = usize::try_from(u32_at(row, 4)?).ok()?.min(512);
            let at = usize::try_from(u32_at(row, 8)?).ok()?;
            let text = description.get(at..at.checked_add(length)?)?;
            let units = text.as_chunks::<2>().0.iter().map(|&pair| u16::from_be_bytes(pair));
            let text: String = char::decode_utf16(units).map_while(Result::ok).collect();
            spoken(text.as_bytes())
        }
        _ => None,
    }
}

/// A profile's name as text, unless it says nothing ("ICC Profile", "icc").
pub(crate) fn spoken(name: &[u8]) -> Option<String> {
    let text: String = match std::str::from_utf8(name) {
        Ok(text) => text.chars().filter(|c| !c.is_control()).take(80).collect(),
        Err(_) => {
            name.iter().map(|&byte| char::from(byte)).filter(|c| !c.is_control()).take(80).collect()
        }
    };
    let text = text.trim();
    let empty = ["", "icc", "icc profile", "iccp", "photoshop icc profile", "profile", "unnamed"];
    (!empty.contains(&text.to_lowercase().as_str())).then(|| text.to_owned())
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<4>().map(|&word| u32::from_be_bytes(word))
}

#[cfg(test)]
mod tests {
    use moxcms::ColorProfile;

    use super::*;

    #[test]
    fn well_known_profiles_are_named() {
        let encoded = |profile: ColorProfile| profile.encode().expect("a profile");
        let p3 = name(&encoded(ColorProfile::new_display_p3())).expect("named");
        assert!(p3.contains("P3"), "{p3}");
        let adobe = name(&encoded(ColorProfile::new_adobe_rgb())).expect("named");
        assert!(adobe.contains("Adobe") || adobe.contains("1998"), "{adobe}");
    }

    #[test]
    fn cut_or_odd_profiles_have_no_name() {
        let whole = ColorProfile::new_display_p3().encode().expect("a profile");
        for length in 0..whole.len() {
            let _ = name(&whole[..length]);
        }
        assert_eq!(name(b""), None);
        assert_eq!(name(&[0xFF; 400]), None);
        assert_eq!(spoken(b"ICC Profile"), None);
    }
}
