//! A server in a process of its own.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};

pub struct Served {
    process: Child,
    pub address: String,
}

impl Served {
    pub fn terbit(program: &Path, data: &Path) -> Result<Self> {
        let mut command = Command::new(program);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data);
        Self::start(command)
    }

    pub fn floor(folder: &Path) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("floor").arg(folder);
        Self::start(command)
    }

    /// Its first line is its address.
    fn start(mut command: Command) -> Result<Self> {
        let mut process = command.stdout(Stdio::piped()).spawn()?;
        let out = process.stdout.take().context("no output")?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        let address = line.trim().trim_end_matches('/').to_owned();
        ensure!(address.starts_with("http://"), "the server did not start: {line}");
        Ok(Self { process, address })
    }

    /// Resident memory of the server and its helpers, MB; none where the system does not tell.
    pub fn memory(&self) -> Option<f64> {
        let own = self.process.id();
        let kilobytes = |process: u32| -> Option<u64> {
            let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
            let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
            line.split_whitespace().nth(1)?.parse().ok()
        };
        let children = std::fs::read_to_string(format!("/proc/{own}/task/{own}/children"));
        let helpers: u64 = children
            .unwrap_or_default()
            .split_whitespace()
            .filter_map(|child| kilobytes(child.parse().ok()?))
            .sum();
        Some((kilobytes(own)? + helpers) as f64 / 1024.0)
    }

    /// Ends it as a power cut would.
    pub fn kill(mut self) -> Result<()> {
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
