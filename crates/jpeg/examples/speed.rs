//! How long decoding takes: `speed FILE…` prints the median of several runs in milliseconds, at each scale and for
//! `zune-jpeg` at full size. On Linux it's processor time, which other programs disturb less.
#![expect(clippy::unwrap_used, reason = "a measurement of files that are known to be good")]

use std::hint::black_box;
use std::time::Instant;

use jpeg::{Chroma, Options, Scale, Thoroughness, decode};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

const RUNS: usize = 9;

/// Milliseconds that this thread has run, where the system tells.
fn processor_time() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split(' ').next()?.parse::<f64>().ok()? / 1e6)
}

fn median(mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let (wall, processor) = (Instant::now(), processor_time());
            work();
            match (processor, processor_time()) {
                (Some(start), Some(end)) => end - start,
                _ => wall.elapsed().as_secs_f64() * 1e3,
            }
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

fn main() {
    println!(
        "{:>28} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7}",
        "ms", "1/8", "1/4", "1/2", "1/1", "rgb", "zune"
    );
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.rsplit('/').next().unwrap();
        let scales = [Scale::Eighth, Scale::Quarter, Scale::Half, Scale::Full];
        for (thoroughness, label) in
            [(Thoroughness::Whole, ""), (Thoroughness::EnoughForScale, " enough")]
        {
            if !label.is_empty() && !jpeg::header(&bytes).unwrap().progressive {
                continue;
            }
            let options = Options { thoroughness, chroma: Chroma::AsStored, ..Options::default() };
            print!("{:>28}", format!("{name}{label}"));
            for scale in scales {
                let time = median(|| {
                    black_box(decode(&bytes, scale, options).unwrap());
                });
                print!(" {time:7.1}");
            }
            let rgb = median(|| {
                black_box(decode(&bytes, Scale::Full, options).unwrap().into_rgb());
            });
            let zune = median(|| {
                let colors = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
                let mut decoder = JpegDecoder::new_with_options(ZCursor::new(&bytes), colors);
                black_box(decoder.decode().unwrap());
            });
            println!(" {rgb:7.1} {zune:7.1}");
        }
    }
}
