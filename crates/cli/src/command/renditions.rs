//! `terbit renditions`: pictures ready to be uploaded, for every place that is named, from one decode a file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow, bail};
use api::tools::{
    Cut, Fit, Focus, MediaError, Order, Place, Places, Recipe, Rendition, Workshop, probe,
};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::batch;

/// Membuat gambar siap unggah untuk tempat-tempat di platform; satu baris JSON untuk setiap berkas
#[derive(Args)]
pub struct Renditions {
    /// Tempat, dipisah koma, misalnya instagram-feed-4x5,x-16x9
    #[arg(long = "place", value_name = "TEMPAT", required = true, value_delimiter = ',')]
    places: Vec<String>,
    /// Cara mengepaskan; tanpa pilihan ini foto dipotong dan infografis diberi pinggir
    #[arg(long, value_name = "CARA")]
    fit: Option<FitName>,
    /// Titik yang dipertahankan saat memotong, dalam persen dari kiri dan atas, misalnya 50,30
    #[arg(long, value_name = "X,Y", value_parser = focus)]
    focus: Option<Focus>,
    /// Warna pinggir untuk `--fit plain`, misalnya ffffff
    #[arg(long, value_name = "WARNA", value_parser = color, default_value = "ffffff")]
    color: u32,
    /// Juga gambar kecil, dari pembacaan yang sama: thumb (512), preview (2048)
    #[arg(long = "with", value_name = "UKURAN", value_delimiter = ',', value_parser = recipe)]
    recipes: Vec<Recipe>,
    /// Halaman PDF
    #[arg(long, value_name = "NOMOR", default_value_t = 1, value_parser = page)]
    page: u32,
    /// Berkas tempat milik kantor (places.toml), di atas yang dibawa program
    #[arg(long = "places", value_name = "BERKAS")]
    own_places: Option<PathBuf>,
    /// Folder tujuan; dibuat bila belum ada
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Berkas gambar
    #[arg(required = true, value_name = "BERKAS")]
    files: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FitName {
    /// Memenuhi tempat; yang jauh dari titik pusat terpotong
    Crop,
    /// Seluruh gambar, dengan pinggir yang dikaburkan
    Blur,
    /// Seluruh gambar, dengan pinggir satu warna
    Plain,
    /// Bentuk asli; hanya diperkecil
    AsIs,
}

impl Renditions {
    pub fn run(self) -> Result<ExitCode> {
        let order = self.order()?;
        fs::create_dir_all(&self.out)
            .with_context(|| format!("folder {} tidak dapat dibuat", self.out.display()))?;
        batch::each(&batch::named(&self.files), |workshop, (file, name)| {
            one(workshop, file, &self.out, name, &order)
        })
    }

    fn order(&self) -> Result<Order> {
        let places = self.places()?;
        let recipes = self.recipes.clone();
        let mut order = Order { page: self.page - 1, recipes, ..Order::default() };
        let fit = match (self.fit, self.focus) {
            (None, None) => {
                order.proposed = places;
                return Ok(order);
            }
            (None | Some(FitName::Crop), Some(focus)) => Fit::Crop { focus },
            (Some(_), Some(_)) => bail!("--focus hanya untuk --fit crop"),
            // The look proposes where; that photos and drawings differ is overruled.
            (Some(FitName::Crop), None) => {
                order.proposed = places;
                order.always_crop = true;
                return Ok(order);
            }
            (Some(FitName::Blur), None) => Fit::Blur,
            (Some(FitName::Plain), None) => Fit::Plain { color: self.color },
            (Some(FitName::AsIs), None) => Fit::AsIs,
        };
        order.cuts = places.into_iter().map(|place| Cut { place, fit }).collect();
        Ok(order)
    }

