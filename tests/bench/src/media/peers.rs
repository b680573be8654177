//! One run of each program, timed from start to end of its process.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Result, ensure};

/// How many cores a run may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cores {
    One,
    Two,
}

/// `program` with the pinning that [`Cores`] asks for.
fn command(program: &Path, cores: Cores) -> Command {
    let mut command = match cores {
        Cores::One => {
            let mut pinned = Command::new("taskset");
            pinned.args(["--cpu-list", "1"]).arg(program);
            pinned
        }
        Cores::Two => Command::new(program),
    };
    command.env("VIPS_CONCURRENCY", "1").stdout(Stdio::null());
    command
}

/// Milliseconds until all of `commands`, started together, have ended.
fn timed(commands: Vec<Command>) -> Result<f64> {
    let start = Instant::now();
    let running: Vec<_> =
        commands.into_iter().map(|mut one| one.spawn()).collect::<Result<_, _>>()?;
    for mut one in running {
        ensure!(one.wait()?.success(), "a program failed");
    }
    Ok(start.elapsed().as_secs_f64() * 1000.0)
}

/// `terbit` with these arguments over the files.
pub fn terbit(
    program: &Path,
    cores: Cores,
    arguments: &[&str],
    out: &Path,
    files: &[PathBuf],
) -> Result<f64> {
    let mut command = command(program, cores);
    command.args(arguments).arg("--out").arg(out).args(files);
    timed(vec![command])
}

/// `vipsthumbnail` over the files: one process a core, since a second thread of one process has little to do.
pub fn vips(cores: Cores, size: &[&str], out: &Path, files: &[PathBuf]) -> Result<f64> {
    let share = if cores == Cores::One { files.len() } else { files.len().div_ceil(2) };
    let commands = files.chunks(share.max(1)).map(|files| {
        let mut command = command(Path::new("vipsthumbnail"), cores);
        let target = format!("{}/%s.jpg[Q=82]", out.display());
        command.arg("--size").args(size).arg("-o").arg(target).args(files);
        command
    });
    timed(commands.collect())
}
