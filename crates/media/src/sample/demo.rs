//! The fourteen pictures of the demo office: an ordinary month of a provincial bureau.

use super::{Palette, Scene, photo, poster};
use crate::error::MediaError;
use crate::kind::Kind;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Photo(Scene),
    Portrait(Scene),
    Poster(&'static str),
}

/// One picture of the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// File name without extension, e.g. `kunjungan-delegasi-kota-tokyo`.
    pub slug: &'static str,
    /// What it shows, in Indonesian.
    pub title: &'static str,
    look: Look,
    palette: Palette,
    seed: u64,
}

impl Sample {
    /// JPEG for photos, PNG for posters.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.look {
            Look::Photo(_) | Look::Portrait(_) => Kind::Jpeg,
            Look::Poster(_) => Kind::Png,
        }
    }

    /// The slug with its extension.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}.{}", self.slug, self.kind().extension())
    }

    /// Paints it: photos 1620 x 1080 or 1080 x 1350 px, posters 1080 x 1350 px. Takes some tens of milliseconds.
    ///
    /// # Errors
    /// [`MediaError::Damaged`] if the picture can't be encoded.
    pub fn paint(&self) -> Result<Vec<u8>, MediaError> {
        match self.look {
            Look::Photo(scene) => photo(self.seed, scene, self.palette, self.title, 1620, 1080),
            Look::Portrait(scene) => photo(self.seed, scene, self.palette, self.title, 1080, 1350),
            Look::Poster(line) => poster(self.seed, self.palette, self.title, line),
        }
    }
}

/// The demo's pictures, all different, in a fixed order.
#[must_use]
pub const fn demo() -> [Sample; 14] {
    const fn of(
        slug: &'static str,
        title: &'static str,
        look: Look,
        palette: Palette,
        seed: u64,
    ) -> Sample {
        Sample { slug, title, look, palette, seed }
    }
    use Look::{Photo, Portrait, Poster};
    [
        of(
            "kunjungan-delegasi-kota-tokyo",
            "Kunjungan Delegasi Kota Tokyo",
            Photo(Scene::Delegation),
            Palette::PAGI,
            11,
        ),
        of(
            "selamat-hari-ibu-2026",
            "Selamat Hari Ibu 2026",
            Poster("22 Desember 2026"),
            Palette::MELATI,
            37,
        ),
        of(
            "penandatanganan-kerja-sama",
            "Penandatanganan Kerja Sama",
            Photo(Scene::Signing),
            Palette::KAYU,
            7,
        ),
        of("rapat-koordinasi", "Rapat Koordinasi", Photo(Scene::Meeting), Palette::KAYU, 12),
        of(
            "upacara-hari-pahlawan",
            "Upacara Hari Pahlawan",
            Photo(Scene::Ceremony),
            Palette::PAGI,
            5,
        ),
        of("jakarta-pagi-hari", "Jakarta Pagi Hari", Photo(Scene::Skyline), Palette::PAGI, 3),
        of(
            "kota-menjelang-malam",
            "Kota Menjelang Malam",
            Photo(Scene::Skyline),
            Palette::SENJA,
            17,
        ),
        of(
            "kunjungan-sekolah",
            "Belajar Kerja Sama Antardaerah",
            Photo(Scene::Visit),
            Palette::DAUN,
            9,
        ),
        of(
            "capaian-kerja-sama-2026",
            "Capaian Kerja Sama 2026",
            Poster("48 kesepakatan dengan 19 kota mitra"),
            Palette::LAUT,
            48,
        ),
        of(
            "rapat-evaluasi-triwulan",
            "Evaluasi Triwulan IV",
            Photo(Scene::Meeting),
            Palette::DAUN,
            31,
        ),
        of(
            "sambutan-kota-kembar",
            "Forum Kota Kembar",
            Portrait(Scene::Delegation),
            Palette::SENJA,
            26,
        ),
        of(
            "hari-pohon-sedunia",
            "Hari Menanam Pohon Indonesia",
            Poster("28 November: satu orang, satu pohon"),
            Palette::DAUN,
            34,
        ),
        of(
            "jadwal-layanan-akhir-tahun",
            "Jadwal Layanan Akhir Tahun",
            Poster("Kantor tutup 25 Desember dan 1 Januari"),
            Palette::LAUT,
            53,
        ),
        of(
            "serah-terima-dokumen",
            "Serah Terima Dokumen Kerja Sama",
            Photo(Scene::Signing),
            Palette::LAUT,
            40,
        ),
    ]
}
