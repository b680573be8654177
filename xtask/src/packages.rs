//! The system packages that the project needs on Debian and Ubuntu, and how they get there.
//!
//! One table, each row with its reason. Installing needs root or sudo; without either the exact
//! command is printed. On other systems only the programs are looked for, and named.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::project;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// To compile the programs without a window.
    Build,
    /// To compile and show the desktop window.
    Desktop,
    /// To drive a real window and a real browser.
    Tests,
    /// To measure against.
    Bench,
}

/// Package, what needs it, why.
const PACKAGES: &[(&str, Need, &str)] = &[
    ("build-essential", Need::Build, "linking, and the C part of SQLite"),
    ("pkg-config", Need::Build, "finding system libraries"),
    ("libwebkit2gtk-4.1-dev", Need::Desktop, "the webview of the window"),
    ("gstreamer1.0-plugins-good", Need::Desktop, "showing video in the window"),
    ("gstreamer1.0-libav", Need::Desktop, "showing the H.264 video that phones and cameras make"),
    ("libayatana-appindicator3-1", Need::Desktop, "the tray's sign of a PC that is the host"),
    ("xdg-utils", Need::Desktop, "opening a platform's page in the browser"),
    ("xvfb", Need::Tests, "a screen for windows where there is none"),
    ("openbox", Need::Tests, "a window manager, so that windows get focus and drags arrive"),
    ("xdotool", Need::Tests, "a real pointer for drag and drop"),
    ("dbus-x11", Need::Tests, "a session bus of its own for the tests"),
    ("imagemagick", Need::Tests, "pictures of the screen"),
    ("webkit2gtk-driver", Need::Tests, "WebDriver for the window's webview"),
    ("python3-gi", Need::Tests, "the window to drag files from, and the tray of the tests"),
    ("gir1.2-gtk-3.0", Need::Tests, "the window from which files are dragged"),
    ("iproute2", Need::Tests, "a network in which the office's host has a computer of its own"),
    ("libfaketime", Need::Tests, "a host whose clock is set, and nobody else's"),
    ("ffmpeg", Need::Tests, "making the videos that the tests play"),
    ("chromium", Need::Tests, "the browser for the browser journeys"),
    ("libvips-tools", Need::Bench, "vipsthumbnail, the tool that thumbnails are compared with"),
];

/// The oldest Node that the UI's build runs on.
const NODE: (u32, u32) = (20, 19);

/// Makes sure that everything for `needs` is there.
pub fn ensure(needs: &[Need]) -> Result<()> {
    if cfg!(target_os = "linux") && present("dpkg-query") {
        install(&missing(needs)?)?;
    } else {
        look_for_programs(needs)?;
    }
    check_node()
}

fn missing(needs: &[Need]) -> Result<Vec<(&'static str, &'static str)>> {
    let mut missing = Vec::new();
    for (package, need, why) in PACKAGES {
        if !needs.contains(need) {
            continue;
        }
        let answer = Command::new("dpkg-query")
            .args(["--show", "--showformat=${db:Status-Status}", package])
            .stderr(Stdio::null())
            .output()
            .context("asking dpkg which packages are installed")?;
        if answer.stdout != b"installed" {
            missing.push((*package, *why));
        }
    }
    Ok(missing)
}

fn install(missing: &[(&str, &str)]) -> Result<()> {
    if missing.is_empty() {
        println!("      all system packages are there");
        return Ok(());
    }
    for (package, why) in missing {
        println!("      missing: {package} ({why})");
    }
    let names: Vec<_> = missing.iter().map(|(package, _)| *package).collect();
    let by_hand = format!("apt-get install --no-install-recommends {}", names.join(" "));
    let mut prefix = match (is_root()?, present("sudo")) {
        (true, _) => Vec::new(),
        (false, true) => vec!["sudo"],
        (false, false) => bail!("run this as root, then try again:\n    {by_hand}"),
    };
    prefix.push("apt-get");
    apt(&prefix, &["update", "--quiet"])?;
    let mut arguments = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    arguments.extend(&names);
    apt(&prefix, &arguments).with_context(|| format!("by hand: {by_hand}"))
}

fn apt(prefix: &[&str], arguments: &[&str]) -> Result<()> {
    let (program, rest) = prefix.split_first().context("a command has a program")?;
    project::run(
        Command::new(program).args(rest).args(arguments).env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

/// Elsewhere nothing is installed on anybody's behalf: what is not there is named.
fn look_for_programs(needs: &[Need]) -> Result<()> {
    if needs.contains(&Need::Tests) {
        println!("      real-window tests need Debian or Ubuntu; on this system they are left out");
    }
    if cfg!(windows) && needs.contains(&Need::Desktop) {
        println!("      the window needs Microsoft Edge WebView2, a part of Windows 10 and 11");
    }
    Ok(())
}

fn check_node() -> Result<()> {
    let (major, minor) = NODE;
    let answer = Command::new("node").arg("--version").output();
    let version = match &answer {
        Ok(output) => String::from_utf8_lossy(&output.stdout).trim().to_owned(),
        Err(_) => bail!("Node.js {major}.{minor} or newer, with npm, is needed to build the UI"),
    };
    let mut numbers =
        version.trim_start_matches('v').split('.').map_while(|part| part.parse().ok());
    let found: (u32, u32) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found < NODE {
        bail!("Node.js {major}.{minor} or newer is needed to build the UI, found {version}");
    }
    Ok(())
}

fn is_root() -> Result<bool> {
    let answer = Command::new("id").arg("-u").output().context("asking who runs this")?;
    Ok(answer.stdout.trim_ascii() == b"0")
}

fn present(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    })
}
