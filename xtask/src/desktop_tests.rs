//! The journeys in the real window: builds the app, brings its WebDriver, and runs `tests/desktop`.
//!
//! Only on Linux: there the whole screen, window manager and pointer can be made for the test.

use std::path::PathBuf;

use anyhow::Result;

use crate::node;
use crate::project::{self, Project};
use crate::stages::Tally;

/// The bridge between WebDriver and the window's webview; not a part of what is shipped.
const DRIVER_VERSION: &str = "2.1.0";

pub fn perform(project: &Project, tally: &mut Tally) -> Result<()> {
    if !cfg!(target_os = "linux") {
        println!("      left out: the real-window tests run on Linux");
        return Ok(());
    }
    node::install(project, "tests")?;
    let driver = driver(project)?;
    project.build_programs()?;
    // A session bus of its own: the app must not meet the one of whoever runs the tests.
    let arguments = ["--", "npm", "run", "--silent", "desktop"];
    let mut command = project.command("tests", "dbus-run-session", &arguments);
    command
        .env("TERBIT_DESKTOP", project.built("terbit-desktop"))
        .env("TERBIT_BIN", project.built("terbit"))
        .env("TAURI_DRIVER", driver);
    project::run_counted(&mut command, tally)
}

/// The driver's program, installed when it is not there.
pub fn driver(project: &Project) -> Result<PathBuf> {
    let tools = project.target.join("tools");
    let program = tools.join("bin/tauri-driver");
    if program.is_file() {
        return Ok(program);
    }
    let version =
        ["install", "tauri-driver", "--version", DRIVER_VERSION, "--locked", "--quiet", "--root"];
    project::run(project.cargo(&version).arg(&tools))?;
    Ok(program)
}
