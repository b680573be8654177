//! Files to send in.

use office::parts::media::sample::{Palette, Scene, photo, poster};

pub fn jpeg(seed: u64) -> Vec<u8> {
    photo(seed, Scene::Meeting, Palette::KAYU, "Rapat", 640, 480).unwrap()
}

pub fn png(seed: u64) -> Vec<u8> {
    poster(seed, Palette::LAUT, "Uji", "Uji").unwrap()
}

/// The smallest PDF that has a page.
pub fn pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 3 3]>>endobj\nxref\n0 4\n0000000000 65535 f \n\
      0000000009 00000 n \n0000000053 00000 n \n0000000104 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n165\n%%EOF\n"
        .to_vec()
}

/// The same photo as a phone writes it: turned by 90 degrees for who looks at it, and telling where it was taken.
pub fn jpeg_of_a_phone(seed: u64) -> Vec<u8> {
    fn row(tag: u16, format: u16, count: u32, value: u32) -> Vec<u8> {
        let (tag, format) = (tag.to_le_bytes(), format.to_le_bytes());
        [&tag[..], &format[..], &count.to_le_bytes()[..], &value.to_le_bytes()[..]].concat()
    }
    let degrees = [6u32, 1, 10, 1, 0, 1].map(u32::to_le_bytes).concat();
    let tiff = [
        b"II*\0\x08\0\0\0".to_vec(),
        // At 8: which way up, and where the position stands.
        [vec![2, 0], row(0x0112, 3, 1, 6), row(0x8825, 4, 1, 38), vec![0; 4]].concat(),
        // At 38: south and east, each with three fractions.
        vec![4, 0],
        row(1, 2, 2, u32::from(b'S')),
        row(2, 5, 3, 92),
        row(3, 2, 2, u32::from(b'E')),
        row(4, 5, 3, 116),
        vec![0; 4],
        degrees.clone(),
        degrees,
    ]
    .concat();
    let exif = [&b"Exif\0\0"[..], &tiff].concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let photo = jpeg(seed);
    [&photo[..2], &[0xFF, 0xE1], &length, &exif, &photo[2..]].concat()
}
