//! Where the project lies, and how a command is run in it: shown first, and named when it fails.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::stages::Tally;

pub struct Project {
    pub root: PathBuf,
    /// Where cargo builds to.
    pub target: PathBuf,
}

impl Project {
    pub fn find() -> Result<Self> {
        // Asked at run time: a build folder shared by two checkouts may hold this program built in the other.
        let here = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let root = here
            .as_deref()
            .and_then(Path::parent)
            .context("run it as `cargo xtask`, from within the project")?
            .to_path_buf();
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        Ok(Self { root, target })
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A command to be run in `folder`, given relative to the root.
    pub fn command<S: AsRef<OsStr>>(
        &self,
        folder: &str,
        program: &str,
        arguments: &[S],
    ) -> Command {
        let mut command = Command::new(program_name(program));
        command.args(arguments).current_dir(self.path(folder)).stdin(Stdio::null());
        command
    }

    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let mut command = Command::new(cargo);
        command.args(arguments).current_dir(&self.root).stdin(Stdio::null());
        command
    }

    /// Builds all programs with the features that the whole workspace asks for, as its tests do:
    /// one by one each would have its libraries compiled anew.
    pub fn build_programs(&self) -> Result<()> {
        run(&mut self.cargo(&["build", "--workspace", "--bins", "--quiet"]))
    }

    /// A debug program that cargo has built.
    pub fn built(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(name).with_extension(std::env::consts::EXE_EXTENSION)
    }
}

/// npm and npx are scripts on Windows, and must be called so.
fn program_name(program: &str) -> String {
    match program {
        "npm" | "npx" if cfg!(windows) => format!("{program}.cmd"),
        other => other.to_owned(),
    }
}

/// Runs a command to its end; an error names the command and its exit code.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = show(command);
    println!("      $ {shown}");
    let status = command.status().with_context(|| format!("could not start `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` ended with {status}");
    }
    Ok(())
}

/// Runs a command and gives what it printed; its messages go to the terminal.
pub fn output(command: &mut Command) -> Result<String> {
    let shown = show(command);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("could not start `{shown}`"))?;
    if !output.status.success() {
        bail!("`{shown}` ended with {}", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{shown}` printed no plain text"))
}

/// Runs a test runner: its output goes on to the terminal and is read for the counts it closes with.
pub fn run_counted(command: &mut Command, tally: &mut Tally) -> Result<()> {
    let shown = show(command);
    println!("      $ {shown}");
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("could not start `{shown}`"))?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            tally.read(&line);
        }
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("`{shown}` ended with {status}");
    }
    Ok(())
}

fn show(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut shown =
        program.file_stem().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    for argument in command.get_args() {
        shown.push(' ');
        shown.push_str(&argument.to_string_lossy());
    }
    shown
}
