//! The entry as Windows has it: a value under the user's `Run` key.

use std::io;
use std::path::PathBuf;

use windows_registry::CURRENT_USER;

const KEY: &str = r"Software\Microsoft\Windows\CurrentVersion\Run";
const NAME: &str = "Terbit, pusat kantor";

pub(super) struct Entries;

impl Entries {
    pub(super) fn below(_config: Option<PathBuf>) -> Self {
        Self
    }

    /// What Windows would run.
    pub(super) fn command(&self) -> Option<String> {
        CURRENT_USER.open(KEY).and_then(|key| key.get_string(NAME)).ok()
    }

    pub(super) fn put(&self, command: &str) -> io::Result<()> {
        let key = CURRENT_USER.create(KEY)?;
        Ok(key.set_string(NAME, command)?)
    }

    pub(super) fn remove(&self) -> io::Result<()> {
        let key = CURRENT_USER.create(KEY)?;
        Ok(key.remove_value(NAME)?)
    }
}

/// One argument of a command line. Paths hold no quotes, but a backslash before the closing one would escape it.
pub(super) fn quoted(argument: &str) -> String {
    let slashes = argument.len() - argument.trim_end_matches('\\').len();
    format!("\"{argument}{}\"", "\\".repeat(slashes))
}