    fn places(&self) -> Result<Vec<Place>> {
        let mut known = Places::builtin();
        if let Some(file) = &self.own_places {
            let name = file.display().to_string();
            let text =
                fs::read_to_string(file).with_context(|| format!("{name} tidak dapat dibaca"))?;
            known = known.with(&name, &text)?;
        }
        let place = |id: &String| {
            known.place(id).map(|found| found.place.clone()).ok_or_else(|| {
                let ids: Vec<_> =
                    known.pictures().iter().map(|one| one.place.id.as_str()).collect();
                anyhow!("tempat \"{id}\" tidak dikenal. Yang ada: {}", ids.join(", "))
            })
        };
        self.places.iter().map(place).collect()
    }
}

fn one(workshop: &Workshop, file: &Path, out: &Path, name: &str, order: &Order) -> Value {
    let began = Instant::now();
    match make(workshop, file, out, name, order) {
        Ok((renditions, over)) => {
            let mut line =
                json!({ "file": file, "renditions": renditions, "ms": batch::ms(began) });
            if over {
                line["error"] =
                    "Ada gambar yang melebihi batas bita tempatnya walaupun dengan mutu \
                                 terendah, jadi tidak ditulis. Pilih tempat atau potongan lain."
                        .into();
                line["code"] = "over_limit".into();
            }
            line
        }
        Err(error) => json!({ "file": file, "error": error.to_string(), "code": error.code() }),
    }
}

/// Writes the file's pictures; answers what each is, and whether one was over its limit.
fn make(
    workshop: &Workshop,
    file: &Path,
    out: &Path,
    name: &str,
    order: &Order,
) -> Result<(Vec<Value>, bool), MediaError> {
    let facts = probe(file)?;
    let done = workshop.carry_out(file, order, &facts, &api::CancelToken::new())?;
    for picture in &done.pictures {
        fs::write(out.join(format!("{name}-{}.jpg", picture.recipe.name)), &picture.jpeg)?;
    }
    let over = done.renditions.iter().any(|rendition| rendition.over_limit);
    let told = done.renditions.iter().map(|rendition| {
        let path = out.join(format!("{name}-{}.jpg", rendition.place));
        if !rendition.over_limit {
            fs::write(&path, &rendition.jpeg)?;
        }
        Ok(told(rendition, &path))
    });
    Ok((told.collect::<Result<_, MediaError>>()?, over))
}

fn told(rendition: &Rendition, path: &Path) -> Value {
    let Rendition { place, fit, width, height, quality, scaled_up, over_limit, jpeg } = rendition;
    let mut line = json!({
        "place": place,
        "fit": fit,
        "width": width,
        "height": height,
        "bytes": jpeg.len(),
        "quality": quality,
        "scaled_up": scaled_up,
    });
    if *over_limit {
        line["over_limit"] = true.into();
    } else {
        line["out"] = json!(path);
    }
    line
}

fn recipe(name: &str) -> Result<Recipe, String> {
    let known = [Recipe::THUMB, Recipe::PREVIEW];
    let found = known.into_iter().find(|recipe| recipe.name == name);
    found.ok_or_else(|| "pilih thumb atau preview".into())
}

fn focus(text: &str) -> Result<Focus, String> {
    let percent = |part: &str| {
        let value: f64 = part.trim().parse().ok()?;
        (0.0..=100.0).contains(&value).then(|| (value * 100.0).round() as u16)
    };
    text.split_once(',')
        .and_then(|(x, y)| Some(Focus { x: percent(x)?, y: percent(y)? }))
        .ok_or_else(|| "tulis dua angka 0 sampai 100 dengan koma, misalnya 50,30".into())
}

fn page(text: &str) -> Result<u32, String> {
    super::number(text, 1..=u32::MAX)
}

fn color(text: &str) -> Result<u32, String> {
    let digits = text.trim_start_matches('#');
    let right = digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit());
    if !right {
        return Err("tulis enam angka heksadesimal, misalnya ffffff".into());
    }
    u32::from_str_radix(digits, 16).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_focus_is_two_percentages() {
        assert_eq!(focus("50,30"), Ok(Focus { x: 5_000, y: 3_000 }));
        assert_eq!(focus("0, 33.3"), Ok(Focus { x: 0, y: 3_330 }));
        for wrong in ["50", "50,", "101,5", "-1,5", "a,b", "NaN,5", "1,2,3"] {
            assert!(focus(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_color_is_six_digits() {
        assert_eq!((color("#ff0080"), color("000000")), (Ok(0xFF_0080), Ok(0)));
        for wrong in ["fff", "gggggg", "+12345", ""] {
            assert!(color(wrong).is_err(), "{wrong}");
        }
    }
}
