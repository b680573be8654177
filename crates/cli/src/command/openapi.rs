//! `terbit openapi`: the API's description, from which the UI's types are made.

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

/// Menampilkan uraian API sebagai JSON
#[derive(Args)]
pub struct Openapi {}

impl Openapi {
    #[expect(clippy::unused_self, reason = "every command is run the same way")]
    pub fn run(self) -> Result<ExitCode> {
        writeln!(std::io::stdout(), "{}", api::openapi())?;
        Ok(ExitCode::SUCCESS)
    }
}
