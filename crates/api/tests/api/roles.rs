//! Every endpoint of the description, tried as everybody: nobody, each position, a designer, an acting official and the
//! administrator. An endpoint that is not in the table fails the test.

use serde_json::{Value, json};

use crate::support::{Client, DKI, PASSWORD, Server};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// Also without signing in.
    Anybody,
    /// Whoever is signed in; what is then not there or not right is another matter.
    SignedIn,
    /// As [`Who::SignedIn`], and not asked by everyone here: it ends what it is asked with, or never ends itself.
    SignedInOnce,
    Administrator,
    Designer,
    /// Designers, and who holds the position that hands in.
    Maker,
}

use Who::{Administrator, Anybody, Designer, Maker, SignedIn, SignedInOnce};

const TABLE: &[(&str, Who)] = &[
    ("act", SignedIn),
    ("add_account", Administrator),
    ("add_asset", SignedIn),
    ("begin_copy", SignedIn),
    ("begin_draft", Maker),
    ("begin_tiles", SignedIn),
    ("begin_upload", SignedIn),
    ("bundled_sops", Anybody),
    ("cancel_copy", SignedIn),
    ("cancel_upload", SignedIn),
    ("change_account", Administrator),
    ("change_password", SignedInOnce),
    ("changes", SignedInOnce),
    ("check_content", SignedIn),
    ("confirm_second_factor", SignedIn),
    ("count_inbox", SignedIn),
    ("current_session", SignedIn),
    ("decision_rule", SignedIn),
    ("delegate", Administrator),
    ("delete_draft", SignedIn),
    ("embedded", SignedIn),
    ("end_delegation", Administrator),
    ("end_session", SignedIn),
    ("finish_upload", SignedIn),
    ("found_demo", Anybody),
    ("found_office", Anybody),
    ("get_asset", SignedIn),
    ("get_copy", SignedIn),
    ("get_copy_file", SignedIn),
    ("get_draft", SignedIn),
    ("get_rendition", SignedIn),
    ("get_renditions_zip", SignedIn),
    ("get_sop", SignedIn),
    ("get_submission", SignedIn),
    ("get_tile", SignedIn),
    ("get_tiles", SignedIn),
    ("get_upload", SignedIn),
    ("give_entry_code", Administrator),
    ("health", Anybody),
    ("home", SignedIn),
    ("join_office", Anybody),
    ("leave_tiles", SignedIn),
    ("list_accounts", SignedIn),
    ("list_archive", SignedIn),
    ("list_delegations", SignedIn),
    ("list_devices", Administrator),
    ("list_drafts", SignedIn),
    ("list_history", SignedIn),
    ("list_inbox", SignedIn),
    ("list_offered_drafts", SignedIn),
    ("list_places", SignedIn),
    ("list_renditions", SignedIn),
    ("list_sessions", SignedIn),
    ("list_sessions_of", Administrator),
    ("list_sops", SignedIn),
    ("list_submissions", SignedIn),
    ("list_tools", SignedIn),
    ("make_pairing_code", Administrator),
    ("offer_draft", Designer),
    ("offer_second_factor", SignedIn),
    ("office_status", Anybody),
    ("openapi", Anybody),
    ("original", SignedIn),
    ("preview", SignedIn),
    ("reject_reasons", SignedIn),
    ("remove_second_factor", SignedIn),
    ("reset_second_factor", Administrator),
    ("revoke_device", Administrator),
    ("save_draft", SignedIn),
    ("send_piece", SignedIn),
    ("set_decision_rule", Administrator),
    ("set_reject_reasons", Administrator),
    ("set_social_accounts", Administrator),
    ("sign_in", Anybody),
    ("sign_in_with_code", Anybody),
    ("sign_out", Anybody),
    ("social_accounts", SignedIn),
    ("submit_draft", SignedIn),
    ("take_draft", SignedIn),
    ("thumb", SignedIn),
    ("withdraw_draft", Designer),
];

