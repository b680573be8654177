//! The first start.

use serde_json::json;

use crate::support::{DKI, PASSWORD, Server};

#[test]
fn an_office_is_set_up_once_and_its_first_account_is_signed_in() {
    let office = Server::empty();
    let mut client = office.nobody();
    assert_eq!(client.get("/api/office").ok()["state"], "empty");
    assert_eq!(client.get("/api/sops/bundled").ok().as_array().unwrap().len(), 2);
    client.sign_in("rina", PASSWORD).refused(409, "not_founded");
    let account = json!({
        "name": "Rina", "login": "rina", "password": PASSWORD,
        "positions": [{ "sop": DKI, "position": "admin-medsos" }], "unit": " Bagian Publikasi ",
    });
    let form = json!({ "name": "Biro Uji", "sops": [DKI], "accounts": [account] });
    let answer = client.post("/api/office", &form);
    assert_eq!(answer.status, 201);
    client.keep_cookie(&answer);
    let rina = client.get("/api/session").ok()["account"].clone();
    assert_eq!((&rina["is_admin"], &rina["unit"]), (&json!(true), &json!("Bagian Publikasi")));
    let status = client.get("/api/office").ok();
    assert_eq!(
        (status["state"].clone(), status["name"].clone()),
        (json!("ready"), json!("Biro Uji"))
    );
    assert_eq!(status["demo"], json!(null));
    client.post("/api/office", &form).refused(409, "already_founded");
    client.post("/api/office/demo", &json!({})).refused(409, "already_founded");
}

#[test]
fn a_form_with_a_mistake_founds_nothing() {
    let office = Server::empty();
    let client = office.nobody();
    let account = json!({ "name": "Rina", "login": "rina", "password": PASSWORD, "positions": [] });
    let good = json!({ "name": "Biro", "sops": [DKI], "accounts": [account.clone()] });
    let mut twice = account.clone();
    twice["login"] = json!("RINA");
    let mut stranger = account.clone();
    stranger["positions"] = json!([{ "sop": DKI, "position": "raja" }]);
    let mut scribbled = account.clone();
    scribbled["unit"] = json!("a\u{7}b");
    let mistakes = [
        ("name", json!(" "), "name"),
        ("name", json!("a\u{7}b"), "name"),
        ("sops", json!([]), "sops"),
        ("sops", json!(["tidak-ada"]), "sops"),
        ("accounts", json!([]), "accounts"),
        ("accounts", json!([account, twice]), "login"),
        ("accounts", json!([stranger]), "positions"),
        ("accounts", json!([scribbled]), "unit"),
    ];
    for (key, value, field) in mistakes {
        let mut form = good.clone();
        form[key] = value;
        assert_eq!(
            client.post("/api/office", &form).refused(400, "bad_input")["field"],
            field,
            "{form}"
        );
    }
    assert_eq!(client.get("/api/office").ok()["state"], "empty");
}

#[test]
fn two_founders_at_once_make_one_office() {
    let office = Server::empty();
    let found = |login: &str| {
        let account =
            json!({ "name": login, "login": login, "password": PASSWORD, "positions": [] });
        office
            .nobody()
            .post("/api/office", &json!({ "name": login, "sops": [DKI], "accounts": [account] }))
            .status
    };
    let mut statuses = std::thread::scope(|scope| {
        let (one, two) = (scope.spawn(|| found("satu")), scope.spawn(|| found("dua")));
        [one.join().unwrap(), two.join().unwrap()]
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}
