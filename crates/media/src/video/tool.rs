//! Finding ffmpeg and running it: found on PATH only, started without a shell, without standard input of ours, and ended
//! when its time is over.

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// Asking for the version takes some ten milliseconds.
const VERSION_TIME: Duration = Duration::from_secs(5);

/// The ffmpeg of this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tool {
    /// Where the program is.
    pub path: PathBuf,
    /// As it says itself, e.g. `5.1.6-0+deb12u1`.
    pub version: String,
}

/// The ffmpeg on this computer's PATH, when there is one that answers.
#[must_use]
pub fn ffmpeg() -> Option<Tool> {
    ffmpeg_among(&std::env::var_os("PATH")?)
}

/// As [`ffmpeg`], in these folders, written as PATH is.
#[must_use]
pub fn ffmpeg_among(folders: &OsStr) -> Option<Tool> {
    let path = find_among(folders)?;
    let mut child = command(&path)
        .arg("-version")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let output = output_within(&mut child, VERSION_TIME, 4096);
    let text = String::from_utf8_lossy(output.as_deref()?).into_owned();
    let version = text.strip_prefix("ffmpeg version ")?.split_whitespace().next()?.to_owned();
    Some(Tool { path, version })
}

/// Only where it is; asking it costs more than most uses need.
pub(crate) fn find() -> Option<PathBuf> {
    find_among(&std::env::var_os("PATH")?)
}

fn find_among(folders: &OsStr) -> Option<PathBuf> {
    let name = if cfg!(windows) { "ffmpeg.exe" } else { "ffmpeg" };
    // A relative folder would depend on where Terbit was started.
    let absolute = std::env::split_paths(folders).filter(|folder| folder.is_absolute());
    absolute.map(|folder| folder.join(name)).find(|path| is_program(path))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// A command that opens no console window.
pub(super) fn command(path: &Path) -> Command {
    #[cfg_attr(not(windows), expect(unused_mut, reason = "only Windows needs to set a flag"))]
    let mut command = Command::new(path);
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    command
}

/// What a child prints, at most `limit` bytes, if it ends well within its time. It has ended in every case.
pub(super) fn output_within(child: &mut Child, time: Duration, limit: u64) -> Option<Vec<u8>> {
    let stdout = child.stdout.take()?;
    let (send, receive) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = stdout.take(limit + 1).read_to_end(&mut bytes);
        // Nobody waits any more once the time is over.
        let _ = send.send(read.map(|_| bytes));
    });
    let received = receive.recv_timeout(time);
    // Ends a child that is too slow or prints too much; one that has closed its output is only waited for.
    let output = received.ok().and_then(Result::ok).filter(|bytes| bytes.len() as u64 <= limit);
    if output.is_none() {
        let _ = child.kill();
    }
    let status = child.wait();
    let _ = reader.join();
    output.filter(|_| status.is_ok_and(|status| status.success()))
}
