//! The inbox: lean pages with true counts, what waits for others, and one's own history.

use serde_json::{Value, json};

use crate::support::{Client, Server, moment};

fn titles(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap();
    items.iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
}

fn counts(page: &Value) -> [u64; 3] {
    ["late", "today", "next"].map(|name| page["counts"][name].as_u64().unwrap())
}

/// So that no two items have one deadline.
fn a_minute_passes(office: &Server) {
    office.clock.advance(chrono::Duration::minutes(1));
}

fn tono_with_items(office: &Server, titles: &[&str]) -> Client {
    let rina = office.person("rina");
    for title in titles {
        office.submitted(&rina, title);
        a_minute_passes(office);
    }
    office.person("tono")
}

#[test]
fn pages_follow_the_time_left_and_the_counts_are_of_all() {
    let office = Server::founded();
    let mut tono = tono_with_items(&office, &["Satu", "Dua", "Tiga"]);
    let first = tono.get("/api/inbox?limit=2").ok();
    assert_eq!(titles(&first), ["Satu", "Dua"]);
    assert_eq!(counts(&first), [0, 3, 0]);
    assert_eq!(first["clock_paused"], false);
    let next = first["next"].as_str().unwrap();
    let second = tono.get(&format!("/api/inbox?limit=2&cursor={next}")).ok();
    assert_eq!((titles(&second), counts(&second)), (vec!["Tiga".to_owned()], [0, 3, 0]));
    assert_eq!(second["next"], Value::Null);

    // Next morning, before the office opens: all of yesterday's are late.
    office.clock.set(moment("2026-11-23T23:00:00Z"));
    tono.sign_in("tono", crate::support::PASSWORD).ok();
    let late = tono.get("/api/inbox?q=dua").ok();
    assert_eq!((titles(&late), counts(&late)), (vec!["Dua".to_owned()], [1, 0, 0]));
    assert_eq!(late["clock_paused"], true);
    assert_eq!(tono.get("/api/inbox/counts").ok()["decide"]["late"], 3);
}

#[test]
fn a_row_is_lean_and_tells_where_the_item_stands() {
    let office = Server::founded();
    let tono = tono_with_items(&office, &["Rapat pangan"]);
    let page = tono.get("/api/inbox").ok();
    let row = page["items"][0].clone();
    assert_eq!((&row["step"], &row["step_short"]), (&json!("koreksi"), &json!("Koreksi")));
    assert_eq!((&row["returned"], row["cover"].as_str().map(str::len)), (&json!(false), Some(64)));
    let states: Vec<_> =
        row["paraf"].as_array().unwrap().iter().map(|mark| mark["state"].clone()).collect();
    assert_eq!(states[..3], ["done", "current", "todo"]);
    assert_eq!(row["paraf"][0]["initials"], "RU");
    assert!(row.to_string().len() < 1000, "{} bytes", row.to_string().len());
}

#[test]
fn named_items_are_answered_only_while_they_wait() {
    let office = Server::founded();
    let rina = office.person("rina");
    let one = office.submitted(&rina, "Satu");
    a_minute_passes(&office);
    let two = office.submitted(&rina, "Dua");
    let tono = office.person("tono");
    let both = format!("/api/inbox?ids={one},{two}");
    assert_eq!(titles(&tono.get(&both).ok()), ["Satu", "Dua"]);
    office.accepted_by("tono", &one);
    let left = tono.get(&both).ok();
    assert_eq!((titles(&left), counts(&left)), (vec!["Dua".to_owned()], [0, 1, 0]));
    let nothing = tono.get("/api/inbox?ids=").ok();
    assert_eq!((titles(&nothing).len(), counts(&nothing)), (0, [0, 1, 0]));
    tono.get("/api/inbox?ids=satu").refused(400, "bad_input");
    let many = vec![one; 201].join(",");
    tono.get(&format!("/api/inbox?ids={many}")).refused(400, "bad_input");
    tono.get("/api/inbox?cursor=zz").refused(400, "bad_input");
    tono.get("/api/inbox?desk=meja").refused(400, "bad_input");
}

