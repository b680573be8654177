//! What the office is called on its platforms: entered by its administrator, shown in previews.

use serde_json::{Value, json};

use crate::support::Server;

const PATH: &str = "/api/office/social-accounts";

#[test]
fn every_brand_of_the_sops_has_its_account_and_the_administrator_enters_it() {
    let office = Server::founded();
    let (rina, tono) = (office.person("rina"), office.person("tono"));
    let first = tono.get(PATH).ok()["accounts"].clone();
    let brands: Vec<&str> =
        first.as_array().unwrap().iter().map(|one| one["brand"].as_str().unwrap()).collect();
    assert!(brands.contains(&"instagram") && brands.contains(&"youtube"), "{brands:?}");
    assert_eq!(first[0]["handle"], "");
    let entered = json!({ "brand": brands[0], "name": " Biro Uji ", "handle": "@biro.uji" });
    let form = json!({ "accounts": [entered], "seen": first });
    tono.put(PATH, &form).refused(403, "not_admin");
    let kept = json!({ "brand": brands[0], "name": "Biro Uji", "handle": "biro.uji" });
    assert_eq!(rina.put(PATH, &form).ok()["accounts"][0], kept);
    let now = tono.get(PATH).ok()["accounts"].clone();
    assert_eq!(now[0], kept);
    assert_eq!(now.as_array().unwrap().len(), brands.len());
    // Somebody who still sees the old list does not overwrite the new one.
    let late = json!({ "accounts": [{ "brand": brands[0], "name": "", "handle": "lain" }], "seen": first });
    assert_eq!(rina.put(PATH, &late).refused(400, "bad_input")["field"], "seen");
    let emptied =
        json!({ "accounts": [{ "brand": brands[0], "name": "", "handle": "" }], "seen": now });
    assert_eq!(rina.put(PATH, &emptied).ok()["accounts"], first);
}

#[test]
fn what_no_platform_takes_is_refused() {
    let office = Server::founded();
    let rina = office.person("rina");
    let seen = rina.get(PATH).ok()["accounts"].clone();
    let brand = seen[0]["brand"].clone();
    let cases: [(Value, &str); 4] = [
        (json!({ "brand": "surat-kabar", "name": "", "handle": "a" }), "brand"),
        (json!({ "brand": brand, "name": "dua\nbaris", "handle": "" }), "name"),
        (json!({ "brand": brand, "name": "a".repeat(61), "handle": "" }), "name"),
        (json!({ "brand": brand, "name": "", "handle": "<script>" }), "handle"),
    ];
    for (wrong, field) in cases {
        let refused =
            rina.put(PATH, &json!({ "accounts": [wrong], "seen": seen })).refused(400, "bad_input");
        assert_eq!(refused["field"], field);
    }
}
