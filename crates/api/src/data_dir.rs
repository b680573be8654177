//! Where the office's data lies if nobody says otherwise: on this machine, never on a share.

use std::env;
use std::path::PathBuf;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "Folder data tidak dapat ditentukan: pengguna ini tidak punya folder rumah. Sebutkan foldernya dengan --data."
)]
pub struct NoDataDir;

/// # Errors
/// [`NoDataDir`] where the system gives the user no home.
pub fn default_data_dir() -> Result<PathBuf, NoDataDir> {
    let folder =
        |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || folder("HOME");
    let found = if cfg!(windows) {
        // Not the roaming folder: that one may lie on the domain's server.
        folder("LOCALAPPDATA").map(|base| base.join("Terbit"))
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support/Terbit"))
    } else {
        let base = folder("XDG_DATA_HOME").or_else(|| home().map(|home| home.join(".local/share")));
        base.map(|base| base.join("terbit"))
    };
    found.ok_or(NoDataDir)
}
