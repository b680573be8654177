//! Ordinary days of a workshop.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use media::tiles::{Sheet, TileSink};
use media::workshop::{ARGUMENT, Patience};
use media::{
    CancelToken, Cut, Done, Fit, Focus, MediaError, Order, Place, Recipe, Workshop, probe,
};
use tempfile::TempDir;

use crate::helper::workshop_of;
use crate::processes::{children, until};

pub fn workshop(slots: usize) -> Workshop {
    workshop_of(ARGUMENT, slots)
}

/// Gives up after a second.
pub fn hasty(slots: usize) -> Workshop {
    let second = Duration::from_secs(1);
    let none = Duration::ZERO;
    workshop(slots).with_patience(Patience {
        any: second,
        unknown: none,
        a_megapixel: none,
        a_picture: none,
        ..Patience::default()
    })
}

/// A whole picture under this name; what happens on the way is told by the name.
pub fn file(folder: &TempDir, name: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, picture()).unwrap();
    path
}

fn picture() -> Vec<u8> {
    let pixel = |x: u32, y: u32| image::Rgb([(x * 5) as u8, (y * 7) as u8, (x ^ y) as u8]);
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::from_fn(640, 480, pixel)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

pub fn order() -> Order {
    Order { recipes: vec![Recipe::THUMB, Recipe::PREVIEW], ..Order::default() }
}

pub fn ask(workshop: &Workshop, path: &Path) -> Result<Done, MediaError> {
    workshop.carry_out(path, &order(), &probe(path)?, &CancelToken::new())
}

/// Why it was refused.
#[track_caller]
pub fn code(outcome: Result<Done, MediaError>) -> &'static str {
    outcome.expect_err("refused").code()
}

#[track_caller]
pub fn works(workshop: &Workshop, folder: &TempDir) {
    let done = ask(workshop, &file(folder, "berikutnya")).expect("the next file is fine");
    assert_eq!(done.pictures.len(), 2);
}

pub fn same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "foto.png");
    let here = ask(&Workshop::in_process(), &path).unwrap();
    let there = ask(&workshop(1), &path).unwrap();
    assert_eq!(here, there);
    assert_eq!((there.pictures[0].width, there.pictures[1].width), (512, 640));

    let whole = |id: &str, fit, max_bytes| Cut { place: place(id, max_bytes), fit };
    let cuts = vec![
        whole("feed", Fit::Blur, 8_000_000),
        whole("cerita", Fit::Crop { focus: Focus { x: 2_000, y: 5_000 } }, 8_000_000),
        whole("sempit", Fit::AsIs, 1_000),
    ];
    let order = Order { cuts, look: true, ..order() };
    let facts = probe(&path).unwrap();
    let here =
        Workshop::in_process().carry_out(&path, &order, &facts, &CancelToken::new()).unwrap();
    let there = workshop(1).carry_out(&path, &order, &facts, &CancelToken::new()).unwrap();
    assert_eq!(here, there);
    let over: Vec<bool> = there.renditions.iter().map(|one| one.over_limit).collect();
    assert_eq!(over, [false, false, true]);

    let small = Recipe { longest_edge: 100, quality: 60, ..Recipe::THUMB };
    let order = Order { recipes: vec![small], ..Order::default() };
    let done = workshop(1).carry_out(&path, &order, &facts, &CancelToken::new()).unwrap();
    assert_eq!((done.pictures[0].width, done.pictures[0].recipe), (100, small));
}

#[derive(Debug, Default)]
struct Tiles(Mutex<Vec<Vec<u8>>>);

impl TileSink for Tiles {
    fn begin(&self, _sheet: Sheet) -> bool {
        true
    }

    fn tile(&self, jpeg: &[u8]) -> bool {
        self.0.lock().unwrap().push(jpeg.to_vec());
        true
    }
}

fn tiles(workshop: &Workshop, path: &Path) -> Result<Vec<Vec<u8>>, MediaError> {
    let kept = Arc::new(Tiles::default());
    let sink: Arc<dyn TileSink> = Arc::<Tiles>::clone(&kept);
    workshop.cut_tiles(path, 0, &probe(path)?, &CancelToken::new(), &sink)?;
    Ok(std::mem::take(&mut *kept.0.lock().unwrap()))
}

pub fn same_tiles() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "foto.png");
    let shop = workshop(1);
    let there = tiles(&shop, &path).unwrap();
    assert_eq!(there, tiles(&Workshop::in_process(), &path).unwrap());
    assert_eq!(there.len(), 3);
    let broken = folder.path().join("rusak.png");
    let whole = picture();
    fs::write(&broken, &whole[..whole.len() / 2]).unwrap();
    assert!(tiles(&shop, &broken).is_err());
    works(&shop, &folder);
}

