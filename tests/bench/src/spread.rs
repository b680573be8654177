//! Repeated measurements: medians, and how far they lie apart.

/// Milliseconds of one thing, measured several times.
#[derive(Debug, Clone, Default)]
pub struct Times(Vec<f64>);

impl Times {
    pub fn push(&mut self, milliseconds: f64) {
        self.0.push(milliseconds);
    }

    /// The middle one; of an even count the higher of the two in the middle. 0 for none.
    #[must_use]
    pub fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or_default()
    }

    /// `412 (398–450)`: the median, the least and the most, each divided by `share`.
    #[must_use]
    pub fn shown(&self, share: f64) -> String {
        let least = self.0.iter().copied().fold(f64::INFINITY, f64::min) / share;
        let most = self.0.iter().copied().fold(0.0, f64::max) / share;
        let digits = usize::from(self.median() / share < 20.0);
        format!("{:.digits$} ({least:.digits$}–{most:.digits$})", self.median() / share)
    }
}
