//! `--help` in Bahasa Indonesia: clap's own words are English.

use clap::{Arg, ArgAction, Command};

const TEMPLATE: &str = "{about}\n\nPemakaian: {usage}\n\n{all-args}{after-help}";

/// The same command, with our words in place of clap's, for itself and every command below it.
pub fn indonesian(command: Command) -> Command {
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
            if arg.is_positional() {
                arg.help_heading("Masukan")
            } else {
                arg.help_heading("Pilihan")
            }
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
