//! The sample office is an ordinary office: its trail was made by the real engine, and verifies.

use std::path::Path;

use serde_json::json;

use crate::support::Server;

#[test]
fn the_sample_office_opens_with_its_people_and_items_and_verifies() {
    let office = Server::empty();
    let mut client = office.nobody();
    let status = client.post("/api/office/demo", &json!({}));
    assert_eq!(status.status, 201);
    let demo = status.json()["demo"].clone();
    assert_eq!(demo["accounts"].as_array().unwrap().len(), 8);
    let password = demo["password"].as_str().unwrap().to_owned();
    for account in demo["accounts"].as_array().unwrap() {
        client.sign_in(account["login"].as_str().unwrap(), &password).ok();
        let home = client.get("/api/home").ok();
        assert!(home["open_count"].as_u64().unwrap() >= 8, "{home}");
    }
    let all = client.get("/api/submissions?scope=open&limit=200").ok();
    let cards = all["items"].as_array().unwrap();
    assert!(cards.iter().filter(|card| card["returned"].is_object()).count() >= 2);
    assert!(
        cards.iter().any(|card| card["remaining_seconds"].as_i64().is_some_and(|left| left < 0))
    );
    assert!(
        cards.iter().any(|card| card["remaining_seconds"].as_i64().is_some_and(|left| left > 0))
    );
    assert!(client.get("/api/archive").ok()["total"].as_u64().unwrap() >= 4);
    assert_clean(office.data.path());
    assert_eq!(office.host.office().rebuild().unwrap(), 16);
    let rebuilt = client.get("/api/submissions?scope=open&limit=200").ok();
    let deadlines = |page: &serde_json::Value| -> Vec<serde_json::Value> {
        page["items"].as_array().unwrap().iter().map(|card| card["deadline"].clone()).collect()
    };
    assert_eq!(deadlines(&rebuilt), deadlines(&all), "the order of the inbox comes back too");
    assert_clean(office.data.path());
}

#[test]
fn the_journeys_touch_every_step_of_both_procedures() {
    let office = Server::empty();
    office.host.office().found_demo().unwrap();
    let steps = api::tools::demo_journeys(office.host.office()).unwrap();
    let of = |sop: &str| {
        let mut short: Vec<_> = steps
            .iter()
            .filter(|step| step.sop_name.contains(sop))
            .map(|step| step.step.clone())
            .collect();
        short.dedup();
        short
    };
    assert_eq!(of("DKI"), ["Ajukan", "Koreksi", "Platform", "Kontrol", "Setujui", "Unggah"]);
    assert_eq!(
        of("Jawa Barat"),
        [
            "Riset",
            "Rencana",
            "Serahkan",
            "Bagi tugas",
            "Produksi",
            "Persetujuan",
            "Perbaikan",
            "Persetujuan",
            "Arsip",
            "Unggah"
        ]
    );
    assert_clean(office.data.path());
}

#[test]
fn a_changed_original_is_found() {
    let office = Server::founded();
    let rina = office.person("rina");
    office.submitted(&rina, "Diubah");
    let media = office.data.path().join("media");
    let shelf = std::fs::read_dir(&media)
        .unwrap()
        .flatten()
        .find(|entry| entry.file_name().len() == 2)
        .unwrap();
    let file = std::fs::read_dir(shelf.path()).unwrap().flatten().next().unwrap().path();
    std::fs::write(&file, b"lain").unwrap();
    let report = api::tools::verify(office.data.path(), &mut |_, _| {}).unwrap();
    assert!(
        report.findings.iter().any(|finding| finding.code() == "media-changed"),
        "{:?}",
        report.findings
    );
}

fn assert_clean(data: &Path) {
    let report = api::tools::verify(data, &mut |_, _| {}).unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    assert!(report.events > 20);
}
