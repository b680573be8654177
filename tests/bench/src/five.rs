//! An office whose SOP has five positions, with one person at each, as the benches found it.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use office::parts::media::Workshop;
use office::view::{
    Credentials, DraftUpdate, FoundOffice, SopSummary, SubmissionDetail, SubmitDraft,
};
use office::{Attention, Caller, Office, SystemClock, Whence};
use serde_json::{Value, json};
use uuid::Uuid;

pub const PASSWORD: &str = "kata-sandi-bangku-ukur";

/// The people of the office, by the label of the position that acts.
pub struct People(Vec<(String, Caller)>);

impl People {
    #[must_use]
    pub fn holding(&self, label: &str) -> Option<&Caller> {
        self.0.iter().find(|(held, _)| held == label).map(|(_, caller)| caller)
    }

    /// Who hands material in.
    pub fn first(&self) -> Result<&Caller> {
        self.0.first().map(|(_, caller)| caller).context("nobody")
    }
}

/// Founds it in `data`. The sign-in name of the position at this place of the sheet is `orang` and the place, from 0.
pub fn found(data: &Path) -> Result<(Office, People)> {
    let office = Office::open(data, Arc::new(SystemClock), Workshop::in_process())?;
    let sop = sop(&office)?;
    let accounts: Vec<Value> = sop
        .positions
        .iter()
        .enumerate()
        .map(|(index, position)| {
            json!({
                "name": format!("Orang {index}"), "login": format!("orang{index}"), "password": PASSWORD,
                "positions": [{"sop": sop.id, "position": position.id}],
            })
        })
        .collect();
    let form: FoundOffice = serde_json::from_value(
        json!({"name": "Bangku ukur", "sops": [sop.id], "accounts": accounts}),
    )?;
    office.found(&form, "bench")?;
    let mut people = Vec::new();
    for (index, position) in sop.positions.iter().enumerate() {
        let credentials: Credentials = serde_json::from_value(
            json!({"login": format!("orang{index}"), "password": PASSWORD}),
        )?;
        let (token, _) = office.sign_in(&credentials, &Whence::default())?;
        people.push((position.label.clone(), office.caller(token.as_str(), Attention::Person)?));
    }
    Ok((office, People(people)))
}

fn sop(office: &Office) -> Result<SopSummary> {
    let mut bundled = office.bundled().into_iter();
    bundled.find(|sop| sop.positions.len() == 5).context("no SOP of five positions")
}

/// Hands in what `change` makes of an empty draft's content.
pub fn hand_in(
    office: &Office,
    people: &People,
    change: impl FnOnce(&mut Value),
) -> Result<SubmissionDetail> {
    let admin = people.first()?;
    let draft = serde_json::to_value(office.begin_draft(admin, &sop(office)?.id)?)?;
    let mut content = draft["content"].clone();
    change(&mut content);
    let id: Uuid = serde_json::from_value(draft["id"].clone())?;
    let update: DraftUpdate = serde_json::from_value(
        json!({"revision": draft["revision"], "content": content, "late_reason": ""}),
    )?;
    let saved = serde_json::to_value(office.save_draft(admin, id, &update)?)?;
    let request: SubmitDraft = serde_json::from_value(
        json!({"command_id": Uuid::now_v7(), "revision": saved["revision"], "late_reason": null}),
    )?;
    Ok(office.submit(admin, id, &request)?)
}
