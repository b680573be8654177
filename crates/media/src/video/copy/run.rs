//! Running ffmpeg for a copy: its progress is read line by line, and it is ended when nobody wants the copy any more or
//! when it has said nothing for a long time.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::CopyError;
use super::plan::Plan;
use crate::cancel::CancelToken;
use crate::video::tool::{Tool, command};

/// How soon a cancelled copy ends.
const LOOK: Duration = Duration::from_millis(100);
/// ffmpeg reports twice a second; a large frame may take some seconds.
const SILENCE: Duration = Duration::from_secs(120);
/// The last words of ffmpeg that are kept, bytes.
const WORDS: u64 = 4096;

pub(super) fn run(
    tool: &Tool,
    source: &Path,
    target: &Path,
    plan: &Plan,
    progress: &mut dyn FnMut(u64, u64),
    cancel: &CancelToken,
) -> Result<(), CopyError> {
    let best = ["-c:v", "libx264", "-preset", "medium", "-crf", "20", "-profile:v", "high"];
    match once(tool, source, target, plan, &best, progress, cancel) {
        // Some builds have no x264 and bring another encoder.
        Err(CopyError::Failed { detail }) if detail.contains("libx264") => {
            let bits = plan.picture_bits.to_string();
            once(tool, source, target, plan, &["-c:v", "h264", "-b:v", &bits], progress, cancel)
        }
        done => done,
    }
}

fn once(
    tool: &Tool,
    source: &Path,
    target: &Path,
    plan: &Plan,
    encoder: &[&str],
    progress: &mut dyn FnMut(u64, u64),
    cancel: &CancelToken,
) -> Result<(), CopyError> {
    let bits = plan.picture_bits.to_string();
    let twice = (plan.picture_bits * 2).to_string();
    let mut command = command(&tool.path);
    command
        .args(["-nostdin", "-hide_banner", "-v", "error", "-y"])
        .args(["-protocol_whitelist", "file", "-f", plan.format, "-i"])
        .arg(as_file(source)?)
        .args(["-map", "0:v:0", "-map", "0:a:0?", "-sn", "-dn"])
        .args(["-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"])
        .args(["-vf", &plan.filters()])
        .args(encoder)
        .args(["-maxrate", &bits, "-bufsize", &twice])
        .args(["-c:a", "aac", "-b:a", &plan.sound_bits.max(64_000).to_string(), "-ac", "2"])
        .args(["-movflags", "+faststart", "-progress", "pipe:1", "-f", "mp4"])
        .arg(as_file(target)?);
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let watched = watch(&mut child, plan.duration_ms, progress, cancel);
    if watched.is_err() {
        let _ = child.kill();
    }
    let status = child.wait();
    let words = watched?;
    if status?.success() {
        progress(plan.duration_ms, plan.duration_ms);
        return Ok(());
    }
    let last = words.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("no message");
    // Which encoder is missing stands in the middle of what it says.
    let line = words.lines().find(|line| line.contains("libx264")).unwrap_or(last);
    if words.contains("No space left") {
        return Err(CopyError::Io(std::io::ErrorKind::StorageFull.into()));
    }
    let detail = line.chars().filter(|c| !c.is_control()).take(200).collect();
    Err(CopyError::Failed { detail })
}

/// Follows a running ffmpeg to its end and returns its last words.
fn watch(
    child: &mut Child,
    total_ms: u64,
    progress: &mut dyn FnMut(u64, u64),
    cancel: &CancelToken,
) -> Result<String, CopyError> {
    let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(CopyError::Failed { detail: "no pipe".to_owned() });
    };
    let words = std::thread::spawn(move || {
        let (mut kept, mut rest) = (Vec::new(), stderr);
        let _ = rest.by_ref().take(WORDS).read_to_end(&mut kept);
        // What follows is read and dropped, so that ffmpeg never waits for us.
        let _ = std::io::copy(&mut rest, &mut std::io::sink());
        String::from_utf8_lossy(&kept).into_owned()
    });
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    let mut heard = Instant::now();
    loop {
        if cancel.is_cancelled() {
            return Err(CopyError::Cancelled);
        }
        match receive.recv_timeout(LOOK) {
            Ok(line) => {
                heard = Instant::now();
                let micros = line.strip_prefix("out_time_us=").and_then(|n| n.parse::<u64>().ok());
                if let Some(micros) = micros {
                    progress((micros / 1000).min(total_ms), total_ms);
                }
            }
            Err(RecvTimeoutError::Timeout) if heard.elapsed() > SILENCE => {
                return Err(CopyError::Failed { detail: "no progress".to_owned() });
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    Ok(words.join().unwrap_or_default())
}

/// A path that can't be read as an option or as another protocol.
fn as_file(path: &Path) -> Result<OsString, CopyError> {
    let mut name = OsString::from("file:");
    name.push(std::path::absolute(path)?);
    Ok(name)
}
