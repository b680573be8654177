//! Lists page through everything once, and filters hold together.

use serde_json::json;

use crate::support::{DKI, Server};

#[test]
fn pages_follow_one_another_without_gap_or_repeat() {
    let office = Server::founded();
    let rina = office.person("rina");
    let mut ids: Vec<_> =
        (0..7).map(|number| office.submitted(&rina, &format!("Ajuan {number}"))).collect();
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = rina.get(&format!("/api/submissions?scope=open&limit=3{cursor}")).ok();
        assert_eq!(page["total"], 7);
        seen.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|card| card["id"].as_str().unwrap().to_owned()),
        );
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    ids.sort();
    seen.sort();
    assert_eq!(ids, seen);
    rina.get("/api/submissions?cursor=bukan-kursor").refused(400, "bad_input");
    rina.get("/api/submissions?scope=semua").refused(400, "bad_input");
}

#[test]
fn filters_narrow_the_list() {
    let office = Server::founded();
    let rina = office.person("rina");
    office.submitted(&rina, "Kunjungan Tokyo");
    let id = office.brought_to("platform", "Rapat pangan");
    let total = |query: &str| {
        rina.get(&format!("/api/submissions?{query}")).ok()["total"].as_u64().unwrap()
    };
    assert_eq!(total("scope=open"), 2);
    assert_eq!(total("q=tok"), 1);
    assert_eq!(total("step=platform"), 1);
    assert_eq!(total("step=tidak-ada"), 0);
    assert_eq!(total("sop=lain"), 0);
    assert_eq!(total(&format!("sop={DKI}")), 2);
    assert_eq!(
        office.person("sari").get("/api/submissions?scope=inbox").ok()["items"][0]["id"],
        json!(id)
    );
    assert_eq!(office.person("asep").get("/api/submissions?scope=inbox").ok()["total"], 0);
    let home = office.person("sari").get("/api/home").ok();
    assert_eq!((home["waiting_count"].clone(), home["open_count"].clone()), (json!(1), json!(2)));
    assert!(!home["upcoming"].as_array().unwrap().is_empty());

    let rina_name = rina.get("/api/session").ok()["account"]["name"].clone();
    let named = format!("q={}", rina_name.as_str().unwrap().split(' ').next().unwrap());
    assert_eq!(total(&named), 2, "found by who handed it in");
    let inbox = office.person("sari").get(&format!("/api/inbox?{named}")).ok();
    assert_eq!(inbox["items"][0]["id"], json!(id));

    let returned =
        |login: &str| office.person(login).get("/api/home").ok()["returned_count"].clone();
    assert_eq!(returned("tono"), 0);
    let back = json!({ "type": "reject", "reason": "Fotonya keliru." });
    office.person("sari").act(&id, back).ok();
    assert_eq!((returned("tono"), returned("sari")), (json!(1), json!(0)));
}
