//! The desktop shell: a window whose page and API come from the same router that a server runs, here or on the host of
//! an office that this PC joined.
//!
//! It exists for what only a desktop can do: native file drop and dialogs, saving an original
//! beside other files, opening a browser. What is not here: any rule of the office, any route,
//! any SQL. Those live behind `api::Host`, and the browser edition shares them all.

#![forbid(unsafe_code)]
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod app;
mod bridge;
mod changes;
mod content_policy;
mod drop;
mod dropped;
mod external;
mod failure;
mod hosting;
mod intake;
mod joined;
mod media_listener;
mod notices;
mod offered;
mod office;
mod picker;
mod save;
mod session;
mod startup_error;
mod window;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

#[derive(Parser)]
#[command(name = "terbit-desktop", about = "Terbit: jendela desktop", version)]
struct Options {
    /// Folder data kantor (bawaan: folder data milik pengguna ini)
    #[arg(long, env = "TERBIT_DATA", value_name = "FOLDER")]
    data: Option<PathBuf>,

    /// Mulai di baki sistem tanpa jendela, bila komputer ini pusat kantor
    #[arg(long)]
    hidden: bool,
}

fn main() -> ExitCode {
    // A helper of a running Terbit, which decodes strangers' files: it has no window.
    if let Some(ended) = api::serve_if_asked() {
        return ended;
    }
    api::begin_log(api::LogStyle::Plain, api::LogLevel::Warn);
    let options = Options::parse();
    match app::start(options.data, options.hidden) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            startup_error::show(&error);
            ExitCode::FAILURE
        }
    }
}
