//! `terbit pairing-code`: lets a computer join, for whoever sits at the host and has no browser there.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::settings::Settings;

/// Membuat kode gabung di komputer pusat kantor, selagi pusat itu berjalan
#[derive(Args)]
pub struct PairingCode {
    /// Berkas pengaturan yang dipakai terbit serve; folder datanya diambil dari sana
    #[arg(long, value_name = "BERKAS", env = "TERBIT_SETTINGS")]
    settings: Option<PathBuf>,
    /// Folder data kantor
    #[arg(long, value_name = "FOLDER", env = "TERBIT_DATA")]
    data: Option<PathBuf>,
}

impl PairingCode {
    pub fn run(self) -> Result<ExitCode> {
        let file = self.settings.as_deref().map(Settings::read).transpose()?.unwrap_or_default();
        let data = super::data_dir(self.data.or(file.data))?;
        let made = api::pairing_code_here(&data)?;
        for address in &made.addresses {
            println!("Alamat: {address}");
        }
        println!("Kode gabung: {}", made.code);
        println!("Sidik jari sertifikat: {}", made.fingerprint);
        println!("Berlaku untuk satu komputer, selama 15 menit.");
        Ok(ExitCode::SUCCESS)
    }
}
