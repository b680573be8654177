//! Prints how long each step takes on one file: `cargo run --release -p media --example timing FILE…`.

use std::path::Path;
use std::time::{Duration, Instant};

use media::{Recipe, check, derive, embedded_preview, probe};

const RUNS: usize = 7;

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

fn main() {
    for argument in std::env::args().skip(1) {
        let path = Path::new(&argument);
        match probe(path) {
            Ok(facts) => println!("{argument}: {facts:?}"),
            Err(error) => {
                println!("{argument}: {} {error}", error.code());
                continue;
            }
        }
        println!("  probe            {:?}", median(|| drop(probe(path))));
        println!("  embedded         {:?}", median(|| drop(embedded_preview(path))));
        println!("  check            {:?}", median(|| drop(check(path))));
        println!("  thumb            {:?}", median(|| drop(derive(path, &[Recipe::THUMB]))));
        println!(
            "  thumb + preview  {:?}",
            median(|| drop(derive(path, &[Recipe::THUMB, Recipe::PREVIEW])))
        );
        match derive(path, &[Recipe::THUMB, Recipe::PREVIEW]) {
            Ok(made) => made.iter().for_each(|picture| {
                println!(
                    "  {} {}x{} {} bytes",
                    picture.recipe.name,
                    picture.width,
                    picture.height,
                    picture.jpeg.len()
                );
            }),
            Err(error) => println!("  {} {error}", error.code()),
        }
    }
}
