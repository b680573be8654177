//! Every endpoint of the description with hostile values in every place: no answer is a fault of the program, and none
//! is undescribed, in status, kind or shape.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{Answer, Client, DKI, Schemas, Server, dki_content, jpeg};

/// Streams never end, and the session that asks is still wanted.
const LEFT_OUT: [(&str, &str); 2] = [("get", "/api/changes"), ("delete", "/api/session")];

/// What a parameter of the address may be instead, already encoded.
const ADDRESSED: [&str; 16] = [
    "",
    "0",
    "1",
    "-1",
    "4294967296",
    "18446744073709551616",
    "1e9",
    "NaN",
    "null",
    "%00",
    "%ff%fe",
    "..%2f..%2foffice.db",
    "%27%20OR%201%3D1%20--",
    "%22%5C%3Cscript%3E",
    "%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9%E2%80%AE",
    "019a0000-0000-7000-8000-000000000000",
];

fn hostile() -> Vec<Value> {
    let mut all = vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(9_007_199_254_740_993_u64),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1e308),
        json!(""),
        json!(" "),
        json!("\u{0}\u{7f}\u{202e}\n"),
        json!("' OR 1=1 --"),
        json!("<script>alert(1)</script>"),
        json!("../../office.db"),
        json!("9999-12-31"),
        json!("-262143-01-01T00:00:00Z"),
        json!("262142-12-31T23:59:59Z"),
        json!("+00:00"),
        json!([]),
        json!({}),
        json!([null, [], {}]),
        json!({ "type": "x", "": null }),
    ];
    all.push(json!("👨‍👩‍👧".repeat(20_000)));
    all.push(json!(vec![json!("x"); 2_000]));
    all
}

/// The same value with one place changed, every place and every change; and with a name too many, and one too few.
fn spoiled(value: &Value, with: &[Value]) -> Vec<Value> {
    let mut all = with.to_vec();
    match value {
        Value::Object(fields) => {
            for (name, part) in fields {
                for part in spoiled(part, with) {
                    let mut other = fields.clone();
                    other.insert(name.clone(), part);
                    all.push(Value::Object(other));
                }
                let mut fewer = fields.clone();
                fewer.remove(name);
                all.push(Value::Object(fewer));
            }
            let mut more = fields.clone();
            more.insert("tak-dikenal".to_owned(), json!(1));
            all.push(Value::Object(more));
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                for item in spoiled(item, with) {
                    let mut other = items.clone();
                    other[place] = item;
                    all.push(Value::Array(other));
                }
            }
        }
        _ => {}
    }
    all
}

/// What there is in the office, for addresses that name something.
struct Known {
    submission: String,
    draft: String,
    account: String,
    file: String,
}

impl Known {
    fn of(office: &Server, rina: &Client) -> Self {
        let asset = rina.upload("foto.jpg", &jpeg(1)).ok()["asset"].clone();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let draft = rina.post("/api/drafts", &json!({ "sop": DKI })).ok();
        let path = format!("/api/drafts/{}", text(&draft["id"]));
        let content = dki_content("Diperiksa", &asset);
        rina.put(&path, &json!({ "revision": 1, "content": content, "late_reason": "" })).ok();
        let accounts = rina.get("/api/accounts").ok();
        Self {
            submission: office.brought_to("koreksi", "Diperiksa"),
            draft: text(&draft["id"]),
            account: text(&accounts[1]["id"]),
            file: text(&asset["sha256"]),
        }
    }

    /// The address with everything in it that there is.
    fn filled(&self, path: &str) -> String {
        path.replace("/submissions/{id}", &format!("/submissions/{}", self.submission))
            .replace("/drafts/{id}", &format!("/drafts/{}", self.draft))
            .replace("/accounts/{id}", &format!("/accounts/{}", self.account))
            .replace("/sops/{id}", &format!("/sops/{DKI}"))
            .replace("/sessions/{id}", &format!("/sessions/{}", "0".repeat(64)))
            .replace("{sha256}", &self.file)
            .replace("{place}", "instagram-feed-4x5")
            .replace("{level}", "0")
            .replace("{cell}", "0-0")
    }
}

struct Bench {
    schemas: Schemas,
    /// The first of each kind.
    faults: BTreeMap<String, String>,
    asked: usize,
}

impl Bench {
    fn check(&mut self, operation: &Value, asked: &str, answer: &Answer) {
        self.asked += 1;
        if let Some(fault) = self.fault(operation, answer) {
            let short = |text: &str| text.chars().take(200).collect::<String>();
            let kind = format!("{} {} {}", operation["operationId"], answer.status, short(&fault));
            let body = short(&answer.text().replace(char::is_control, " "));
            self.faults.entry(kind).or_insert_with(|| format!("{}\n    {body}", short(asked)));
        }
    }

