//! The sample office: the script played through the real use-cases, so that its trail is genuine.

mod player;
mod script;
mod stage;

use chrono::{DateTime, Utc};

pub(crate) use script::script;

use crate::{Office, OfficeError};

/// One act of a journey, for the table that `terbit demo` prints.
#[derive(Debug, Clone)]
pub struct DemoStep {
    pub sop_name: String,
    pub title: String,
    /// As printed on the sheet.
    pub number: String,
    pub step: String,
    pub position: String,
    pub name: String,
    pub sentence: String,
    pub at: DateTime<Utc>,
    /// What the whole act took in the program.
    pub elapsed: std::time::Duration,
}

/// Founds the sample office and plays its past, in the order in which things happened.
pub(crate) fn play(office: &Office) -> Result<(), OfficeError> {
    let script = script();
    let now = office.now();
    let mut player = player::Player::found(office, &script)?;
    for (item, ago, line) in stage::in_order(&script.items) {
        let at = stage::working_minutes_before(&player.calendar()?, now, ago);
        player.set(at);
        player.play(item, line)?;
    }
    Ok(())
}

/// Carries one item through every step of each SOP of the sample office, at the present moment.
///
/// # Errors
/// `NotFounded` or a refusal outside the sample office.
pub fn demo_journeys(office: &Office) -> Result<Vec<DemoStep>, OfficeError> {
    let script = script();
    let mut player = player::Player::join(office, &script)?;
    let mut told = Vec::new();
    for journey in &script.journeys {
        for line in &journey.acts {
            let began = std::time::Instant::now();
            let detail = player.play(journey, Some(line))?;
            let Some(detail) = detail else { continue };
            let elapsed = began.elapsed();
            let rules = office.rules()?;
            let sop = &rules.current(&journey.sop)?.sop;
            let Some(entry) = detail.trail.last() else { continue };
            let step = sop.steps.iter().find(|step| step.short == entry.step_short);
            told.push(DemoStep {
                sop_name: format!("{}, {}", sop.name, sop.unit),
                title: journey.title.clone(),
                number: step.map(|step| step.number.clone()).unwrap_or_default(),
                step: entry.step_short.clone(),
                position: entry.position_label.clone(),
                name: entry.account_name.clone(),
                sentence: entry.sentence.clone(),
                at: entry.at,
                elapsed,
            });
        }
    }
    Ok(told)
}
