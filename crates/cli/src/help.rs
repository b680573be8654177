//! `--help` in Bahasa Indonesia: clap's own words are English.

use std::fmt::Write as _;

use clap::builder::PossibleValue;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, CommandFactory as _};

use crate::Arguments;
use crate::usage_error::{self, Indonesian};

const TEMPLATE: &str = "{about}\n\nPemakaian: {usage}\n\n{all-args}{after-help}";

/// The whole command line.
pub fn command() -> Command {
    indonesian(Arguments::command())
}

/// What was typed. Help, and what is wrong, is told, and the program ends.
pub fn typed() -> ArgMatches {
    command().try_get_matches().unwrap_or_else(|error| {
        // clap's own codes: nothing was wrong, or the command line was.
        let code = error.exit_code();
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let help = usage_error::indonesian_usage(&error.render().to_string());
                if error.use_stderr() {
                    eprint!("{help}");
                } else {
                    print!("{help}");
                }
            }
            ErrorKind::DisplayVersion => print!("{}", error.render()),
            _ => eprint!("{}", error.apply::<Indonesian>().render()),
        }
        std::process::exit(code)
    })
}

/// The same command, with our words in place of clap's, for itself and every command below it.
fn indonesian(command: Command) -> Command {
    let help = Arg::new("bantuan")
        .short('h')
        .long("help")
        .help("Menampilkan bantuan ini")
        .action(ArgAction::Help);
    let mut command = command
        .help_template(TEMPLATE)
        .next_help_heading("Pilihan")
        .subcommand_help_heading("Perintah")
        .subcommand_value_name("PERINTAH")
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "Masukan" } else { "Pilihan" };
            described(arg).help_heading(heading)
        })
        .arg(help.help_heading("Pilihan"));
    if command.get_version().is_some() {
        let version = Arg::new("versi")
            .short('V')
            .long("version")
            .help("Menampilkan versi")
            .action(ArgAction::Version);
        command = command.disable_version_flag(true).arg(version.help_heading("Pilihan"));
    }
    command.mut_subcommands(indonesian)
}

/// What clap would add in English, added by us.
fn described(arg: Arg) -> Arg {
    let mut text = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let takes_values = arg.get_action().takes_values();
    if takes_values {
        let defaults: Vec<_> =
            arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        if !defaults.is_empty() {
            let _ = write!(text, " (bawaan: {})", defaults.join(", "));
        }
        if !arg.is_hide_possible_values_set() {
            let values = arg.get_possible_values();
            let known: Vec<String> = values.iter().map(explained).collect();
            if !known.is_empty() {
                let _ = write!(text, ". Pilih: {}", known.join("; "));
            }
        }
    }
    if let Some(variable) = arg.get_env() {
        let _ = write!(text, " [{}]", variable.to_string_lossy());
    }
    let arg = arg.help(text).hide_env(true);
    if takes_values { arg.hide_default_value(true).hide_possible_values(true) } else { arg }
}

fn explained(value: &PossibleValue) -> String {
    let name = value.get_name();
    value.get_help().map_or_else(|| name.to_owned(), |help| format!("{name} ({help})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The help of every command there is.
    fn pages(command: &mut Command, all: &mut Vec<String>) {
        let page = command.render_long_help().to_string();
        all.push(usage_error::indonesian_usage(&page));
        for below in command.get_subcommands_mut() {
            pages(below, all);
        }
    }

    #[test]
    fn the_command_line_is_sound_and_its_help_is_indonesian() {
        command().debug_assert();
        let mut all = Vec::new();
        pages(&mut command(), &mut all);
        assert!(all.len() > 8, "{}", all.len());
        for page in &all {
            assert!(page.contains("Pemakaian:"), "{page}");
            for word in
                ["Usage", "OPTIONS", "Print", "default", "possible", "env:", "Options", "Arguments"]
            {
                assert!(!page.contains(word), "\"{word}\" in: {page}");
            }
        }
        let renditions = all.iter().find(|page| page.contains("--fit")).unwrap();
        assert!(renditions.contains("crop (Memenuhi tempat"), "{renditions}");
        assert!(renditions.contains("(bawaan: ffffff)"), "{renditions}");
        assert!(all.iter().any(|page| page.contains("[TERBIT_DATA]")), "{all:?}");
    }
}
