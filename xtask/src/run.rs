//! `cargo xtask run`: from a clean checkout to the program in front of you, by one command.
//!
//! With a display the desktop window opens. Without one the same office is served to browsers on
//! this machine, and nothing that only a window needs is installed.

use anyhow::Result;
use clap::Args;

use crate::node;
use crate::packages::{self, Need};
use crate::project::{self, Project};

#[derive(Args)]
pub struct Wishes {
    /// Serve to browsers even where there is a display
    #[arg(long)]
    server: bool,
    /// The data folder (default: the same as the installed program's)
    #[arg(long)]
    data: Option<String>,
    /// Further arguments for the program
    #[arg(last = true)]
    rest: Vec<String>,
}

pub fn perform(project: &Project, wishes: &Wishes) -> Result<()> {
    let window = has_display() && !wishes.server;
    let needs: &[Need] = if window { &[Need::Build, Need::Desktop] } else { &[Need::Build] };

    println!("[1/4] System packages");
    packages::ensure(needs)?;
    println!("[2/4] The UI");
    node::build_ui(project)?;

    let package = if window { "terbit-desktop" } else { "terbit" };
    println!("[3/4] The program ({package})");
    if window {
        // Together with all the others, as the tests want them: alone, its libraries would be
        // compiled once for this and once for those.
        project::run(&mut project.cargo(&["build", "--workspace", "--bins"]))?;
    } else {
        // Without the window's libraries, which a server does not have.
        project::run(&mut project.cargo(&["build", "--package", package]))?;
    }

    let mut program = std::process::Command::new(project.built(package));
    program.current_dir(&project.root);
    if window {
        println!("[4/4] Opening the window");
    } else {
        println!("[4/4] No display: serving to browsers on this machine. Stop with Ctrl+C");
        program.arg("serve");
    }
    if let Some(data) = &wishes.data {
        program.arg("--data").arg(data);
    }
    project::run(program.args(&wishes.rest))
}

pub fn has_display() -> bool {
    let named = |variable| std::env::var_os(variable).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || named("DISPLAY") || named("WAYLAND_DISPLAY")
}
