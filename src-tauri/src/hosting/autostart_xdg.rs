//! The entry as freedesktop.org's Desktop Application Autostart has it: a desktop entry in a folder of the user's.

use std::fs;
use std::io;
use std::path::PathBuf;

const FILE: &str = "terbit-pusat.desktop";
/// How desktops switch an entry off that they don't remove.
const OFF: [&str; 2] = ["Hidden=true", "X-GNOME-Autostart-enabled=false"];

pub(super) struct Entries {
    folder: Option<PathBuf>,
}

impl Entries {
    pub(super) fn below(config: Option<PathBuf>) -> Self {
        Self { folder: config.map(|config| config.join("autostart")) }
    }

    /// What the session would run.
    pub(super) fn command(&self) -> Option<String> {
        let text = fs::read_to_string(self.folder.as_ref()?.join(FILE)).ok()?;
        let is_off = text.lines().any(|line| OFF.contains(&line.trim_end()));
        let command = text.lines().find_map(|line| line.strip_prefix("Exec="))?;
        (!is_off).then(|| command.to_owned())
    }

    pub(super) fn put(&self, command: &str) -> io::Result<()> {
        let folder = self.folder.as_ref().ok_or(io::ErrorKind::NotFound)?;
        fs::create_dir_all(folder)?;
        let entry = format!(
            "[Desktop Entry]\nType=Application\nName=Terbit\nComment=Pusat kantor\nExec={command}\nTerminal=false\n\
             StartupNotify=false\n"
        );
        fs::write(folder.join(FILE), entry)
    }

    pub(super) fn remove(&self) -> io::Result<()> {
        let folder = self.folder.as_ref().ok_or(io::ErrorKind::NotFound)?;
        fs::remove_file(folder.join(FILE))
    }
}

/// One argument of a desktop entry's `Exec`: quoted, with what a quoted argument may not hold escaped, and then escaped
/// once more as every string in an entry is. A percent sign would begin a field code.
pub(super) fn quoted(argument: &str) -> String {
    let mut quoted = String::from('"');
    for letter in argument.chars() {
        match letter {
            '\\' => quoted.push_str(r"\\\\"),
            '"' | '`' | '$' => quoted.extend([r"\\", letter.encode_utf8(&mut [0; 4])]),
            '%' => quoted.push_str("%%"),
            '\n' => quoted.push_str(r"\n"),
            '\r' => quoted.push_str(r"\r"),
            '\t' => quoted.push_str(r"\t"),
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}
