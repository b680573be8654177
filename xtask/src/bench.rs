//! `cargo xtask bench`: the figures of `docs/benchmarks.md`, each made by one command.
//!
//! Always release builds, always against something else measured in the same run: a figure alone
//! says more about the machine than about Terbit. Each prints a Markdown table.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, ensure};
use clap::{Args, Subcommand};

use crate::packages::{self, Need};
use crate::project::{self, Project};
use crate::{desktop_tests, node};

#[derive(Args)]
pub struct Wishes {
    /// Without one they are only listed
    #[command(subcommand)]
    bench: Option<Bench>,
}

#[derive(Subcommand)]
enum Bench {
    /// One decision in the record, against one bare SQLite insert with the same durability
    Decide {
        /// The folder whose disk is measured (default: the system's temporary folder)
        #[arg(long)]
        folder: Option<PathBuf>,
    },
    /// An inbox with ten thousand items in a browser: the next picture, scrolling, the first page
    Inbox,
    /// Fifty people on one host, the rate at which it gives way, decisions a second, the first page of a long inbox
    Office {
        /// How long the fifty people work
        #[arg(long, default_value_t = 10.0)]
        minutes: f64,
    },
    /// Start to a usable inbox, and idle memory, against a bare Tauri window
    Start,
    /// 50 photos of 24 megapixels dropped on the window until all tiles are drawn, against vipsthumbnail
    Tiles,
    /// 200 photos of 24 megapixels dropped at once: memory, the first tiles, and frames that were late meanwhile
    Card,
    /// The same photos made small without a window, against vipsthumbnail
    Thumbnail,
    /// The media engine on every kind of file, with its quality, against vipsthumbnail
    Media {
        /// Three turns instead of nine, to try a change
        #[arg(long)]
        quick: bool,
    },
}

const LIST: &str = "\
cargo xtask bench decide     one decision in the record / one bare SQLite insert, same durability
cargo xtask bench inbox      10,000 items: to the next picture, frames while scrolling / a bare list, first page
cargo xtask bench office     fifty people for ten minutes, then as many requests as are kept up / a bare handler
cargo xtask bench start      start to a usable inbox, idle memory / a bare Tauri window
cargo xtask bench tiles      50 photos dropped until all tiles are drawn / vipsthumbnail
cargo xtask bench card       200 photos dropped: peak memory above idle, tiles, late frames / the limit
cargo xtask bench thumbnail  the same photos without a window / vipsthumbnail
cargo xtask bench media      every kind of file, one core and two, with quality / vipsthumbnail

Each builds for release, and prints a table for docs/benchmarks.md. Let nothing else run meanwhile.";

pub fn perform(project: &Project, wishes: &Wishes) -> Result<()> {
    let Some(bench) = &wishes.bench else {
        println!("{LIST}");
        return Ok(());
    };
    match bench {
        Bench::Decide { folder } => {
            build(project, &[Need::Build, Need::Desktop])?;
            project::run(Command::new(release(project, "bench-decide")).args(folder))
        }
        Bench::Inbox => {
            build(project, &[Need::Build, Need::Desktop, Need::Tests])?;
            node::install(project, "tests")?;
            project::run(&mut script(project, "node", &["bench/inbox.mjs"]))
        }
        Bench::Office { minutes } => {
            build(project, &[Need::Build, Need::Desktop])?;
            let mut bench = Command::new(release(project, "bench-office"));
            project::run(bench.arg(release(project, "terbit")).arg(minutes.to_string()))
        }
        Bench::Start => in_window(project, "start"),
        Bench::Tiles => in_window(project, "tiles"),
        Bench::Card => in_window(project, "card"),
        Bench::Thumbnail => {
            build(project, &[Need::Build, Need::Desktop, Need::Bench])?;
            project::run(&mut script(project, "node", &["bench/thumbnail.mjs"]))
        }
        Bench::Media { quick } => {
            build(project, &[Need::Build, Need::Desktop, Need::Bench])?;
            let chart = project.root.join("docs/gambar/bench-media.svg");
            let mut bench = Command::new(release(project, "bench-media"));
            bench.arg(release(project, "terbit")).arg(chart).args(quick.then_some("--quick"));
            project::run(&mut bench)
        }
    }
}

fn in_window(project: &Project, name: &str) -> Result<()> {
    ensure!(cfg!(target_os = "linux"), "this bench drives a real window, and runs on Linux only");
    build(project, &[Need::Build, Need::Desktop, Need::Tests, Need::Bench])?;
    let driver = desktop_tests::driver(project)?;
    let file = format!("bench/{name}.mjs");
    let arguments = ["--", "node", &file];
    project::run(script(project, "dbus-run-session", &arguments).env("TAURI_DRIVER", driver))
}

fn build(project: &Project, needs: &[Need]) -> Result<()> {
    packages::ensure(needs)?;
    node::build_ui(project)?;
    project::run(&mut project.cargo(&["build", "--release", "--workspace", "--bins"]))
}

/// A command that knows where the programs to be measured lie.
fn script(project: &Project, program: &str, arguments: &[&str]) -> Command {
    let mut command = project.command("tests", program, arguments);
    command
        .env("TERBIT", release(project, "terbit"))
        .env("TERBIT_DESKTOP", release(project, "terbit-desktop"))
        .env("BARE_WINDOW", release(project, "bare-window"))
        .env("BENCH_INBOX", release(project, "bench-inbox"))
        .env("BENCH_PHOTOS", release(project, "bench-photos"));
    command
}

fn release(project: &Project, name: &str) -> PathBuf {
    project.target.join("release").join(name).with_extension(std::env::consts::EXE_EXTENSION)
}
