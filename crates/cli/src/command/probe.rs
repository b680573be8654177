//! `terbit probe`: what a file is and says about itself, one line of JSON each. Nothing is decoded.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use api::tools::{Facts, probe};
use clap::Args;
use serde_json::{Value, json};

use super::batch;

/// Menampilkan isi keterangan berkas (jenis, ukuran, kamera, lokasi …); satu baris JSON untuk setiap berkas
#[derive(Args)]
pub struct Probe {
    /// Foto, video, atau PDF
    #[arg(required = true, value_name = "BERKAS")]
    files: Vec<PathBuf>,
}

impl Probe {
    pub fn run(self) -> Result<ExitCode> {
        batch::each(&self.files, |_, file| one(file))
    }
}

fn one(file: &Path) -> Value {
    match probe(file) {
        Ok(facts) => told(file, &facts),
        Err(error) => json!({ "file": file, "error": error.to_string(), "code": error.code() }),
    }
}

/// The facts as they are kept, with what people look for put beside: the media type, and degrees.
fn told(file: &Path, facts: &Facts) -> Value {
    let mut line = json!({ "file": file, "media_type": facts.kind.media_type() });
    if let (Some(line), Ok(Value::Object(kept))) =
        (line.as_object_mut(), serde_json::to_value(facts))
    {
        line.extend(kept);
        if let Some(position) = facts.position {
            let degrees = |millionths: i32| f64::from(millionths) / 1_000_000.0;
            let position = json!({
                "latitude": degrees(position.latitude_udeg),
                "longitude": degrees(position.longitude_udeg),
            });
            line.insert("position".into(), position);
        }
    }
    line
}
