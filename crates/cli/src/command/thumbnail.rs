//! `terbit thumbnail`: small pictures of many files, as many at a time as the machine has cores.

use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Instant;

use anyhow::{Context as _, Result};
use api::tools::{MediaError, Pool, Recipe, ingest_picture, probe};
use clap::Args;
use serde_json::{Value, json};

/// Membuat gambar kecil JPEG; satu baris JSON untuk setiap berkas
#[derive(Args)]
pub struct Thumbnail {
    /// Sisi terpanjang, dalam piksel
    #[arg(long, value_name = "PIKSEL", default_value_t = 512, value_parser = clap::value_parser!(u32).range(16..=8192))]
    size: u32,
    /// Folder tujuan; dibuat bila belum ada
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Berkas gambar
    #[arg(required = true, value_name = "BERKAS")]
    files: Vec<PathBuf>,
}

impl Thumbnail {
    pub fn run(self) -> Result<ExitCode> {
        fs::create_dir_all(&self.out)
            .with_context(|| format!("folder {} tidak dapat dibuat", self.out.display()))?;
        let recipe = Recipe { longest_edge: self.size, ..Recipe::THUMB };
        let jobs: Vec<(&Path, PathBuf)> = named(&self.files, &self.out);
        let cores = std::thread::available_parallelism().map_or(1, usize::from).min(jobs.len());
        let (pool, next, mut failed) = (Pool::new(), AtomicUsize::new(0), false);
        let (tell, told) = mpsc::channel();
        std::thread::scope(|scope| -> Result<()> {
            for _ in 0..cores {
                let (tell, next, jobs, pool) = (tell.clone(), &next, &jobs, &pool);
                scope.spawn(move || {
                    while let Some((file, out)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if tell.send(one(pool, file, out, recipe)).is_err() {
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
}

fn one(pool: &Pool, file: &Path, out: &Path, recipe: Recipe) -> Value {
    let began = Instant::now();
    match make(pool, file, out, recipe) {
        Ok((width, height)) => {
            let ms = (began.elapsed().as_secs_f64() * 10_000.0).round() / 10.0;
            json!({ "file": file, "out": out, "width": width, "height": height, "ms": ms })
        }
        Err(error) => json!({ "file": file, "error": error.to_string(), "code": error.code() }),
    }
}

fn make(pool: &Pool, file: &Path, out: &Path, recipe: Recipe) -> Result<(u32, u32), MediaError> {
    let cost = probe(file)?.pixels();
    let done = pool.run(cost, &api::CancelToken::new(), || ingest_picture(file, &[recipe]));
    let (_, rendered) = done.map_err(std::io::Error::other)??;
    let picture = rendered.first().ok_or_else(|| std::io::Error::other("tidak ada gambar"))?;
    fs::write(out, &picture.jpeg)?;
    Ok((picture.width, picture.height))
}

/// Each file's result is named after it; a second `foto.jpg` becomes `foto-2.jpg`. Names compare without case, as
/// Windows does.
fn named<'a>(files: &'a [PathBuf], out: &Path) -> Vec<(&'a Path, PathBuf)> {
    let mut taken = HashSet::new();
    let mut free = |stem: &str| {
        let mut name = format!("{stem}.jpg");
        let mut number = 2;
        while !taken.insert(name.to_lowercase()) {
            name = format!("{stem}-{number}.jpg");
            number += 1;
        }
        name
    };
    let stem = |file: &Path| {
        file.file_stem().map_or_else(|| "gambar".into(), |stem| stem.to_string_lossy().into_owned())
    };
    files.iter().map(|file| (file.as_path(), out.join(free(&stem(file))))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_names_do_not_overwrite_each_other() {
        let files = ["a/foto.jpg", "b/foto.png", "c/FOTO.jpg", "d/foto-2.jpg"].map(PathBuf::from);
        let names: Vec<_> =
            named(&files, Path::new("out")).into_iter().map(|(_, out)| out).collect();
        let lower: HashSet<_> =
            names.iter().map(|name| name.to_string_lossy().to_lowercase()).collect();
        assert_eq!(lower.len(), files.len(), "{names:?}");
        assert_eq!(names[0], Path::new("out/foto.jpg"));
        assert_eq!(names[1], Path::new("out/foto-2.jpg"));
    }
}
