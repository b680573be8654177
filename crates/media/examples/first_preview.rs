//! How soon a tile can show the camera's own small picture: `first_preview [RUNS] FILE…` prints, for each file, the
//! median time from path to bytes.

use std::path::PathBuf;
use std::time::Instant;

fn main() {
    let mut words = std::env::args().skip(1).peekable();
    let runs = words.next_if(|word| word.parse::<usize>().is_ok());
    let runs: usize = runs.and_then(|word| word.parse().ok()).unwrap_or(21);
    for path in words.map(PathBuf::from) {
        let mut times = Vec::with_capacity(runs);
        let mut outcome = String::new();
        for _ in 0..runs.max(1) {
            let start = Instant::now();
            let preview = media::embedded_preview(&path);
            times.push(start.elapsed().as_secs_f64() * 1000.0);
            outcome = match preview {
                Ok(Some(found)) => {
                    format!("{} x {}, {} bytes", found.width, found.height, found.jpeg.len())
                }
                Ok(None) => "none".to_owned(),
                Err(error) => error.to_string(),
            };
        }
        times.sort_by(f64::total_cmp);
        println!("{:8.2} ms  {outcome}  {}", times[times.len() / 2], path.display());
    }
}
