//! The second factor: set up with an authenticator, asked for at the door, good once, taken away by the administrator.

use chrono::Duration;
use serde_json::{Value, json};
use totp_rs::{Algorithm, Secret, TOTP};

use crate::support::{Answer, Client, PASSWORD, Server, office_events};

/// What shows six digits on a phone.
pub struct Authenticator(TOTP);

impl Authenticator {
    fn with(secret: &Value) -> Self {
        let secret = Secret::Encoded(secret.as_str().unwrap().to_owned()).to_bytes().unwrap();
        Self(TOTP::new(Algorithm::SHA1, 6, 1, 30, secret).unwrap())
    }

    pub fn shows(&self, office: &Server) -> String {
        use api::tools::Clock as _;
        self.0.generate(u64::try_from(office.clock.now().timestamp()).unwrap())
    }
}

/// Sets it up; the authenticator and the recovery codes.
pub fn set_up(office: &Server, client: &Client) -> (Authenticator, Vec<String>) {
    let offer = client.post("/api/session/second-factor", &json!({})).ok();
    let authenticator = Authenticator::with(&offer["secret"]);
    let form = json!({
        "secret": offer["secret"], "code": authenticator.shows(office), "password": PASSWORD,
    });
    let codes = client.put("/api/session/second-factor", &form).ok();
    let codes = codes["codes"].as_array().unwrap().iter();
    (authenticator, codes.map(|code| code.as_str().unwrap().to_owned()).collect())
}

pub fn enters(office: &Server, login: &str, second: Option<&str>) -> Answer {
    let form = json!({ "login": login, "password": PASSWORD, "second": second });
    office.nobody().post("/api/session", &form)
}

