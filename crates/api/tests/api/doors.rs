//! Who may come in: nobody without a session, no other site's page, no draft of somebody else.

use serde_json::{Value, json};

use crate::support::{DKI, Server};

/// What anyone may ask.
const PUBLIC: [(&str, &str); 10] = [
    ("get", "/api/health"),
    ("get", "/api/openapi.json"),
    ("get", "/api/office"),
    ("post", "/api/office"),
    ("post", "/api/office/demo"),
    ("get", "/api/sops/bundled"),
    ("post", "/api/session"),
    ("post", "/api/session/code"),
    ("delete", "/api/session"),
    ("post", "/api/devices"),
];

fn description() -> Value {
    serde_json::from_str(&api::openapi()).unwrap()
}

/// Every endpoint of the description, with ids filled in.
fn endpoints() -> Vec<(String, String)> {
    let description = description();
    let mut all = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        let filled = path
            .replace("/submissions/{id}", "/submissions/019a0000-0000-7000-8000-000000000000")
            .replace("/drafts/{id}", "/drafts/019a0000-0000-7000-8000-000000000000")
            .replace("{id}", DKI)
            .replace("{sha256}", &"0".repeat(64));
        for method in methods.as_object().unwrap().keys().filter(|key| *key != "parameters") {
            all.push((method.clone(), filled.clone()));
        }
    }
    all
}

#[test]
fn every_endpoint_answers_nobody_with_401_before_and_after_founding() {
    for office in [Server::empty(), Server::founded()] {
        let nobody = office.nobody();
        let closed: Vec<_> = endpoints()
            .into_iter()
            .filter(|(method, path)| !PUBLIC.contains(&(method.as_str(), path.as_str())))
            .collect();
        assert!(closed.len() >= 20, "{closed:?}");
        for (method, path) in closed {
            let body = if matches!(method.as_str(), "post" | "put") { &b"{}"[..] } else { &[] };
            let kind = if body.is_empty() { "" } else { "application/json" };
            let answer = nobody.send(&method.to_uppercase(), &path, kind, body);
            assert_eq!(answer.refusal(), (401, "signed_out".to_owned()), "{method} {path}");
        }
    }
}

#[test]
fn every_change_wants_the_header_of_our_own_page() {
    let office = Server::founded();
    let rina = office.person("rina");
    for (method, path) in endpoints().into_iter().filter(|(method, _)| method != "get") {
        let answer =
            rina.without("X-Terbit").send(&method.to_uppercase(), &path, "application/json", b"{}");
        answer.refused(403, "missing_header");
        let answer = rina.with("Origin", "http://evil.example").send(
            &method.to_uppercase(),
            &path,
            "application/json",
            b"{}",
        );
        answer.refused(403, "foreign_origin");
    }
    let ours = rina.with("Origin", &office.base);
    ours.post("/api/drafts", &json!({ "sop": DKI })).ok();
}

#[test]
fn every_endpoint_describes_its_failures() {
    let description = description();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            if ["/api/health", "/api/openapi.json"].contains(&path.as_str()) {
                continue;
            }
            let known = operation["responses"].as_object().unwrap();
            let mut wanted = vec!["500", "503"];
            if method != "get" {
                wanted.extend(["400", "403"]);
            }
            if !PUBLIC.contains(&(method.as_str(), path.as_str())) {
                wanted.push("401");
            }
            for status in wanted {
                assert!(known.contains_key(status), "{method} {path}: {status}");
            }
        }
    }
}

#[test]
fn every_name_in_the_description_is_explained() {
    let text = api::openapi();
    let description = description();
    let schemas = description["components"]["schemas"].as_object().unwrap();
    for name in
        text.split("#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next())
    {
        assert!(schemas.contains_key(name), "{name}");
    }
    for name in [
        "Session",
        "SubmissionCard",
        "SubmissionDetail",
        "ParafBox",
        "Draft",
        "AssetView",
        "Change",
        "Act",
        "Event",
        "Failure",
    ] {
        assert!(schemas.contains_key(name), "{name}");
    }
}

#[test]
fn an_unknown_address_is_a_json_404_and_any_other_the_page() {
    let office = Server::founded();
    let nobody = office.nobody();
    for path in ["/api/nothing", "/api", "/api/submissions/x/y/z"] {
        nobody.get(path).refused(404, "not_found");
    }
    office.person("rina").get("/api/submissions/bukan-id").refused(404, "not_found");
    nobody.send("PATCH", "/api/office", "", &[]).refused(405, "method_not_allowed");
    let page = nobody.get("/ajuan/123");
    assert!(page.status == 200 && page.header("content-type").starts_with("text/html"));
    assert_eq!(nobody.get("/hilang.js").status, 404);
}

#[test]
fn the_page_has_a_strict_policy() {
    let office = Server::empty();
    let page = office.nobody().get("/");
    let policy = page.header("content-security-policy");
    for rule in [
        "default-src 'self'",
        "script-src 'self';",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ] {
        assert!(policy.contains(rule), "{policy}");
    }
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(office.nobody().get("/api/office").header("cache-control"), "no-store");
}

#[test]
fn only_the_administrator_adds_accounts() {
    let office = Server::founded();
    let form =
        json!({ "name": "Baru", "login": "baru", "password": "rahasia-kantor", "positions": [] });
    office.person("tono").post("/api/accounts", &form).refused(403, "not_admin");
    let rina = office.person("rina");
    assert_eq!(rina.post("/api/accounts", &form).status, 201);
    let taken =
        json!({ "name": "Lagi", "login": "BARU", "password": "rahasia-kantor", "positions": [] });
    assert_eq!(rina.post("/api/accounts", &taken).refused(400, "bad_input")["field"], "login");
    for (field, value) in [("password", "pendek"), ("login", "a b"), ("name", "  ")] {
        let mut wrong = form.clone();
        wrong["login"] = json!("lain");
        wrong[field] = json!(value);
        assert_eq!(rina.post("/api/accounts", &wrong).refused(400, "bad_input")["field"], field);
    }
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let description = description();
    let operations = description["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|methods| methods.as_object().unwrap().values());
    let mut names: Vec<_> =
        operations.map(|operation| operation["operationId"].as_str().unwrap().to_owned()).collect();
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "{names:?}");
}
