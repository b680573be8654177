//! What is started as a helper.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use super::priority::Priority;

/// The last argument of a helper that takes only what nobody else wants.
pub(super) const IDLE: &str = "idle";

/// A program and the arguments that make it a helper.
#[derive(Debug, Clone)]
pub(super) struct Program {
    path: PathBuf,
    arguments: Vec<OsString>,
    /// What lists of processes call it.
    name: Option<OsString>,
}

impl Program {
    pub(super) fn new(path: PathBuf, arguments: Vec<OsString>) -> Self {
        Self { path, arguments, name: None }
    }

    /// The program that is running now.
    pub(super) fn this(arguments: Vec<OsString>) -> io::Result<Self> {
        let path = std::env::current_exe()?;
        // By its file, not its name: an update may have put another program under that name meanwhile, which speaks
        // another language.
        let itself = PathBuf::from("/proc/self/exe");
        if cfg!(target_os = "linux") && itself.exists() {
            return Ok(Self { path: itself, arguments, name: Some(path.into()) });
        }
        Ok(Self::new(path, arguments))
    }

    /// Starts it with pipes for stdin and stdout. Its complaints go where this program's go.
    pub(super) fn start(&self, priority: Priority) -> io::Result<Child> {
        let mut command = Command::new(&self.path);
        command.args(&self.arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        if priority == Priority::Idle {
            command.arg(IDLE);
        }
        // What it has to say in the end is said in a line.
        command.env("RUST_BACKTRACE", "0");
        frugal(&mut command);
        apart(&mut command, self.name.as_deref(), priority);
        command.spawn()
    }
}

/// The C library keeps freed memory for the next time; a helper gives it back.
fn frugal(command: &mut Command) {
    if cfg!(all(target_os = "linux", target_env = "gnu")) {
        command.env("MALLOC_ARENA_MAX", "2");
        command.env("MALLOC_MMAP_THRESHOLD_", "4194304");
        command.env("MALLOC_TRIM_THRESHOLD_", "16777216");
    }
}

/// In a process group of its own: it is ended together with what it starts, and Ctrl+C in a terminal reaches the
/// program, which then ends it in good order.
#[cfg(unix)]
fn apart(command: &mut Command, name: Option<&std::ffi::OsStr>, _priority: Priority) {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
    if let Some(name) = name {
        command.arg0(name);
    }
}

/// Without a console window of its own, and behind what people do at the moment.
#[cfg(windows)]
fn apart(command: &mut Command, _name: Option<&std::ffi::OsStr>, priority: Priority) {
    use std::os::windows::process::CommandExt as _;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    const BELOW_NORMAL_PRIORITY_CLASS: u32 = 0x4000;
    const IDLE_PRIORITY_CLASS: u32 = 0x40;
    let class = match priority {
        Priority::BelowNormal => BELOW_NORMAL_PRIORITY_CLASS,
        Priority::Idle => IDLE_PRIORITY_CLASS,
    };
    command.creation_flags(CREATE_NO_WINDOW | class);
}