/// Something that can be read where rights are asked only after reading.
fn body(operation: &str) -> Value {
    match operation {
        "add_account" => {
            json!({ "name": "Baru", "login": "baru", "password": "kopi pagi di lantai" })
        }
        "change_account" => {
            json!({ "name": "Lain", "positions": [], "is_admin": false, "disabled": false })
        }
        "begin_draft" => json!({ "sop": DKI }),
        "delegate" => json!({
            "account": uuid::Uuid::nil(), "sop": DKI, "position": "kepala-biro", "kind": "plt",
            "letter": "1", "first_day": "2026-11-23", "last_day": "2026-11-23",
        }),
        "offer_draft" | "withdraw_draft" | "take_draft" => json!({ "revision": 1 }),
        "set_decision_rule" => json!({ "same_person_decides": false }),
        "set_reject_reasons" => json!({ "reasons": [], "seen": [] }),
        "set_social_accounts" => json!({ "accounts": [], "seen": [] }),
        _ => json!({}),
    }
}

fn ask(client: &Client, method: &str, path: &str, operation: &str) -> (u16, String) {
    let nil = uuid::Uuid::nil().to_string();
    let path = path
        .replace("{id}", if operation == "get_sop" { DKI } else { &nil })
        .replace("{sha256}", &"0".repeat(64))
        .replace("{place}", "instagram-story")
        .replace("{level}", "0")
        .replace("{cell}", "0_0");
    let body = body(operation).to_string();
    let has_body = matches!(method, "POST" | "PUT");
    let (kind, body) =
        if has_body { ("application/json", body.as_bytes()) } else { ("", &b""[..]) };
    let answer = client.send(method, &path, kind, body);
    (answer.status, answer.text())
}

#[test]
fn every_endpoint_asks_everyone_for_the_right_it_takes() {
    let office = Server::founded();
    let rina = office.person("rina");
    for more in [json!({ "login": "gita", "is_designer": true }), json!({ "login": "wati" })] {
        let mut form = json!({ "name": "Uji", "password": PASSWORD });
        form.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        rina.post("/api/accounts", &form).ok();
    }
    let accounts = rina.get("/api/accounts").ok();
    let id = |login: &str| {
        let mut all = accounts.as_array().unwrap().iter();
        all.find(|account| account["login"] == login).unwrap()["id"].clone()
    };
    let acting = json!({
        "account": id("wati"), "sop": DKI, "position": "kepala-biro", "kind": "plh",
        "on_behalf_of": id("dewi"), "letter": "7", "first_day": "2026-11-23", "last_day": "2026-11-23",
    });
    rina.post("/api/delegations", &acting).ok();
    let people: Vec<(&str, Client)> = ["tono", "sari", "budi", "dewi", "gita", "wati", "rina"]
        .map(|login| (login, office.person(login)))
        .into();

    let description = office.nobody().get("/api/openapi.json").ok();
    let mut wrong = Vec::new();
    let mut met = 0;
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, told) in methods.as_object().unwrap() {
            let operation = told["operationId"].as_str().unwrap();
            let method = method.to_uppercase();
            let Some((_, who)) = TABLE.iter().find(|(known, _)| *known == operation) else {
                wrong.push(format!("{operation} ({method} {path}) is not in the table"));
                continue;
            };
            met += 1;
            let (status, text) = ask(&office.nobody(), &method, path, operation);
            if (status == 401 && !text.contains("wrong_")) == (*who == Anybody) {
                wrong.push(format!("{operation} answers nobody {status}"));
            }
            if matches!(who, Anybody | SignedInOnce) {
                continue;
            }
            for (login, client) in &people {
                let may = match who {
                    Administrator => *login == "rina",
                    Designer => *login == "gita",
                    Maker => ["rina", "gita"].contains(login),
                    Anybody | SignedIn | SignedInOnce => true,
                };
                let (status, _) = ask(client, &method, path, operation);
                if (status != 403) != may || status == 401 || status >= 500 {
                    wrong.push(format!("{operation} answers {login} {status}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(met, TABLE.len(), "the table names endpoints that are gone");
}
