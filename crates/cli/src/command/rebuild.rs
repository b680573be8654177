//! `terbit rebuild`: the lists, made anew from the record.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use api::Host;
use clap::Args;

/// Membangun ulang daftar dari catatan; catatan dan berkas asli tidak diubah
#[derive(Args)]
pub struct Rebuild {
    /// Folder data kantor
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
}

impl Rebuild {
    pub fn run(self) -> Result<ExitCode> {
        let host = Host::open(&super::data_dir(self.data)?)?;
        println!("{} ajuan dibangun ulang dari catatan.", host.office().rebuild()?);
        Ok(ExitCode::SUCCESS)
    }
}