#[test]
fn what_one_took_part_in_waits_for_others_until_it_comes_back_or_ends() {
    let office = Server::founded();
    let id = office.brought_to("platform", "Rapat pangan");
    let others = |login: &str| titles(&office.person(login).get("/api/inbox?desk=others").ok());
    assert_eq!(others("rina"), ["Rapat pangan"]);
    assert_eq!(others("tono"), ["Rapat pangan"]);
    assert!(others("sari").is_empty(), "it waits for her");
    assert!(others("budi").is_empty(), "he has not seen it yet");
    let sari = office.person("sari");
    sari.act(&id, json!({ "type": "reject", "reason": "Nama keliru." })).ok();
    assert!(others("tono").is_empty(), "it came back to him");
    assert_eq!(others("sari"), ["Rapat pangan"]);
    let row = office.person("tono").get("/api/inbox").ok()["items"][0].clone();
    assert_eq!(row["returned"], true);
}

#[test]
fn uploads_lie_on_a_desk_of_their_own() {
    let office = Server::founded();
    office.brought_to("unggah", "Rapat pangan");
    let rina = office.person("rina");
    assert_eq!(titles(&rina.get("/api/inbox?desk=publish").ok()), ["Rapat pangan"]);
    assert!(titles(&rina.get("/api/inbox").ok()).is_empty());
    let waiting = rina.get("/api/inbox/counts").ok();
    let sum = |desk: &str| {
        ["late", "today", "next"]
            .iter()
            .map(|name| waiting[desk][name].as_u64().unwrap())
            .sum::<u64>()
    };
    assert_eq!((sum("decide"), sum("publish"), waiting["open"].as_u64()), (0, 1, Some(1)));
}

#[test]
fn history_tells_what_one_did_and_nobody_elses() {
    let office = Server::founded();
    let id = office.brought_to("platform", "Rapat pangan");
    office.brought_to("platform", "Peresmian taman");
    let sari = office.person("sari");
    sari.act(&id, json!({ "type": "reject", "reason": "Nama pejabat keliru." })).ok();
    let told = |client: &Client, query: &str| -> Vec<(String, String)> {
        let page = client.get(&format!("/api/history{query}")).ok();
        let items = page["items"].as_array().unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        items.iter().map(|one| (text(&one["kind"]), text(&one["title"]))).collect()
    };
    let pair = |kind: &str, title: &str| (kind.to_owned(), title.to_owned());
    assert_eq!(told(&sari, ""), [pair("rejected", "Rapat pangan")]);
    let entry = sari.get("/api/history").ok()["items"][0].clone();
    assert_eq!(entry["sentence"], "Menolak dan mengembalikan ke Koreksi");
    assert_eq!(
        (&entry["words"], &entry["step_short"]),
        (&json!("Nama pejabat keliru."), &json!("Koreksi"))
    );
    assert_eq!((&entry["submission"], &entry["state"]), (&json!(id), &json!("at_step")));

    let tono = office.person("tono");
    let accepted = [pair("accepted", "Peresmian taman"), pair("accepted", "Rapat pangan")];
    assert_eq!(told(&tono, "?kind=accepted"), accepted);
    assert_eq!(told(&tono, "?q=taman&kind=changed"), [pair("changed", "Peresmian taman")]);
    assert_eq!(told(&tono, "?q=keliru"), []);
    let rina = office.person("rina");
    assert_eq!(told(&rina, "").iter().filter(|(kind, _)| kind == "handed_on").count(), 2);

    let first = tono.get("/api/history?limit=3").ok();
    assert_eq!((first["total"].as_u64(), first["items"].as_array().unwrap().len()), (Some(4), 3));
    let next = first["next"].as_str().unwrap();
    assert_eq!(told(&tono, &format!("?limit=3&cursor={next}")).len(), 1);
    tono.get("/api/history?cursor=7b7d").refused(400, "bad_input");
    office.nobody().get("/api/history").refused(401, "signed_out");
}
