//! The Node side: packages installed only when a lock file changed, and the UI's build.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

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

/// Builds `ui/dist`, which the programs embed or serve. Does nothing when that is already so: every program that embeds
/// it would be linked again.
pub fn build_ui(project: &Project) -> Result<()> {
    install(project, "ui")?;
    let stamp = project.path("ui/node_modules/.built-from");
    let present = ui_digest(project)?;
    if fs::read_to_string(&stamp).is_ok_and(|built| built == present) {
        println!("      ui/dist is current");
        return Ok(());
    }
    script(project, "ui", "build")?;
    fs::write(&stamp, ui_digest(project)?).with_context(|| format!("writing {}", stamp.display()))
}

/// Of all that the UI is built from, and of the page that came out, which names everything else by its hash.
fn ui_digest(project: &Project) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    let mut waiting = vec![project.path("ui")];
    while let Some(folder) = waiting.pop() {
        let entries =
            fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))?;
        let mut entries: Vec<_> = entries.collect::<Result<_, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            match entry.file_name().to_str() {
                Some("node_modules") => {}
                Some("dist") => fs::read(path.join("index.html")).ok().hash(&mut hasher),
                _ if entry.file_type()?.is_dir() => waiting.push(path),
                _ => (&path, fs::read(&path)?).hash(&mut hasher),
            }
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Runs a script of a folder's package.json.
pub fn script(project: &Project, folder: &str, name: &str) -> Result<()> {
    project::run(&mut project.command(folder, "npm", &["run", "--silent", name]))
}