fn id_of(client: &Client) -> String {
    client.get("/api/session").ok()["account"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn who_wants_it_is_asked_for_a_code_and_nobody_else_is() {
    let office = Server::founded();
    let (tono, elsewhere) = (office.person("tono"), office.person("tono"));
    let (phone, codes) = set_up(&office, &tono);
    assert_eq!(codes.len(), 8);
    tono.get("/api/home").ok();
    elsewhere.get("/api/home").refused(401, "signed_out");
    assert_eq!(tono.get("/api/session").ok()["account"]["second_factor"], true);

    office.clock.advance(Duration::seconds(30));
    assert_eq!(
        enters(&office, "tono", None).refused(401, "second_factor_needed")["field"],
        "second"
    );
    enters(&office, "tono", Some(" ")).refused(401, "second_factor_needed");
    let session = enters(&office, "tono", Some(&phone.shows(&office))).ok();
    assert_eq!(session["account"]["login"], "tono");
    enters(&office, "sari", None).ok();
    // The code alone is nothing: a wrong password is told before anybody asks for it.
    office.clock.advance(Duration::seconds(30));
    let form =
        json!({ "login": "tono", "password": "salah-salah", "second": phone.shows(&office) });
    office.nobody().post("/api/session", &form).refused(401, "wrong_password");
}

#[test]
fn a_code_is_taken_once_also_by_two_at_once() {
    let office = Server::founded();
    let (phone, _) = set_up(&office, &office.person("tono"));
    // The one that set it up is used up too.
    enters(&office, "tono", Some(&phone.shows(&office))).refused(401, "wrong_second_factor");
    office.clock.advance(Duration::seconds(30));
    let code = phone.shows(&office);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let tries: Vec<_> =
            (0..3).map(|_| scope.spawn(|| enters(&office, "tono", Some(&code)).status)).collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    office.clock.advance(Duration::hours(1));
    let older = phone.shows(&office);
    office.clock.advance(Duration::seconds(30));
    enters(&office, "tono", Some(&phone.shows(&office))).ok();
    enters(&office, "tono", Some(&older)).refused(401, "wrong_second_factor");
}

#[test]
fn guesses_at_codes_wait_and_asking_costs_nothing() {
    let office = Server::founded();
    let (phone, _) = set_up(&office, &office.person("tono"));
    for _ in 0..10 {
        enters(&office, "tono", None).refused(401, "second_factor_needed");
    }
    for code in ["000000", "111111", "222222"] {
        enters(&office, "tono", Some(code)).refused(401, "wrong_second_factor");
    }
    office.clock.advance(Duration::seconds(2));
    // The right password does not forget the wrong codes.
    enters(&office, "tono", None).refused(429, "too_many_tries");
    enters(&office, "tono", Some(&phone.shows(&office))).refused(429, "too_many_tries");
    office.clock.advance(Duration::seconds(60));
    enters(&office, "tono", Some(&phone.shows(&office))).ok();
}

#[test]
fn a_recovery_code_opens_once() {
    let office = Server::founded();
    let (_, codes) = set_up(&office, &office.person("tono"));
    let typed = codes[3].to_lowercase().replace('-', " ");
    enters(&office, "tono", Some(&typed)).ok();
    enters(&office, "tono", Some(&codes[3])).refused(401, "wrong_second_factor");
    enters(&office, "tono", Some(&codes[0])).ok();
}

#[test]
fn it_is_turned_on_and_off_with_the_password_and_a_code_that_fits() {
    let office = Server::founded();
    let tono = office.person("tono");
    let path = "/api/session/second-factor";
    let offer = tono.post(path, &json!({})).ok();
    assert!(offer["qr"].as_str().unwrap().contains("<svg"), "{offer}");
    assert!(
        offer["uri"]
            .as_str()
            .unwrap()
            .starts_with("otpauth://totp/Terbit%20Kantor%20Uji:tono?secret=")
    );
    let code = Authenticator::with(&offer["secret"]).shows(&office);
    let form = |code: &str, password: &str| json!({ "secret": offer["secret"], "code": code, "password": password });
    assert_eq!(
        tono.put(path, &form(&code, "salah-salah")).refused(400, "bad_input")["field"],
        "password"
    );
    assert_eq!(
        tono.put(path, &form("123456", PASSWORD)).refused(400, "bad_input")["field"],
        "code"
    );
    let short = json!({ "secret": "GEZDGNBV", "code": code, "password": PASSWORD });
    assert_eq!(tono.put(path, &short).refused(400, "bad_input")["field"], "secret");
    enters(&office, "tono", None).ok();

    set_up(&office, &tono);
    let removal = format!("{path}/removal");
    tono.post(&removal, &json!({ "password": "salah-salah" })).refused(400, "bad_input");
    assert_eq!(tono.post(&removal, &json!({ "password": PASSWORD })).status, 204);
    tono.post(&removal, &json!({ "password": PASSWORD })).refused(404, "not_found");
    enters(&office, "tono", None).ok();
}

/// A new password by a code of the administrator does not go round it.
#[test]
fn a_forgotten_password_does_not_turn_it_off() {
    let office = Server::founded();
    let (rina, tono) = (office.person("rina"), office.person("tono"));
    let (phone, _) = set_up(&office, &tono);
    let path = format!("/api/accounts/{}/code", id_of(&tono));
    let code = rina.post(&path, &json!({})).ok()["code"].clone();
    let form = |second: Value| json!({ "login": "tono", "code": code, "password": "kopi pagi sekali", "second": second });
    let nobody = office.nobody();
    nobody.post("/api/session/code", &form(Value::Null)).refused(401, "second_factor_needed");
    office.clock.advance(Duration::seconds(30));
    let mut short = form(json!(phone.shows(&office)));
    short["password"] = json!("pendek");
    nobody.post("/api/session/code", &short).refused(400, "bad_input");
    nobody.post("/api/session/code", &form(json!(phone.shows(&office)))).ok();
}

#[test]
fn the_administrator_takes_a_lost_one_away_and_that_is_in_the_record() {
    let office = Server::founded();
    let (rina, tono) = (office.person("rina"), office.person("tono"));
    let (phone, codes) = set_up(&office, &tono);
    enters(&office, "tono", Some(&codes[0])).ok();
    let tono_id = id_of(&tono);
    let path = format!("/api/accounts/{tono_id}/second-factor");
    office.person("sari").delete(&path).refused(403, "not_admin");
    assert_eq!(rina.delete(&path).status, 204);
    rina.delete(&path).refused(404, "not_found");
    tono.get("/api/home").refused(401, "signed_out");
    enters(&office, "tono", None).ok();

    let events = office_events(office.data.path());
    let kinds: Vec<&str> = events
        .iter()
        .filter(|event| event["account"] == json!(tono_id))
        .filter_map(|event| event["type"].as_str())
        .collect();
    assert_eq!(
        kinds,
        ["second_factor_set", "second_factor_recovery_used", "second_factor_removed"]
    );
    let text = Value::from(events).to_string();
    assert!(!text.contains(&codes[0]) && !text.contains(&phone.0.get_secret_base32()));
}
