//! Stages: named pieces of work, run in order, each shown with its number and its time.
//!
//! The first failure stops the run, names the stage's command and says how to run just that
//! stage again. Counting is honest: a stage that runs a test runner counts that runner's tests,
//! any other stage counts as one check.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::project::Project;

pub struct Stage {
    /// What `--only` and `--skip` call it.
    pub name: &'static str,
    /// What it does, for whoever watches.
    pub does: &'static str,
    pub work: fn(&Project, &mut Tally) -> Result<()>,
}

/// Counts of tests, as the runners themselves reported them.
#[derive(Default, Debug, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl Tally {
    /// Reads one line of a runner's output for its closing counts.
    pub fn read(&mut self, line: &str) {
        let plain = without_colour(line);
        let plain = plain.trim();
        // Node's runner gives each count a line of its own.
        if let Some((name, count)) = plain.trim_start_matches(['ℹ', '#', ' ']).split_once(' ')
            && let Ok(count) = count.parse::<u64>()
        {
            match name {
                "pass" => self.passed += count,
                "fail" => self.failed += count,
                _ => {}
            }
            return;
        }
        // Cargo and Vitest name themselves; Playwright and plain closing lines start with a number.
        let named = plain.strip_prefix("test result:").or_else(|| plain.strip_prefix("Tests "));
        if named.is_some() || plain.starts_with(|first: char| first.is_ascii_digit()) {
            let counts = named.unwrap_or(plain);
            self.passed += number_before(counts, "passed").unwrap_or(0);
            self.failed += number_before(counts, "failed").unwrap_or(0);
        }
    }
}

/// The number that stands right before `word`: `12 passed` is 12.
fn number_before(text: &str, word: &str) -> Option<u64> {
    let mut words = text.split([' ', ',', ';', '|', '(', ')']).filter(|word| !word.is_empty());
    let mut last = words.next()?;
    for next in words {
        if next == word {
            return last.parse().ok();
        }
        last = next;
    }
    None
}

fn without_colour(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            // An escape sequence ends with its first letter.
            characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(character);
        }
    }
    plain
}

/// The stages that are asked for. A name that no stage has is an error, not a silent nothing.
pub fn choose(stages: Vec<Stage>, only: &[String], skip: &[String]) -> Result<Vec<Stage>> {
    for name in only.iter().chain(skip) {
        if !stages.iter().any(|stage| stage.name == name) {
            let known: Vec<_> = stages.iter().map(|stage| stage.name).collect();
            bail!("there is no stage `{name}`; the stages are: {}", known.join(", "));
        }
    }
    Ok(stages
        .into_iter()
        .filter(|stage| only.is_empty() || only.iter().any(|name| name == stage.name))
        .filter(|stage| !skip.iter().any(|name| name == stage.name))
        .collect())
}

/// Runs the stages in order, and closes with the plain line `N passed, M failed`.
pub fn run(project: &Project, stages: &[Stage]) -> ExitCode {
    let start = Instant::now();
    let (mut passed, mut failed) = (0, 0);
    let mut times = Vec::new();
    for (index, stage) in stages.iter().enumerate() {
        println!("\n[{}/{}] {}", index + 1, stages.len(), stage.does);
        let began = Instant::now();
        let mut tally = Tally::default();
        let outcome = (stage.work)(project, &mut tally);
        times.push((stage.name, began.elapsed()));
        if tally == Tally::default() {
            tally = Tally { passed: u64::from(outcome.is_ok()), failed: 0 };
        }
        if outcome.is_err() {
            tally.failed = tally.failed.max(1);
        }
        passed += tally.passed;
        failed += tally.failed;
        match outcome {
            Ok(()) => println!("      done in {}", shown(began.elapsed())),
            Err(error) => {
                println!("\nFAILED in stage `{}`: {error:#}", stage.name);
                println!("run just this stage again: cargo xtask test --only {}", stage.name);
                break;
            }
        }
    }
    println!();
    for (name, time) in times {
        println!("{name:>12}  {}", shown(time));
    }
    println!("{:>12}  {}", "in all", shown(start.elapsed()));
    println!("\n{passed} passed, {failed} failed");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn shown(time: Duration) -> String {
    match time.as_secs() {
        0 => format!("{} ms", time.as_millis()),
        seconds @ 1..60 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn closing_lines_of_every_runner_are_counted() {
        let read = tally(&[
            "test result: ok. 12 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out",
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[31m2 failed\u{1b}[39m | \u{1b}[32m30 passed\u{1b}[39m (32)",
            "  7 passed (3.2s)",
            "4 passed, 0 failed",
            "ℹ tests 6",
            "ℹ pass 5",
            "ℹ fail 1",
        ]);
        assert_eq!(read, Tally { passed: 58, failed: 4 });
    }

    #[test]
    fn other_lines_are_not_counted() {
        assert_eq!(
            tally(&["test archive ... ok", "we passed by", " Test Files  3 passed (3)"]),
            Tally::default()
        );
    }
}