fn place(id: &str, max_bytes: u64) -> Place {
    let text = || id.to_owned();
    Place {
        id: text(),
        platform: text(),
        label: text(),
        width: 540,
        height: 675,
        max_bytes,
        quality_floor: 70,
    }
}

pub fn same_refusals() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let whole = picture();
    let files = [
        put("kosong", b""),
        put("teks", b"bukan gambar, hanya tulisan saja"),
        put("terpotong", &whole[..whole.len() / 2]),
        put("film", b"\0\0\0\x18ftypisom\0\0\0\0isommp42"),
        folder.path().join("tidak-ada"),
        folder.path().to_owned(),
    ];
    let (inside, outside) = (Workshop::in_process(), workshop(1));
    for path in files {
        let (here, there) = (ask(&inside, &path).unwrap_err(), ask(&outside, &path).unwrap_err());
        assert_eq!(
            (here.code(), here.to_string()),
            (there.code(), there.to_string()),
            "{}",
            path.display()
        );
    }
}

pub fn names() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let workshop = workshop(1);
    let names: [&[u8]; 5] = [
        b"foto acara 17 Agustus.png",
        "Kunjungan Gubernur \u{2013} Depok \u{1F1EE}\u{1F1E9}.jpeg".as_bytes(),
        b"baris\nbaru\"dan kutip\\.png",
        b"bukan teks \xFF\xFE.png",
        b"-awal-dengan-garis",
    ];
    for name in names {
        let path = folder.path().join(std::ffi::OsStr::from_bytes(name));
        fs::write(&path, picture()).unwrap();
        assert!(ask(&workshop, &path).is_ok(), "{}", path.display());
    }
}

pub fn one_helper() {
    let folder = tempfile::tempdir().unwrap();
    let workshop = workshop(4);
    let path = file(&folder, "count");
    let mut seen: Vec<String> =
        (0..20).map(|_| ask(&workshop, &path).unwrap_err().to_string()).collect();
    seen.dedup();
    assert_eq!((seen.len(), children().len()), (1, 1), "{seen:?}");
}

pub fn in_order() {
    let folder = tempfile::tempdir().unwrap();
    let (workshop, path) = (workshop(1), file(&folder, "foto"));
    let (began, slow) = (Mutex::new(Vec::new()), file(&folder, "sleep"));
    std::thread::scope(|scope| {
        scope.spawn(|| ask(&workshop, &slow).unwrap());
        until("the first one runs", || workshop.load().running == 1);
        for number in 0..8 {
            let (workshop, path, began) = (&workshop, &path, &began);
            scope.spawn(move || {
                let note = || {
                    began.lock().unwrap().push(number);
                    true
                };
                let facts = probe(path).unwrap();
                workshop.carry_out_if(path, &order(), &facts, &CancelToken::new(), note).unwrap()
            });
            until("it waits", || {
                workshop.load().waiting as u64 > number || workshop.load().running == 0
            });
        }
    });
    let began = began.into_inner().unwrap();
    assert_eq!(began, (0..8).collect::<Vec<_>>());
}

pub fn crashers_among_many() {
    let folder = tempfile::tempdir().unwrap();
    let workshop = workshop(2);
    let files: Vec<PathBuf> = (0..100)
        .map(|number| {
            file(&folder, &format!("{}{number}", if number % 10 == 3 { "abort" } else { "foto" }))
        })
        .collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let began = Instant::now();
    let outcomes: Vec<(usize, bool)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..6)
            .map(|_| {
                scope.spawn(|| {
                    let mut mine = Vec::new();
                    loop {
                        let index = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        let Some(path) = files.get(index) else { return mine };
                        match ask(&workshop, path) {
                            Ok(done) => mine.push((index, done.pictures.len() == 2)),
                            Err(error) => {
                                assert_eq!(error.code(), "decoder_crashed");
                                mine.push((index, false));
                            }
                        }
                    }
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(outcomes.len(), 100);
    for (index, fine) in outcomes {
        assert_eq!(fine, index % 10 != 3, "{index}");
    }
    assert!(children().len() <= 2);
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
}

/// Generous, since other tests run at the same time; the figure itself is printed.
pub fn overhead() {
    let folder = tempfile::tempdir().unwrap();
    let (workshop, path) = (workshop(1), file(&folder, "count"));
    let began = Instant::now();
    ask(&workshop, &path).unwrap_err();
    let first = began.elapsed();
    let mut each: Vec<Duration> = (0..200)
        .map(|_| {
            let began = Instant::now();
            ask(&workshop, &path).unwrap_err();
            began.elapsed()
        })
        .collect();
    each.sort();
    println!("first job {first:?}, each further one {:?} (median of 200)", each[100]);
    assert!(each[100] < Duration::from_millis(5), "{:?}", each[100]);
}
