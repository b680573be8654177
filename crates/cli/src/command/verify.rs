//! `terbit verify`: is the record what was written, and is every original what was approved?

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

/// Memeriksa catatan dan berkas asli; keluar dengan kode 1 bila ada temuan
#[derive(Args)]
pub struct Verify {
    /// Folder data kantor
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
}

impl Verify {
    pub fn run(self) -> Result<ExitCode> {
        let mut last = None;
        let mut progress = |done: u64, total: u64| {
            let percent = (done * 100).checked_div(total).unwrap_or(100);
            if last != Some(percent) && percent.is_multiple_of(5) {
                eprintln!("Memeriksa: {percent} %");
                last = Some(percent);
            }
        };
        let report = api::tools::verify(&super::data_dir(self.data)?, &mut progress)?;
        for finding in &report.findings {
            println!("{}: {finding}", finding.code());
        }
        println!(
            "{} catatan, {} berkas asli, {} bita diperiksa.",
            report.events, report.originals, report.bytes
        );
        if let Some((sequence, hash)) = &report.head {
            println!("Catatan terakhir: nomor {sequence}, sidik {hash}");
        }
        if report.is_sound() {
            println!("Tidak ada temuan.");
            return Ok(ExitCode::SUCCESS);
        }
        println!("{} temuan.", report.findings.len());
        Ok(ExitCode::FAILURE)
    }
}