    fn fault(&self, operation: &Value, answer: &Answer) -> Option<String> {
        if answer.status >= 500 {
            return Some("a fault of the program".to_owned());
        }
        let described = &operation["responses"][answer.status.to_string()];
        if described.is_null() {
            return Some("is not described".to_owned());
        }
        let kind = answer.header("content-type").split(';').next().unwrap_or_default().trim();
        let Some(contents) = described["content"].as_object() else {
            return (!answer.body.is_empty()).then(|| "has a body".to_owned());
        };
        if !contents.contains_key(kind) && !contents.contains_key("*/*") {
            return Some(format!("is {kind}, not {:?}", contents.keys()));
        }
        if kind != "application/json" {
            return None;
        }
        if let Some(word) = answer.json()["message"].as_str().and_then(english) {
            return Some(format!("says \"{word}\""));
        }
        self.schemas.misfit(&contents[kind]["schema"], &answer.json(), "")
    }
}

/// A word that shows that a library's own sentence came through.
fn english(message: &str) -> Option<&'static str> {
    let words = [
        "expected",
        "invalid",
        "missing",
        "unknown",
        "duplicate",
        "at line",
        "Failed",
        "failed",
        "parsing",
        "must",
        "cannot",
        "input",
        "field",
        "error",
    ];
    words.into_iter().find(|word| message.contains(word))
}

#[test]
fn hostile_values_get_described_answers_and_never_a_fault_of_the_program() {
    let office = Server::founded();
    let rina = office.person("rina");
    let known = Known::of(&office, &rina);
    let description: Value = serde_json::from_str(&api::openapi()).unwrap();
    let mut bench =
        Bench { schemas: Schemas(description.clone()), faults: BTreeMap::new(), asked: 0 };
    let values = hostile();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            if LEFT_OUT.contains(&(method.as_str(), path.as_str())) {
                continue;
            }
            let verb = method.to_uppercase();
            for address in addresses(path, operation, &known) {
                let body = if verb == "GET" { &b""[..] } else { b"{}" };
                let kind = if verb == "GET" { "" } else { "application/json" };
                let answer = rina.send(&verb, &address, kind, body);
                bench.check(operation, &format!("{verb} {address}"), &answer);
            }
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            if schema.is_null() {
                continue;
            }
            let address = known.filled(path);
            let bodies = bodies(&bench.schemas, schema, &values);
            for body in bodies {
                let answer = rina.send(&verb, &address, "application/json", body.as_bytes());
                let shown: String = body.chars().take(300).collect();
                bench.check(operation, &format!("{verb} {address} {shown}"), &answer);
            }
        }
    }
    assert!(bench.asked > 2_000, "{}", bench.asked);
    println!("{} requests", bench.asked);
    let faults: Vec<_> =
        bench.faults.iter().map(|(kind, at)| format!("{kind}\n    {at}")).collect();
    assert!(faults.is_empty(), "{} kinds:\n{}", faults.len(), faults.join("\n"));
    rina.get("/api/home").ok();
    let report = api::tools::verify(office.data.path(), &mut |_, _| {}).unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
}

/// Every parameter hostile in turn, the others naming what there is.
fn addresses(path: &str, operation: &Value, known: &Known) -> Vec<String> {
    let mut all = vec![known.filled(path)];
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap();
        for value in ADDRESSED {
            match parameter["in"].as_str() {
                // Without it the address is another one, of which the description says nothing.
                Some("path") if value.is_empty() => {}
                Some("path") => {
                    all.push(known.filled(&path.replace(&format!("{{{name}}}"), value)));
                }
                Some("query") => all.push(format!("{}?{name}={value}", known.filled(path))),
                _ => {}
            }
        }
        if parameter["in"] == "query" {
            all.push(format!("{}?{name}=1&{name}=2", known.filled(path)));
        }
    }
    all
}

fn bodies(schemas: &Schemas, schema: &Value, values: &[Value]) -> Vec<String> {
    let mut all: Vec<String> =
        ["", "{", "[", "\"", "nul", "\u{feff}{}", "{}{}"].map(str::to_owned).to_vec();
    all.push("[".repeat(100_000));
    all.push("{\"a\":".repeat(10_000));
    let mut examples = schemas.examples(schema);
    // Acts: each kind of act in the same envelope.
    let act = &schemas.0["components"]["schemas"]["Act"];
    if let Some(envelope) = examples.first().filter(|example| !example["act"].is_null()).cloned() {
        examples = schemas
            .examples(act)
            .into_iter()
            .map(|act| {
                let mut example = envelope.clone();
                example["act"] = act;
                example
            })
            .collect();
    }
    for example in examples {
        all.extend(spoiled(&example, values).iter().map(Value::to_string));
        all.push(example.to_string());
    }
    all
}
