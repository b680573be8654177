//! Many files at a time: as many threads as the machine has cores, one line of JSON for each file as it is done.

use std::collections::HashSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Instant;

use anyhow::Result;
use api::tools::Workshop;
use serde_json::Value;

/// Does `work` on every job and prints what it answers. A line with an `error` makes the whole a failure, after all
/// files were seen.
pub fn each<J: Sync>(jobs: &[J], work: impl Fn(&Workshop, &J) -> Value + Sync) -> Result<ExitCode> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(jobs.len());
    let (workshop, next, mut failed) = (Workshop::of_this_program()?, AtomicUsize::new(0), false);
    let (tell, told) = mpsc::channel();
    std::thread::scope(|scope| -> Result<()> {
        for _ in 0..cores {
            let (tell, next, workshop, work) = (tell.clone(), &next, &workshop, &work);
            scope.spawn(move || {
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if tell.send(work(workshop, job)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(tell);
        let mut stdout = std::io::stdout().lock();
        for line in told {
            failed |= line.get("error").is_some();
            writeln!(stdout, "{line}")?;
        }
        Ok(())
    })?;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Milliseconds since then, to a tenth.
pub fn ms(began: Instant) -> f64 {
    (began.elapsed().as_secs_f64() * 10_000.0).round() / 10.0
}

/// Each file with the name that its results go by, without extension: its own, or `foto-2` for a second `foto`. Names
/// compare without case, as Windows does.
pub fn named(files: &[PathBuf]) -> Vec<(&Path, String)> {
    let mut taken = HashSet::new();
    let mut free = |stem: String| {
        let mut name = stem.clone();
        let mut number = 2;
        while !taken.insert(name.to_lowercase()) {
            name = format!("{stem}-{number}");
            number += 1;
        }
        name
    };
    let stem = |file: &Path| {
        file.file_stem().map_or_else(|| "gambar".into(), |stem| stem.to_string_lossy().into_owned())
    };
    files.iter().map(|file| (file.as_path(), free(stem(file)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_names_do_not_overwrite_each_other() {
        let files = ["a/foto.jpg", "b/foto.png", "c/FOTO.jpg", "d/foto-2.jpg"].map(PathBuf::from);
        let names: Vec<_> = named(&files).into_iter().map(|(_, name)| name).collect();
        let lower: HashSet<_> = names.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(lower.len(), files.len(), "{names:?}");
        assert_eq!(names[..2], ["foto", "foto-2"]);
    }
}
