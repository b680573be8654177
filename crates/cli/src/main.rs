//! The `terbit` program: an office without a window. Serves browsers, tries the sample office, checks
//! the record, and does a few chores on files.
//!
//! Everything it can do is a call into `api`; what stands here is how it is said on the command line.

#![forbid(unsafe_code)]

mod command;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Menjalankan SOP media sosial kantor: pengajuan, koreksi, persetujuan, unggahan, arsip.
#[derive(Parser)]
#[command(name = "terbit", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Serve(command::serve::Serve),
    Demo(command::demo::Demo),
    Verify(command::verify::Verify),
    Rebuild(command::rebuild::Rebuild),
    Thumbnail(command::thumbnail::Thumbnail),
    #[command(subcommand)]
    Sop(command::sop::Sop),
    Openapi(command::openapi::Openapi),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Serve(serve) => serve.run(),
        Command::Demo(demo) => demo.run(),
        Command::Verify(verify) => verify.run(),
        Command::Rebuild(rebuild) => rebuild.run(),
        Command::Thumbnail(thumbnail) => thumbnail.run(),
        Command::Sop(sop) => sop.run(),
        Command::Openapi(openapi) => openapi.run(),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("terbit: {error:#}");
        ExitCode::FAILURE
    })
}
