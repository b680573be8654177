//! `cargo xtask fuzz`: coverage-guided fuzzing of what reads strangers' bytes, for a given time each.
//!
//! The corpus in `fuzz/corpus` is where it starts; what it finds there that is new goes to the build folder, so that a run
//! leaves the checkout as it was. A finding stops the run and names the file that shows it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::project::{self, Project};

/// The tool; not a part of what is shipped.
const TOOL_VERSION: &str = "0.13.1";
/// Longest input, bytes: what is interesting about a header fits.
const LONGEST: &str = "-max_len=65536";

#[derive(Args)]
pub struct Wishes {
    /// Seconds for each target
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Only these targets, separated by commas
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

pub fn perform(project: &Project, wishes: &Wishes) -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("fuzzing runs on Linux");
    }
    let tool = tool(project)?;
    for target in targets(project, &wishes.only)? {
        println!("\n{target}: {} s", wishes.seconds);
        one(project, &tool, &target, wishes.seconds)?;
    }
    Ok(())
}

/// What `cargo xtask test --nightly` does: every target for a minute.
pub fn minute_each(project: &Project) -> Result<()> {
    perform(project, &Wishes { seconds: 60, only: Vec::new() })
}

fn targets(project: &Project, only: &[String]) -> Result<Vec<String>> {
    let folder = project.root.join("fuzz/fuzz_targets");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if only.is_empty() || only.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        bail!("no such target in {}", folder.display());
    }
    names.sort();
    Ok(names)
}

fn one(project: &Project, tool: &Path, target: &str, seconds: u32) -> Result<()> {
    let grown = project.target.join("fuzz-corpus").join(target);
    std::fs::create_dir_all(&grown)?;
    let mut command = project.command("fuzz", &tool.to_string_lossy(), &["fuzz", "run"]);
    command
        // Coverage counters come from the compiler's own passes. No sanitizer: but for the H.264 poster all code is safe Rust.
        .args(["--sanitizer", "none"])
        // The AV1 decoder's debug assertions take down a backtrace for every access to a picture.
        .args((target == "heif").then_some("--release"))
        .args(["--fuzz-dir", ".", "--target-dir"])
        .arg(project.target.join("fuzz"))
        .arg(target)
        .arg(&grown);
    let seeds = project.root.join("fuzz/corpus").join(target);
    if seeds.is_dir() {
        command.arg(seeds);
    }
    command.arg("--").arg(format!("-max_total_time={seconds}")).args([
        LONGEST,
        "-timeout=20",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    ]);
    project::run(&mut command)
}

/// The tool's program, installed when it is not there.
fn tool(project: &Project) -> Result<PathBuf> {
    let tools = project.target.join("tools");
    let program = tools.join("bin/cargo-fuzz");
    if !program.is_file() {
        let install =
            ["install", "cargo-fuzz", "--version", TOOL_VERSION, "--locked", "--quiet", "--root"];
        project::run(project.cargo(&install).arg(&tools))?;
    }
    Ok(program)
}
