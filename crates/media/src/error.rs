//! Why a file was refused.
//!
//! A refusal is read by somebody with a camera card in hand, so every variant says in Bahasa Indonesia what happened
//! and what to do next. The `code()` is what programs compare; the sentence may be reworded, the code may not.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::cancel::Cancelled;
use crate::kind::Kind;

/// Everything that can go wrong between a path and a picture. (It travels as JSON between the program and its
/// [`crate::Workshop`]; that form is nobody else's.)
#[derive(Debug, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaError {
    /// The file has no bytes at all.
    #[error("Berkas kosong (0 byte). Salin ulang dari kamera atau minta kirim ulang.")]
    Empty,

    /// The path leads to a folder or a device, not to a file.
    #[error("Ini folder, bukan berkas. Buka foldernya, lalu pilih berkas di dalamnya.")]
    NotAFile,

    /// The content is nothing the office publishes; `found` says what it seems to be ("HTML", "teks", "program Windows").
    #[error(
        "Isi berkas ini {found}, bukan foto, video, atau PDF, walaupun namanya mungkin berkata lain. Unduh atau salin ulang berkas aslinya."
    )]
    Unrecognised {
        /// What the bytes seem to be, in Indonesian.
        found: String,
    },

    /// A picture or video whose format nothing here can open; `found` names it ("FLV", "JPEG 12-bit").
    #[error(
        "Format {found} tidak dapat dibuka di sini. Simpan sebagai JPEG atau PNG (video: MP4), lalu masukkan lagi."
    )]
    Unsupported {
        /// The format's usual name.
        found: String,
    },

    /// The file ends before its own structure says it should.
    #[error(
        "Berkas terpotong: bagian akhirnya hilang. Salin ulang dari kamera atau minta kirim ulang."
    )]
    Truncated,

    /// The picture declares more pixels than are decoded here. Found from the header, before any allocation.
    #[error(
        "Gambar terlalu besar: {width} x {height} piksel, batasnya {} megapiksel. Perkecil ukurannya, lalu masukkan lagi.",
        .limit / 1_000_000
    )]
    TooManyPixels {
        /// Declared width, px.
        width: u32,
        /// Declared height, px.
        height: u32,
        /// The most pixels (width x height) that are accepted.
        limit: u64,
    },

    /// The file has more bytes than are read for its kind.
    #[error(
        "Berkas terlalu besar: {} MB, batasnya {} MB. Perkecil berkasnya, lalu masukkan lagi.",
        .bytes / 1_000_000,
        .limit / 1_000_000
    )]
    TooLarge {
        /// Size of the file, bytes.
        bytes: u64,
        /// The most bytes that are accepted.
        limit: u64,
    },

    /// The structure contradicts itself; `detail` is technical and in English, for the log.
    #[error(
        "Berkas rusak dan tidak dapat dibuka ({detail}). Salin ulang dari kamera atau minta kirim ulang."
    )]
    Damaged {
        /// What the decoder said.
        detail: String,
    },

    /// A video or document was given where only a picture has pixels to show.
    #[error("Berkas {} bukan gambar, jadi tidak punya pratinjau gambar.", .kind.label())]
    NotAPicture {
        /// What the file is.
        kind: Kind,
    },

    /// The decoder was still busy at the deadline and was stopped.
    #[error(
        "Berkas ini terlalu lama dibuka, jadi dihentikan. Simpan ulang sebagai JPEG atau PNG (video: MP4), lalu masukkan lagi."
    )]
    TookTooLong,

    /// The process that decoded the file died, or made no sense any more. Other files are untouched.
    #[error(
        "Pembuka gambar berhenti mendadak pada berkas ini; berkas lain tidak terpengaruh. Coba masukkan sekali lagi; bila terulang, simpan ulang sebagai JPEG atau PNG (video: MP4)."
    )]
    DecoderCrashed,

    /// Nobody wanted the result any more.
    #[error("Pekerjaan dibatalkan. Masukkan lagi berkasnya bila masih diperlukan.")]
    Cancelled,

    /// The system would not give us the bytes.
    #[error(
        "Berkas tidak dapat dibaca ({0}). Periksa apakah kartu atau diska masih terpasang, lalu coba lagi."
    )]
    Io(#[serde(serialize_with = "write_io", deserialize_with = "read_io")] std::io::Error),
}

impl MediaError {
    /// The stable name of this refusal, for the wire and for tests.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty_file",
            Self::NotAFile => "not_a_file",
            Self::Unrecognised { .. } => "unrecognised_file",
            Self::Unsupported { .. } => "unsupported_format",
            Self::Truncated => "truncated_file",
            Self::TooManyPixels { .. } => "too_many_pixels",
            Self::TooLarge { .. } => "file_too_large",
            Self::Damaged { .. } => "damaged_file",
            Self::NotAPicture { .. } => "not_a_picture",
            Self::TookTooLong => "took_too_long",
            Self::DecoderCrashed => "decoder_crashed",
            Self::Cancelled => "cancelled",
            Self::Io(_) => "io_error",
        }
    }

    pub(crate) fn damaged(detail: impl Into<String>) -> Self {
        Self::Damaged { detail: detail.into() }
    }

    pub(crate) fn unrecognised(found: &str) -> Self {
        Self::Unrecognised { found: found.to_owned() }
    }

    pub(crate) fn unsupported(found: &str) -> Self {
        Self::Unsupported { found: found.to_owned() }
    }
}

/// An early end of file is what a truncated copy looks like; everything else is the system's trouble.
impl From<std::io::Error> for MediaError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::UnexpectedEof => Self::Truncated,
            std::io::ErrorKind::IsADirectory => Self::NotAFile,
            _ => Self::Io(error),
        }
    }
}

impl From<Cancelled> for MediaError {
    fn from(Cancelled: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// The system's number where there is one: a full disk must still be told from a missing card on the other side.
fn write_io<S: Serializer>(error: &std::io::Error, serializer: S) -> Result<S::Ok, S::Error> {
    (error.raw_os_error(), error.to_string()).serialize(serializer)
}

fn read_io<'de, D: Deserializer<'de>>(deserializer: D) -> Result<std::io::Error, D::Error> {
    let (number, text) = <(Option<i32>, String)>::deserialize(deserializer)?;
    Ok(number.map_or_else(|| std::io::Error::other(text), std::io::Error::from_raw_os_error))
}
