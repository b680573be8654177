//! The procedures that the office runs.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use workflow::{Sha256, Sop};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SopSummary {
    pub id: String,
    pub edition: String,
    pub name: String,
    pub unit: String,
    pub region: String,
    pub positions: Vec<PositionCard>,
    pub step_count: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PositionCard {
    pub id: String,
    pub label: String,
    pub short: String,
}

/// The newest edition of one SOP, with what lies at its steps now.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SopView {
    pub sop: Sop,
    /// Hash of the edition's file.
    pub sha256: Sha256,
    /// One for each step, in the sheet's order.
    pub counts: Vec<StepCount>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct StepCount {
    pub step: String,
    pub count: u64,
    pub late: u64,
    #[schema(required)]
    pub oldest_since: Option<DateTime<Utc>>,
}

impl SopSummary {
    #[must_use]
    pub fn of(sop: &Sop) -> Self {
        Self {
            id: sop.id.clone(),
            edition: sop.edition.clone(),
            name: sop.name.clone(),
            unit: sop.unit.clone(),
            region: sop.region.clone(),
            positions: sop
                .actors
                .iter()
                .map(|actor| PositionCard {
                    id: actor.id.clone(),
                    label: actor.label.clone(),
                    short: actor.short.clone(),
                })
                .collect(),
            step_count: sop.steps.len(),
        }
    }
}
