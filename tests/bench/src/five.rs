//! An office whose SOP has five positions, with one person at each, as the benches found it.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use office::parts::media::Workshop;
use office::view::{
    Credentials, DraftUpdate, FoundOffice, SopSummary, SubmissionDetail, SubmitDraft,
};
use office::{Attention, Caller, CancelToken, Office, SystemClock, Whence};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::pictures::Photo;

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
    found_with(data, 1)
}

/// As [`found`], with so many at each position: the others' sign-in names are `orang2-0`, `orang3-0` and so on.
pub fn found_with(data: &Path, each: usize) -> Result<(Office, People)> {
    let office = Office::open(data, Arc::new(SystemClock), Workshop::in_process())?;
    let sop = sop(&office)?;
    let accounts: Vec<Value> = (0..each)
        .flat_map(|nth| {
            sop.positions.iter().enumerate().map(move |(index, held)| (nth, index, held))
        })
        .map(|(nth, index, position)| {
            let login = login(nth, index);
            json!({
                "name": login, "login": login, "password": PASSWORD,
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

/// The sign-in name of the `nth` holder of the position at this place of the sheet.
#[must_use]
pub fn login(nth: usize, place: usize) -> String {
    match nth {
        0 => format!("orang{place}"),
        nth => format!("orang{}-{place}", nth + 1),
    }
}

/// The act that moves a submission on from where `detail`, as the API tells it, says it is.
#[must_use]
pub fn next_act(detail: &Value) -> Value {
    let digest = &detail["digest"]["sha256"];
    match powers(detail) {
        Powers::Agree if detail["pic_agreement"].is_null() => json!({
            "type": "record_pic_agreement", "digest": digest, "who": "Rina", "how": "whatsapp",
            "agreed_at": chrono::Utc::now() - chrono::Duration::minutes(1),
        }),
        Powers::Choose => json!({"type": "accept", "digest": digest, "platforms": ["youtube"]}),
        Powers::Publish => json!({
            "type": "record_publication", "platform": "youtube", "url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        }),
        Powers::Agree | Powers::Plain => json!({"type": "accept", "digest": digest}),
    }
}

enum Powers {
    Agree,
    Choose,
    Publish,
    Plain,
}

/// What the present step asks for, by its place among the sheet's boxes.
fn powers(detail: &Value) -> Powers {
    let boxes = detail["paraf"].as_array().map(Vec::as_slice).unwrap_or_default();
    match boxes.iter().position(|entry| entry["short"] == detail["step_short"]) {
        Some(1) => Powers::Agree,
        Some(2) => Powers::Choose,
        Some(last) if last + 1 == boxes.len() => Powers::Publish,
        _ => Powers::Plain,
    }
}

/// What is handed in without a file of its own.
pub fn repost(content: &mut Value, title: &str) {
    content["title"] = json!(title);
    content["kind"] = json!("repost");
    content["source"] = json!("editorial-plan");
    content["pic"] = json!("Rina");
    content["caption"] =
        json!("Biro menerima kunjungan delegasi dan membahas rencana kerja sama tahun depan.");
    content["links"] = json!(["https://www.instagram.com/p/Cabc123/"]);
}

/// What is handed in with a photo, as content names one.
pub fn event(content: &mut Value, title: &str, photo: &Value) {
    let today = (chrono::Utc::now() + chrono::Duration::hours(7)).date_naive();
    content["title"] = json!(title);
    content["kind"] = json!("kegiatan");
    content["event_date"] = json!(today);
    content["source"] = json!("editorial-plan");
    content["pic"] = json!("Rina");
    content["caption"] =
        json!("Biro menerima kunjungan dan membahas rencana kerja sama tahun depan.");
    content["links"] = json!(["https://drive.google.com/drive/folders/1a2b3c"]);
    content["assets"] = json!([photo]);
}

/// Takes a photo of 3.8 megapixels in; answers it as content names it.
pub fn take_in(office: &Office, admin: &Caller, folder: &Path, seed: u32) -> Result<Value> {
    let file = folder.join("foto.jpg");
    Photo { width: 2400, height: 1600, seed, grain: 12, progressive: false }.write(&file)?;
    let mut intake = office.begin_intake(admin, &format!("IMG_{seed:04}.jpg"), None)?;
    intake.write(&std::fs::read(&file)?)?;
    let view = intake.finish(&CancelToken::new())?;
    std::fs::remove_file(&file)?;
    Ok(serde_json::to_value(view.asset)?)
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
