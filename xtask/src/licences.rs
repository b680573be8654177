//! The licence of every dependency, against the list in `licences.toml`.
//!
//! Reads what cargo and npm already know (`cargo metadata`, the lock files), so it needs no
//! further tool and no network. A package without a stated licence fails like a forbidden one.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use spdx::{Expression, ParseMode};

use crate::project::{self, Project};

#[derive(Deserialize)]
struct Policy {
    allow: Vec<String>,
    tools: Vec<String>,
    /// Package name to SPDX expression, for packages that state it otherwise.
    #[serde(default)]
    read: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Crate>,
}

#[derive(Deserialize)]
struct Crate {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
struct NpmLock {
    packages: BTreeMap<String, NpmPackage>,
}

#[derive(Deserialize)]
struct NpmPackage {
    license: Option<String>,
    #[serde(default)]
    dev: bool,
    /// Another folder of this project.
    #[serde(default)]
    link: bool,
}

pub fn check(project: &Project) -> Result<()> {
    let path = project.path("licences.toml");
    let policy: Policy = toml::from_str(&fs::read_to_string(&path)?)
        .with_context(|| format!("reading {}", path.display()))?;
    let mut complaints = Vec::new();
    let crates = check_crates(project, &policy, &mut complaints)?;
    let mut npm = 0;
    for folder in ["ui", "tests"] {
        npm += check_npm(project, folder, &policy, &mut complaints)?;
    }
    if complaints.is_empty() {
        println!("      {crates} crates and {npm} npm packages, all with a licence on the list");
        return Ok(());
    }
    bail!("licences that are not on the list in licences.toml:\n  {}", complaints.join("\n  "))
}

fn check_crates(project: &Project, policy: &Policy, complaints: &mut Vec<String>) -> Result<usize> {
    let arguments = ["metadata", "--format-version", "1", "--locked"];
    let metadata: Metadata =
        serde_json::from_str(&project::output(&mut project.cargo(&arguments))?)?;
    let foreign = metadata.packages.iter().filter(|package| package.source.is_some());
    let mut count = 0;
    for package in foreign {
        count += 1;
        if let Err(why) = judge(policy, &package.name, package.license.as_deref(), false) {
            complaints.push(format!("crate {} {}: {why}", package.name, package.version));
        }
    }
    Ok(count)
}

fn check_npm(
    project: &Project,
    folder: &str,
    policy: &Policy,
    complaints: &mut Vec<String>,
) -> Result<usize> {
    let path = project.path(folder).join("package-lock.json");
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let lock: NpmLock = serde_json::from_str(&text)?;
    let mut count = 0;
    for (place, package) in &lock.packages {
        // The empty key is the project's own package.json.
        let Some((_, name)) = place.rsplit_once("node_modules/") else { continue };
        if package.link {
            continue;
        }
        count += 1;
        // Nothing of the tests' folder is shipped.
        let tool = package.dev || folder == "tests";
        if let Err(why) = judge(policy, name, package.license.as_deref(), tool) {
            complaints.push(format!("npm package {name} ({folder}): {why}"));
        }
    }
    Ok(count)
}

fn judge(policy: &Policy, name: &str, stated: Option<&str>, tool: bool) -> Result<(), String> {
    let stated = policy.read.get(name).map(String::as_str).or(stated);
    let stated = stated.ok_or_else(|| "states no licence".to_owned())?;
    // Older crates write `MIT/Apache-2.0` for "either of".
    let mode = ParseMode { allow_slash_as_or_operator: true, ..ParseMode::STRICT };
    let expression = Expression::parse_mode(stated, mode)
        .map_err(|_| format!("`{stated}` is not an SPDX expression"))?;
    let on_list = |licence: &str| {
        policy.allow.iter().any(|allowed| allowed == licence)
            || (tool && policy.tools.iter().any(|allowed| allowed == licence))
    };
    let allowed = expression
        .evaluate(|requirement| requirement.license.id().is_some_and(|id| on_list(id.name)));
    if allowed { Ok(()) } else { Err(format!("`{stated}`")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> Policy {
        Policy {
            allow: vec!["MIT".into(), "Apache-2.0".into()],
            tools: vec!["CC-BY-4.0".into()],
            read: BTreeMap::from([("odd".into(), "MIT".into())]),
        }
    }

    #[test]
    fn a_choice_is_good_when_one_side_is_on_the_list() {
        assert!(judge(&policy(), "a", Some("GPL-3.0-only OR MIT"), false).is_ok());
        assert!(judge(&policy(), "a", Some("MIT/Apache-2.0"), false).is_ok());
        assert!(judge(&policy(), "a", Some("MIT AND GPL-3.0-only"), false).is_err());
    }

    #[test]
    fn an_exception_may_come_with_a_licence_on_the_list() {
        assert!(judge(&policy(), "a", Some("Apache-2.0 WITH LLVM-exception"), false).is_ok());
    }

    #[test]
    fn silence_is_refused_unless_somebody_read_the_licence() {
        assert!(judge(&policy(), "a", None, false).is_err());
        assert!(judge(&policy(), "odd", None, false).is_ok());
    }

    #[test]
    fn tools_may_have_more() {
        assert!(judge(&policy(), "a", Some("CC-BY-4.0"), true).is_ok());
        assert!(judge(&policy(), "a", Some("CC-BY-4.0"), false).is_err());
    }
}
