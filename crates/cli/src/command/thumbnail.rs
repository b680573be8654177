//! `terbit thumbnail`: small pictures of many files, as many at a time as the machine has cores.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context as _, Result};
use api::tools::{MediaError, Order, Recipe, Workshop, probe};
use clap::Args;
use serde_json::{Value, json};

use super::batch;

/// Membuat gambar kecil JPEG; satu baris JSON untuk setiap berkas
#[derive(Args)]
pub struct Thumbnail {
    /// Sisi terpanjang, dalam piksel
    #[arg(long, value_name = "PIKSEL", default_value_t = 512, value_parser = size)]
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
        batch::each(&batch::named(&self.files), |workshop, (file, name)| {
            one(workshop, file, &self.out.join(format!("{name}.jpg")), recipe)
        })
    }
}

fn one(workshop: &Workshop, file: &Path, out: &Path, recipe: Recipe) -> Value {
    let began = Instant::now();
    match make(workshop, file, out, recipe) {
        Ok((width, height)) => {
            json!({ "file": file, "out": out, "width": width, "height": height, "ms": batch::ms(began) })
        }
        Err(error) => json!({ "file": file, "error": error.to_string(), "code": error.code() }),
    }
}

fn make(
    workshop: &Workshop,
    file: &Path,
    out: &Path,
    recipe: Recipe,
) -> Result<(u32, u32), MediaError> {
    let facts = probe(file)?;
    let order = Order { recipes: vec![recipe], ..Order::default() };
    let done = workshop.carry_out(file, &order, &facts, &api::CancelToken::new())?;
    let picture = done.pictures.first().ok_or_else(|| std::io::Error::other("tidak ada gambar"))?;
    fs::write(out, &picture.jpeg)?;
    Ok((picture.width, picture.height))
}

fn size(text: &str) -> Result<u32, String> {
    super::number(text, 16..=8192)
}
