//! `terbit sop`: SOP files, for an office that writes its own.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Subcommand;

/// Memeriksa berkas SOP, atau menampilkan SOP bawaan
#[derive(Subcommand)]
pub enum Sop {
    /// Memeriksa berkas SOP; setiap masalah disebut dengan nomor barisnya
    Check {
        /// Berkas TOML
        #[arg(value_name = "BERKAS")]
        file: PathBuf,
    },
    /// Menampilkan SOP yang dibawa program
    List,
}

impl Sop {
    pub fn run(self) -> Result<ExitCode> {
        match self {
            Self::Check { file } => check(&file),
            Self::List => {
                for sop in api::tools::bundled_sops() {
                    println!("{}\t{}\t{}\t{}", sop.id, sop.edition, sop.name, sop.unit);
                }
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

fn check(file: &std::path::Path) -> Result<ExitCode> {
    let name = file.display().to_string();
    let text =
        std::fs::read_to_string(file).with_context(|| format!("{name} tidak dapat dibaca"))?;
    match api::tools::check_sop(&name, &text) {
        Ok(sop) => {
            println!(
                "{name}: baik. {}, edisi {}, {} langkah.",
                sop.name,
                sop.edition,
                sop.steps.len()
            );
            Ok(ExitCode::SUCCESS)
        }
        Err(problems) => {
            println!("{problems}");
            Ok(ExitCode::FAILURE)
        }
    }
}
