//! The quick phrases for rejections: the office's own list, which its administrator edits.

use serde_json::json;

use crate::support::{Server, office_events};

const PATH: &str = "/api/office/reject-reasons";

#[test]
fn everybody_reads_the_phrases_and_the_administrator_edits_them() {
    let office = Server::founded();
    let (rina, tono) = (office.person("rina"), office.person("tono"));
    let first = tono.get(PATH).ok()["reasons"].clone();
    assert_eq!(first.as_array().unwrap().len(), 5);
    assert_eq!(first[1], "Caption perlu diperbaiki.");
    let form = json!({ "reasons": [" Logo lama. ", first[1]], "seen": first });
    tono.put(PATH, &form).refused(403, "not_admin");
    assert_eq!(rina.put(PATH, &form).ok()["reasons"], json!(["Logo lama.", first[1]]));
    assert_eq!(tono.get(PATH).ok()["reasons"][0], "Logo lama.");
    // Somebody who still sees the old list does not overwrite the new one.
    let late = json!({ "reasons": ["Yang lain."], "seen": first });
    assert_eq!(rina.put(PATH, &late).refused(400, "bad_input")["field"], "seen");
    assert_eq!(
        rina.put(PATH, &json!({ "reasons": [], "seen": ["Logo lama.", first[1]] })).ok()["reasons"],
        json!([])
    );
}

#[test]
fn the_list_is_short_and_its_lines_are_short() {
    let office = Server::founded();
    let rina = office.person("rina");
    let seen = rina.get(PATH).ok()["reasons"].clone();
    let lines =
        |count: usize| (0..count).map(|number| format!("Alasan {number}.")).collect::<Vec<_>>();
    for wrong in [
        json!(lines(21)),
        json!(["a".repeat(201)]),
        json!(["  "]),
        json!(["Sama.", "Sama."]),
        json!(["dua\nbaris"]),
    ] {
        let refused =
            rina.put(PATH, &json!({ "reasons": wrong, "seen": seen })).refused(400, "bad_input");
        assert_eq!(refused["field"], "reasons");
    }
    rina.put(PATH, &json!({ "reasons": lines(20), "seen": seen })).ok();
}

#[test]
fn a_change_is_in_the_offices_record_and_survives_a_restart() {
    let office = Server::founded();
    let rina = office.person("rina");
    let seen = rina.get(PATH).ok()["reasons"].clone();
    rina.put(PATH, &json!({ "reasons": ["Logo lama."], "seen": seen })).ok();
    let report = api::tools::verify(office.data.path(), &mut |_, _| {}).unwrap();
    assert_eq!(report.findings.len(), 0);
    let raw = office_events(office.data.path());
    let last = raw.last().unwrap();
    assert_eq!(
        (last["type"].clone(), last["reasons"].clone(), last["before"].clone()),
        (json!("reject_reasons_set"), json!(["Logo lama."]), seen)
    );
}
