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
