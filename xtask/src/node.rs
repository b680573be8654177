//! The Node side: packages installed only when a lock file changed, and the UI's build.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::project::{self, Project};

/// Installs a folder's packages exactly as locked; does nothing when that is already so.
pub fn install(project: &Project, folder: &str) -> Result<()> {
    let lock = project.path(folder).join("package-lock.json");
    ensure!(lock.is_file(), "{folder}/package-lock.json is not there");
    let wanted = fs::read(&lock).with_context(|| format!("reading {}", lock.display()))?;
    // A copy of the lock file inside node_modules says what was installed there.
    let stamp = project.path(folder).join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        println!("      {folder}/node_modules is current");
        return Ok(());
    }
    let arguments = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    project::run(&mut project.command(folder, "npm", &arguments))?;
    fs::write(&stamp, wanted).with_context(|| format!("writing {}", stamp.display()))
}

/// Builds `ui/dist`, which the programs embed or serve.
pub fn build_ui(project: &Project) -> Result<()> {
    install(project, "ui")?;
    script(project, "ui", "build")
}

/// Runs a script of a folder's package.json.
pub fn script(project: &Project, folder: &str, name: &str) -> Result<()> {
    project::run(&mut project.command(folder, "npm", &["run", "--silent", name]))
}
