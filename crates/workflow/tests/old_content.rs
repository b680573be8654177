//! Content written by older programs: it reads, writes and hashes as it did, so that old decisions stand.

use workflow::content::Basis;
use workflow::{Content, Event};

/// The exact text that schema 1 kept and hashed, before assets had fits.
const OLD: &str = r#"{"title":"Kunjungan delegasi","kind":"kegiatan","event_date":"2026-11-23","source":"agenda-harian","pic":"Rina","caption":"Biro menerima kunjungan delegasi.","links":["https://drive.contoh.go.id/foto"],"assets":[{"sha256":"4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a","name":"foto-1.jpg","bytes":1000,"media_type":"image/jpeg","group":"picture","width":1200,"height":800}],"wished":["instagram-feed"],"platforms":["instagram-feed","facebook"]}"#;

#[test]
fn old_content_keeps_its_text_and_its_digests() {
    let content: Content = serde_json::from_str(OLD).unwrap();
    assert_eq!(serde_json::to_string(&content).unwrap(), OLD);
    assert_eq!(
        content.digest(Basis::Full).sha256.as_str(),
        "c86811099f9904cb85e56adbd6a80064de4e8376236b15056e20c5e76eb17ff2"
    );
    assert_eq!(
        content.digest(Basis::Material).sha256.as_str(),
        "a4aa75c3963a39e357474584eee2eaabe48afaba3e8ad0fc9ad6456603b9050a"
    );
}

#[test]
fn an_old_event_reads_and_writes_the_same_text() {
    let text = format!(
        r#"{{"type":"submitted","sop":"dki","edition":"2025-07-28","sop_sha256":"{}","content":{OLD},"timing":{{"verdict":"no_date"}},"late_reason":null}}"#,
        "0".repeat(64)
    );
    let event: Event = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&event).unwrap(), text);
}
