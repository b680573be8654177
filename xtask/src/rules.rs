//! The rules of `ARCHITECTURE.md` that no compiler checks, each said once, with its reason.
//!
//! The dependency rules are read from cargo's own metadata. The others look at the source text:
//! simple on purpose, and line by line, so that a complaint always names a line to look at.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::project::{self, Project};

/// A crate of the workspace, and the others that it may name: imports point one way.
const IMPORTS: &[(&str, &[&str])] = &[
    ("workflow", &[]),
    ("lanes", &[]),
    ("jpeg", &["lanes"]),
    ("heif", &[]),
    ("media", &["jpeg", "heif", "lanes"]),
    ("archive", &["workflow"]),
    ("office", &["workflow", "media", "archive"]),
    ("api", &["office"]),
    ("terbit", &["api"]),
    ("terbit-desktop", &["api"]),
    ("bench", &["office"]),
    ("bare-window", &[]),
    ("xtask", &[]),
];

/// A family of libraries, and the only crates that may depend on it.
const ONLY_IN: &[(&str, &[&str])] = &[
    // The bare window is what the app's start is compared with.
    ("tauri", &["terbit-desktop", "bare-window"]),
    ("wry", &["terbit-desktop"]),
    ("rfd", &["terbit-desktop"]),
    ("notify-rust", &["terbit-desktop"]),
    // The benches look at the file from outside, to compare.
    ("rusqlite", &["archive", "bench"]),
    ("axum", &["api", "bench", "terbit", "terbit-desktop"]),
];

/// Text that is looked for line by line.
struct Ban {
    folder: &'static str,
    /// Folders in which the text is at home.
    except: &'static [&'static str],
    endings: &'static [&'static str],
    text: &'static [&'static str],
    why: &'static str,
}

const BANS: &[Ban] = &[
    Ban {
        folder: "ui/src",
        except: &["ui/src/host/"],
        endings: &["ts", "js", "svelte"],
        text: &["@tauri-apps"],
        why: "only ui/src/host may know the desktop shell: the browser edition has none",
    },
    Ban {
        folder: "ui/src",
        except: &[],
        endings: &["svelte"],
        text: &["{@html"],
        why: "every text is data: nothing that a person typed may become markup",
    },
    Ban {
        folder: "crates",
        except: &["crates/archive/"],
        endings: &["rs"],
        text: &["\"SELECT ", "INSERT INTO ", "DELETE FROM ", "CREATE TABLE ", "PRAGMA "],
        why: "SQL lives in the archive alone: another database comes behind the same trait",
    },
    Ban {
        folder: "crates",
        except: &[],
        endings: &["rs"],
        text: &[
            "DKI",
            "Jawa Barat",
            "Kepala Biro",
            "Kasubbag",
            "Kabag",
            "Admin Medsos",
            "Tim Pengelola",
        ],
        why: "offices and positions are data: Rust knows the name of none",
    },
    Ban {
        folder: "src-tauri/src",
        except: &[],
        endings: &["rs"],
        text: &[
            "DKI",
            "Jawa Barat",
            "Kepala Biro",
            "Kasubbag",
            "Kabag",
            "Admin Medsos",
            "Tim Pengelola",
        ],
        why: "offices and positions are data: Rust knows the name of none",
    },
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// Nothing for an ordinary dependency, else `dev` or `build`.
    kind: Option<String>,
    path: Option<PathBuf>,
}

pub fn check(project: &Project) -> Result<()> {
    let mut complaints = Vec::new();
    check_dependencies(project, &mut complaints)?;
    for ban in BANS {
        check_ban(project, ban, &mut complaints)?;
    }
    if complaints.is_empty() {
        println!("      the rules hold");
        return Ok(());
    }
    bail!("rules of the architecture are broken:\n  {}", complaints.join("\n  "))
}

fn check_dependencies(project: &Project, complaints: &mut Vec<String>) -> Result<()> {
    let arguments = ["metadata", "--format-version", "1", "--no-deps", "--offline"];
    let metadata: Metadata =
        serde_json::from_str(&project::output(&mut project.cargo(&arguments))?)?;
    for package in &metadata.packages {
        let Some((_, allowed)) = IMPORTS.iter().find(|(name, _)| *name == package.name) else {
            complaints
                .push(format!("{}: not in the import table of xtask/src/rules.rs", package.name));
            continue;
        };
        let shipped = package.dependencies.iter().filter(|one| one.kind.as_deref() != Some("dev"));
        for dependency in shipped.filter(|one| one.path.is_some()) {
            if !allowed.contains(&dependency.name.as_str()) {
                complaints.push(format!("{} may not import {}", package.name, dependency.name));
            }
        }
        let names: BTreeSet<_> = package.dependencies.iter().map(|one| one.name.as_str()).collect();
        for (family, homes) in ONLY_IN {
            let named = names.iter().find(|name| belongs_to(name, family));
            if let Some(named) = named.filter(|_| !homes.contains(&package.name.as_str())) {
                complaints.push(format!("{} may not depend on {named}", package.name));
            }
        }
    }
    Ok(())
}

fn belongs_to(name: &str, family: &str) -> bool {
    name.strip_prefix(family).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn check_ban(project: &Project, ban: &Ban, complaints: &mut Vec<String>) -> Result<()> {
    for path in files(&project.path(ban.folder), ban.endings)? {
        let shown =
            path.strip_prefix(&project.root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let at_home = ban.except.iter().any(|folder| shown.starts_with(folder));
        if at_home || is_test_file(&shown) {
            continue;
        }
        let text = fs::read_to_string(&path).with_context(|| format!("reading {shown}"))?;
        for (index, line) in shipped_lines(&text).enumerate() {
            if let Some(found) = ban.text.iter().find(|banned| line.contains(**banned)) {
                complaints.push(format!("{shown}:{}: `{found}`: {}", index + 1, ban.why));
            }
        }
    }
    Ok(())
}

fn is_test_file(path: &str) -> bool {
    path.contains("/tests/")
        || path.ends_with("/tests.rs")
        || path.contains(".test.")
        || path.ends_with("_tests.rs")
}

/// The lines before a file's unit tests, without comments: those may cite the SOP and name things.
fn shipped_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .take_while(|line| line.trim() != "#[cfg(test)]")
        .map(|line| line.split_once("//").map_or(line, |(code, _)| code))
}

/// All files below a folder with one of the endings; a folder that is not there has none.
fn files(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| endings.iter().any(|one| ending == *one))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_unit_tests_may_name_anything() {
        let text = "let a = 1; // DKI langkah 3\n#[cfg(test)]\nlet b = \"DKI\";";
        assert_eq!(shipped_lines(text).collect::<Vec<_>>(), ["let a = 1; "]);
    }

    #[test]
    fn a_family_is_its_name_and_what_follows_a_dash() {
        assert!(belongs_to("tauri", "tauri"));
        assert!(belongs_to("tauri-build", "tauri"));
        assert!(!belongs_to("taurus", "tauri"));
    }
}
