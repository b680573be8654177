//! `terbit demo`: the sample office, and one item through every step of each SOP.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use api::Host;
use api::tools::{DemoStep, demo_journeys};
use clap::Args;

/// Membuat kantor contoh dan menjalankan satu ajuan melewati semua langkah setiap SOP
#[derive(Args)]
pub struct Demo {
    /// Folder data untuk kantor contoh; harus belum berisi kantor
    #[arg(long, value_name = "FOLDER")]
    data: PathBuf,
}

impl Demo {
    pub fn run(self) -> Result<ExitCode> {
        let host = Host::open(&self.data)?;
        let status = host.office().found_demo().context("kantor contoh tidak dapat dibuat")?;
        let mut out = std::io::stdout().lock();
        writeln!(out, "{} di {}", status.name.unwrap_or_default(), self.data.display())?;
        if let Some(demo) = &status.demo {
            let logins: Vec<_> =
                demo.accounts.iter().map(|account| account.login.as_str()).collect();
            writeln!(out, "Nama masuk: {}; kata sandi: {}", logins.join(", "), demo.password)?;
        }
        print(&mut out, &demo_journeys(host.office())?)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn print(out: &mut impl std::io::Write, steps: &[DemoStep]) -> Result<()> {
    let widest = |of: fn(&DemoStep) -> &str| {
        steps.iter().map(|step| of(step).chars().count()).max().unwrap_or(0)
    };
    let (position, name, told) =
        (widest(|one| &one.position), widest(|one| &one.name), widest(|one| &one.sentence));
    let mut sop = "";
    for step in steps {
        if sop != step.sop_name {
            writeln!(out, "\n{}: \"{}\"", step.sop_name, step.title)?;
            sop = &step.sop_name;
        }
        writeln!(
            out,
            "  {:>3} {:<12} {:<position$}  {:<name$}  {:<told$}  {}  {:>6.1} ms",
            step.number,
            step.step,
            step.position,
            step.name,
            step.sentence,
            step.at.format("%Y-%m-%dT%H:%M:%SZ"),
            step.elapsed.as_secs_f64() * 1000.0,
        )?;
    }
    Ok(())
}
