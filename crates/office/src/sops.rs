//! The procedures that the office runs, and what lies at their steps.

use archive::OpenAtStep;

use crate::caller::Caller;
use crate::view::{SopSummary, SopView, StepCount};
use crate::{Office, OfficeError};

impl Office {
    /// The newest edition of each SOP.
    pub fn sops(&self, _caller: &Caller) -> Result<Vec<SopSummary>, OfficeError> {
        Ok(self.rules()?.newest().map(|edition| SopSummary::of(&edition.sop)).collect())
    }

    pub fn sop(&self, _caller: &Caller, id: &str) -> Result<SopView, OfficeError> {
        let rules = self.rules()?;
        let edition = rules.current(id)?;
        let open = self.archive().step_counts(id)?;
        let now = self.now();
        let count = |step: &str| {
            let found: Option<&OpenAtStep> = open.iter().find(|open| open.step == step);
            StepCount {
                step: step.to_owned(),
                count: found.map_or(0, |open| open.count),
                late: found.map_or(0, |open| {
                    open.deadlines.iter().filter(|deadline| **deadline < now).count() as u64
                }),
                oldest_since: found.map(|open| open.oldest_since),
            }
        };
        Ok(SopView {
            counts: edition.sop.steps.iter().map(|step| count(&step.id)).collect(),
            sop: edition.sop.clone(),
            sha256: edition.sha256.clone(),
        })
    }
}
