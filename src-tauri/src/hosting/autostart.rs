//! A host that is there as soon as somebody signs in at its PC: an entry among the programs that the session starts.
//!
//! The entry is the setting: there is no second place that could say something else, and whoever takes it out with the
//! system's own means has changed the setting.

#[cfg_attr(windows, path = "autostart_windows.rs")]
#[cfg_attr(not(windows), path = "autostart_xdg.rs")]
mod session;

use std::env;
use std::io;
use std::path::PathBuf;

use session::quoted;

/// Starts the program without its window; it is in the tray, where there is one.
pub const HIDDEN: &str = "--hidden";

/// This program on its data folder, as the session would start it.
pub struct Autostart {
    entries: session::Entries,
    /// The data folder, if it was named when the program was started.
    named: Option<PathBuf>,
}

impl Autostart {
    /// `config` is where this user's programs keep what they remember.
    pub fn new(config: Option<PathBuf>, named: Option<PathBuf>) -> Self {
        Self { entries: session::Entries::below(config), named }
    }

    pub fn is_on(&self) -> bool {
        let arguments = self.arguments();
        let entry = self.entries.command();
        arguments.is_ok_and(|ours| entry.is_some_and(|command| command.ends_with(&ours)))
    }

    /// # Errors
    /// When the entry can't be written, or this program's path is no text.
    pub fn turn_on(&self) -> io::Result<()> {
        let program = text(program()?)?;
        self.entries.put(&format!("{}{}", quoted(&program), self.arguments()?))
    }

    /// Leaves alone what another data folder's host has put there.
    ///
    /// # Errors
    /// When the entry can't be removed.
    pub fn turn_off(&self) -> io::Result<()> {
        if self.is_on() { self.entries.remove() } else { Ok(()) }
    }

    /// The program may lie elsewhere since the entry was made.
    pub fn renew(&self) {
        if self.is_on()
            && let Err(error) = self.turn_on()
        {
            eprintln!("terbit: {error}");
        }
    }

    /// What follows the program, with a space before it.
    fn arguments(&self) -> io::Result<String> {
        let Some(named) = &self.named else { return Ok(format!(" {HIDDEN}")) };
        let folder = text(std::path::absolute(named)?)?;
        Ok(format!(" {HIDDEN} --data {}", quoted(&folder)))
    }
}

/// A program in one file mounts itself anew at each start: what stays is the file.
fn program() -> io::Result<PathBuf> {
    env::var_os("APPIMAGE").map_or_else(env::current_exe, |file| Ok(file.into()))
}

fn text(path: PathBuf) -> io::Result<String> {
    path.into_os_string().into_string().map_err(|path| {
        let sentence = format!("nama folder {} memuat huruf yang tidak dikenal", path.display());
        io::Error::new(io::ErrorKind::InvalidInput, sentence)
    })
}

#[cfg(all(test, not(windows)))]
mod tests {
    use std::fs;

    use tempfile::tempdir;

    use super::*;

    #[test]
    fn the_entry_is_the_setting() {
        let config = tempdir().unwrap();
        let of = |named: Option<&str>| {
            Autostart::new(Some(config.path().to_owned()), named.map(PathBuf::from))
        };
        let (own, other) = (of(None), of(Some("/data/lain")));
        assert!(!own.is_on());
        own.turn_on().unwrap();
        assert!(own.is_on() && !other.is_on());
        other.turn_off().unwrap();
        assert!(own.is_on(), "one that is another's stays");
        other.turn_on().unwrap();
        assert!(other.is_on() && !own.is_on(), "a PC is one office's host");
        other.turn_off().unwrap();
        assert!(!other.is_on());
        other.turn_off().unwrap();
    }

    #[test]
    fn an_entry_that_the_desktop_switched_off_is_off() {
        let config = tempdir().unwrap();
        let own = Autostart::new(Some(config.path().to_owned()), None);
        own.turn_on().unwrap();
        let path = config.path().join("autostart/terbit-pusat.desktop");
        let text = fs::read_to_string(&path).unwrap();
        for switch in ["Hidden=true", "X-GNOME-Autostart-enabled=false"] {
            fs::write(&path, format!("{text}{switch}\n")).unwrap();
            assert!(!own.is_on(), "{switch}");
        }
    }

    #[test]
    fn a_program_that_was_moved_is_still_the_same_setting() {
        let config = tempdir().unwrap();
        let own = Autostart::new(Some(config.path().to_owned()), Some("/data/100% kantor".into()));
        own.entries.put(&format!("/lama/terbit-desktop{}", own.arguments().unwrap())).unwrap();
        assert!(own.is_on());
        own.renew();
        let command = own.entries.command().unwrap();
        let now = text(env::current_exe().unwrap()).unwrap();
        assert!(command.starts_with(&quoted(&now)), "{command}");
        assert!(own.is_on());
    }
}
