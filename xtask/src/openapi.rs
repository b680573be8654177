//! The UI's API types are generated: the server describes itself, and TypeScript follows.
//!
//! Both files are committed, so a change of the API shows in review on both sides.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::node;
use crate::project::{self, Project};

const DESCRIPTION: &str = "ui/src/api/openapi.json";
const TYPES: &str = "ui/src/api/schema.d.ts";

/// Expects the server's program to be built.
pub fn bring_up_to_date(project: &Project, only_check: bool) -> Result<()> {
    node::install(project, "ui")?;
    let mut program = Command::new(project.built("terbit"));
    let description = project::output(program.arg("openapi").current_dir(&project.root))?;
    let description = format!("{}\n", description.trim_end());

    // Made beside the build's other output first: a check must not touch the work tree.
    let draft = project.target.join("openapi");
    fs::create_dir_all(&draft).with_context(|| format!("making {}", draft.display()))?;
    fs::write(draft.join("openapi.json"), &description)?;
    let (from, to) = (draft.join("openapi.json"), draft.join("schema.d.ts"));
    project::run(
        project
            .command("ui", "npx", &["--no-install", "openapi-typescript"])
            .arg(from)
            .arg("-o")
            .arg(&to),
    )?;
    let types = fs::read_to_string(&to).with_context(|| format!("reading {}", to.display()))?;

    let mut stale = Vec::new();
    for (path, content) in [(DESCRIPTION, &description), (TYPES, &types)] {
        if fs::read_to_string(project.path(path)).is_ok_and(|committed| committed == *content) {
            continue;
        }
        stale.push(path);
        if !only_check {
            let path = project.path(path);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&path, content).with_context(|| format!("writing {}", path.display()))?;
        }
    }
    match (stale.is_empty(), only_check) {
        (true, _) => println!("      the API types are current"),
        (false, false) => println!("      written: {}", stale.join(", ")),
        (false, true) => bail!("not current: {}; run `cargo xtask openapi`", stale.join(", ")),
    }
    Ok(())
}
