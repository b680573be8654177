//! `cargo xtask …`: the project's chores, in the language of the project itself.
//!
//! Why not a makefile or shell scripts: the office's PCs run Windows and the servers Linux, and a
//! chore should say what it does, stop at the first thing that is wrong, and tell how to try
//! just that again. What is not here: anything the shipped programs need.

mod bench;
mod desktop_tests;
mod fuzz;
mod licences;
mod node;
mod openapi;
mod packages;
mod project;
mod rules;
mod run;
mod stages;
mod test;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::project::Project;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's chores")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Installs what is missing, builds, and opens the app (or serves it where there is no display)
    Run(run::Wishes),
    /// Runs every check and every test, stage by stage
    Test(test::Wishes),
    /// Format, clippy, licences, the architecture's rules and the UI's own checks
    Lint,
    /// Measures: lists the benchmarks, or runs the one that is named
    Bench(bench::Wishes),
    /// Fuzzes everything that reads strangers' bytes, for a given time
    Fuzz(fuzz::Wishes),
    /// Makes all icon files from icons/terbit.svg
    Icons,
    /// Installs the UI's packages when the lock file changed, and builds the UI
    Ui,
    /// Writes the UI's API types from the server's OpenAPI description
    Openapi {
        /// Only says whether the committed files are current
        #[arg(long)]
        check: bool,
    },
    /// Checks the licence of every dependency against licences.toml
    Licences,
    /// Checks the rules of the architecture that a compiler can't
    Rules,
}

fn main() -> ExitCode {
    match perform(Arguments::parse().chore) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(chore: Chore) -> Result<ExitCode> {
    let project = Project::find()?;
    match chore {
        Chore::Run(wishes) => run::perform(&project, &wishes)?,
        Chore::Test(wishes) => return test::perform(&project, &wishes),
        Chore::Lint => return test::perform(&project, &test::Wishes::lint()),
        Chore::Bench(wishes) => bench::perform(&project, &wishes)?,
        Chore::Fuzz(wishes) => fuzz::perform(&project, &wishes)?,
        Chore::Icons => {
            let arguments = ["run", "--quiet", "--package", "xtask", "--example", "icons"];
            project::run(&mut project.cargo(&arguments))?;
        }
        Chore::Ui => node::build_ui(&project)?,
        Chore::Openapi { check } => {
            project::run(&mut project.cargo(&["build", "--package", "terbit"]))?;
            openapi::bring_up_to_date(&project, check)?;
        }
        Chore::Licences => licences::check(&project)?,
        Chore::Rules => rules::check(&project)?,
    }
    Ok(ExitCode::SUCCESS)
}
