//! How long things took, and how many failed.

use std::collections::BTreeMap;
use std::time::Duration;

#[derive(Default)]
pub struct Latencies {
    taken: Vec<f64>,
    pub errors: usize,
    /// Somebody else was faster: an answer, no error.
    pub beaten: usize,
}

impl Latencies {
    pub fn push(&mut self, taken: Duration) {
        self.taken.push(taken.as_secs_f64() * 1_000.0);
    }

    pub fn merge(&mut self, other: Self) {
        self.taken.extend(other.taken);
        self.errors += other.errors;
        self.beaten += other.beaten;
    }

    pub fn count(&self) -> usize {
        self.taken.len()
    }

    /// ms; `share` in thousandths.
    pub fn at(&mut self, share: usize) -> f64 {
        self.taken.sort_by(f64::total_cmp);
        let last = self.taken.len().saturating_sub(1);
        self.taken.get(last * share / 1_000).copied().unwrap_or_default()
    }
}

/// By what was done.
#[derive(Default)]
pub struct Book(pub BTreeMap<&'static str, Latencies>);

impl Book {
    pub fn of(&mut self, what: &'static str) -> &mut Latencies {
        self.0.entry(what).or_default()
    }

    pub fn merge(&mut self, other: Self) {
        for (what, latencies) in other.0 {
            self.of(what).merge(latencies);
        }
    }

    pub fn print(&mut self) {
        println!("| | times | p50, ms | p95, ms | p99, ms | most, ms | beaten | errors |");
        println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (what, one) in &mut self.0 {
            let (count, beaten, errors) = (one.count(), one.beaten, one.errors);
            let [p50, p95, p99, most] = [500, 950, 990, 1_000].map(|share| one.at(share));
            println!(
                "| {what} | {count} | {p50:.1} | {p95:.1} | {p99:.1} | {most:.1} | {beaten} | {errors} |"
            );
        }
    }
}
