//! `cargo xtask test`: every check and every test, cheapest first, so that what is wrong shows early.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::packages::{self, Need};
use crate::project::{self, Project};
use crate::stages::{self, Stage, Tally};
use crate::{desktop_tests, fuzz, licences, node, openapi, rules};

#[derive(Args, Default)]
pub struct Wishes {
    /// Only these stages, separated by commas
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// All but these stages, separated by commas
    #[arg(long, value_delimiter = ',')]
    skip: Vec<String>,
    /// Shows the stages, and runs none
    #[arg(long)]
    list: bool,
    /// Also what takes long: a minute of fuzzing for each target
    #[arg(long)]
    nightly: bool,
}

impl Wishes {
    /// The stages that read the code and run none of it.
    pub fn lint() -> Self {
        let only = ["format", "clippy", "licences", "rules", "ui-check"];
        Self { only: only.map(str::to_owned).to_vec(), ..Self::default() }
    }
}

pub fn perform(project: &Project, wishes: &Wishes) -> Result<ExitCode> {
    if wishes.list {
        all().iter().for_each(|stage| println!("{:>12}  {}", stage.name, stage.does));
        return Ok(ExitCode::SUCCESS);
    }
    let mut stages = all();
    if wishes.nightly {
        stages.push(Stage {
            name: "fuzz",
            does: "A minute of fuzzing for each target",
            work: |at, _| fuzz::minute_each(at),
        });
    }
    Ok(stages::run(project, &stages::choose(stages, &wishes.only, &wishes.skip)?))
}

fn all() -> Vec<Stage> {
    vec![
        Stage { name: "packages", does: "System packages that the tests need", work: packages },
        Stage { name: "format", does: "Rust code is formatted", work: format },
        Stage { name: "rules", does: "The architecture's rules", work: |at, _| rules::check(at) },
        Stage { name: "ui", does: "The UI: packages and build", work: |at, _| node::build_ui(at) },
        Stage {
            name: "licences",
            does: "Licences of all dependencies",
            work: |at, _| licences::check(at),
        },
        Stage { name: "ui-check", does: "The UI's lint, types and formatting", work: ui_check },
        Stage { name: "ui-unit", does: "The UI's unit tests", work: ui_unit },
        Stage { name: "clippy", does: "Clippy over the whole workspace", work: clippy },
        Stage { name: "rust", does: "Rust tests of every crate", work: rust },
        Stage { name: "openapi", does: "The UI's API types are current", work: openapi },
        Stage { name: "browser", does: "Journeys in a real browser", work: browser },
        Stage {
            name: "desktop",
            does: "Journeys in the real window",
            work: desktop_tests::perform,
        },
    ]
}

fn packages(_: &Project, _: &mut Tally) -> Result<()> {
    packages::ensure(&[Need::Build, Need::Desktop, Need::Tests])
}

fn format(project: &Project, _: &mut Tally) -> Result<()> {
    project::run(&mut project.cargo(&["fmt", "--all", "--check"]))
}

fn clippy(project: &Project, _: &mut Tally) -> Result<()> {
    let arguments = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
    project::run(&mut project.cargo(&arguments))
}

fn rust(project: &Project, tally: &mut Tally) -> Result<()> {
    // Every target is run even when one fails: the first failure is seldom the only one.
    project::run_counted(&mut project.cargo(&["test", "--workspace", "--no-fail-fast"]), tally)
}

fn openapi(project: &Project, _: &mut Tally) -> Result<()> {
    project.build_programs()?;
    openapi::bring_up_to_date(project, true)
}

fn ui_check(project: &Project, _: &mut Tally) -> Result<()> {
    node::install(project, "ui")?;
    node::script(project, "ui", "lint")?;
    node::script(project, "ui", "check")
}

fn ui_unit(project: &Project, tally: &mut Tally) -> Result<()> {
    node::install(project, "ui")?;
    project::run_counted(&mut project.command("ui", "npm", &["run", "--silent", "test"]), tally)
}

fn browser(project: &Project, tally: &mut Tally) -> Result<()> {
    node::install(project, "tests")?;
    project.build_programs()?;
    let mut command = project.command("tests", "npx", &["--no-install", "playwright", "test"]);
    project::run_counted(command.env("TERBIT_BIN", project.built("terbit")), tally)
}
