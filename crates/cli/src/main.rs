//! The `terbit` program: an office without a window. Serves browsers, tries the sample office, checks
//! the record, and does a few chores on files.
//!
//! Everything it can do is a call into `api`; what stands here is how it is said on the command line.

#![forbid(unsafe_code)]

mod command;
mod help;
mod settings;
mod usage_error;

use std::process::ExitCode;

use clap::{FromArgMatches as _, Parser, Subcommand};

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
    PairingCode(command::pairing_code::PairingCode),
    Demo(command::demo::Demo),
    Verify(command::verify::Verify),
    Rebuild(command::rebuild::Rebuild),
    Thumbnail(command::thumbnail::Thumbnail),
    Renditions(command::renditions::Renditions),
    Probe(command::probe::Probe),
    #[command(subcommand)]
    Sop(command::sop::Sop),
    Openapi(command::openapi::Openapi),
}

fn main() -> ExitCode {
    // A helper of a running Terbit, which decodes strangers' files: nobody types that.
    if let Some(ended) = api::serve_if_asked() {
        return ended;
    }
    let arguments = Arguments::from_arg_matches(&help::typed())
        .unwrap_or_else(|error| error.apply::<usage_error::Indonesian>().exit());
    if !matches!(arguments.command, Command::Serve(_)) {
        api::begin_log(api::LogStyle::Plain, api::LogLevel::Warn);
    }
    let outcome = match arguments.command {
        Command::Serve(serve) => serve.run(),
        Command::PairingCode(code) => code.run(),
        Command::Demo(demo) => demo.run(),
        Command::Verify(verify) => verify.run(),
        Command::Rebuild(rebuild) => rebuild.run(),
        Command::Thumbnail(thumbnail) => thumbnail.run(),
        Command::Renditions(renditions) => renditions.run(),
        Command::Probe(probe) => probe.run(),
        Command::Sop(sop) => sop.run(),
        Command::Openapi(openapi) => openapi.run(),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("terbit: {}", told(&error));
        ExitCode::FAILURE
    })
}

/// The error and its causes, each said once: some sentences carry their cause already.
fn told(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |told, cause| match told.as_str() {
        "" => cause,
        known if known.contains(&cause) => told,
        known => format!("{known}: {cause}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_said_once() {
        let error = anyhow::anyhow!("inti").context("luar: inti").context("paling luar");
        assert_eq!(told(&error), "paling luar: luar: inti");
    }
}
