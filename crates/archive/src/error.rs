//! What can go wrong with the record, each told apart because each wants another answer.

use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    #[error(
        "Folder data {0} tidak dapat ditulisi. Periksa izin folder itu, atau pilih folder lain."
    )]
    ReadOnly(PathBuf),
    #[error(
        "Data di {0} sedang dipakai oleh Terbit lain. Tutup Terbit yang satunya, atau pilih folder data lain."
    )]
    InUse(PathBuf),
    #[error(
        "Data ini dibuat oleh Terbit yang lebih baru (skema {found}, program ini mengenal sampai {known}). Perbarui Terbit di komputer ini."
    )]
    Newer { found: u32, known: u32 },
    #[error(
        "Basis data {path} rusak: {detail}. Jangan hapus apa pun; salin seluruh folder data, lalu pulihkan dari cadangan."
    )]
    Damaged { path: PathBuf, detail: String },
    #[error("Penyimpanan penuh. Kosongkan ruang disk, lalu ulangi; tidak ada yang hilang.")]
    DiskFull,
    #[error("Kantor ini sudah disiapkan.")]
    AlreadyFounded,
    #[error("Isi sudah berubah sejak dibuka.")]
    Stale,
    #[error("Perintah ini sudah dicatat.")]
    Repeated,
    #[error("Nama masuk \"{0}\" sudah dipakai. Pilih nama lain.")]
    LoginTaken(String),
    #[error("Berkas {0} tidak ada di penyimpanan.")]
    NoSuchMedia(workflow::Sha256),
    #[error("Berkas {0} masih dipakai sebuah ajuan atau draf.")]
    MediaInUse(workflow::Sha256),
    #[error("Penunjuk halaman tidak dikenal. Muat ulang daftar.")]
    BadCursor,
    #[error("Berkas dan folder tidak dapat dibaca atau ditulis: {0}")]
    Io(#[source] std::io::Error),
    #[error("Basis data menolak: {0}")]
    Database(String),
    #[error("Isi tersimpan tidak dapat dibaca: {0}")]
    Decode(#[from] serde_json::Error),
}

impl From<std::io::Error> for ArchiveError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io(error),
        }
    }
}
